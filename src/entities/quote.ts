// What a status quotes, as far as a viewer may see it, and whether they may quote it themselves.
import type { SeenStatus } from '#domain/reading/statuses.ts'
import { quoteAnswer, readPolicy, type QuoteAnswer, type QuoteAudience } from '#domain/statuses/quote-policy.ts'
import type { StatusBundle } from './status-bundle.ts'
import type { Status } from './status.ts'

type QuoteState = 'pending' | 'accepted' | 'rejected' | 'revoked' | 'deleted' | 'unauthorized' | 'blocked_account' | 'blocked_domain' | 'muted_account'

export interface Quote { state: QuoteState; quoted_status: Status | null }
/** A quote inside of a quoted status. */
export interface ShallowQuote { state: QuoteState; quoted_status_id: string | null }

export interface QuoteApproval {
  automatic: QuoteAudience[]
  manual: QuoteAudience[]
  current_user: QuoteAnswer
}

/** Whether the viewer may not read what is quoted. */
function isForbidden(row: SeenStatus, author: number, { viewer, marks }: StatusBundle): boolean {
  if (row.quoted_gone === 1) return true
  if (row.quoted_visibility === 'public' || row.quoted_visibility === 'unlisted') return marks?.blockedBy.has(author) ?? false
  if (viewer === null || marks === null || marks.blockedBy.has(author)) return true
  const named = marks.named.has(row.quoted_status_id ?? 0)
  return row.quoted_visibility === 'private' ? !named && !marks.following.has(author) : !named
}

/** The state of a row's quote for the bundle's viewer; null when it quotes nothing. */
function stateOf(row: SeenStatus, bundle: StatusBundle): QuoteState | null {
  if (row.quote_state === null) return null
  if (row.quote_state !== 'accepted') return row.quote_state as QuoteState
  const author = row.quoted_account_id
  if (row.quoted_status_id === null || row.quoted_visibility === null || author === null) return 'deleted'
  if (author === bundle.viewer) return 'accepted'
  if (isForbidden(row, author, bundle)) return 'unauthorized'
  if (bundle.marks?.hostBlocking.has(author)) return 'blocked_domain'
  if (bundle.marks?.blocking.has(author)) return 'blocked_account'
  return bundle.marks?.muting.has(author) ? 'muted_account' : 'accepted'
}

const SHOWN: ReadonlySet<QuoteState> = new Set(['accepted', 'blocked_account', 'blocked_domain', 'muted_account'])

/** The quote of a status that is shown by itself; `render` renders what is quoted, with {@link renderShallowQuote}. */
export function renderQuote(row: SeenStatus, bundle: StatusBundle, render: (quoted: SeenStatus) => Status | null): Quote | null {
  const state = stateOf(row, bundle)
  if (state === null) return null
  const quoted = SHOWN.has(state) && row.quoted_status_id !== null ? bundle.statuses.get(row.quoted_status_id) : undefined
  const status = quoted && quoted.reblog_of_id === null ? render(quoted) : null
  return { state: state === 'accepted' && status === null ? 'unauthorized' : state, quoted_status: status }
}

/** The quote of a status that is quoted itself. */
export function renderShallowQuote(row: SeenStatus, bundle: StatusBundle): ShallowQuote | null {
  const state = stateOf(row, bundle)
  if (state === null) return null
  return { state, quoted_status_id: SHOWN.has(state) && row.quoted_status_id !== null ? String(row.quoted_status_id) : null }
}

/** Who may quote a status, and whether the viewer may. */
export function renderQuoteApproval(row: SeenStatus, { viewer, marks }: StatusBundle): QuoteApproval {
  const current_user = viewer === null ? 'denied' : quoteAnswer({
    policy: row.quote_policy, visibility: row.reblog_of_id === null ? row.visibility : 'direct', own: row.account_id === viewer,
    follows: marks?.following.has(row.account_id) ?? false, followed: marks?.followedBy.has(row.account_id) ?? false,
  })
  return { ...readPolicy(row.quote_policy), current_user }
}
