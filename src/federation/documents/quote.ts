// Quotes in the protocol's words: what a Note says of its quote and of who may quote it (FEP-044f), the proof of consent,
// and the ids of both.
import type { Config } from '#machinery/config/config.ts'
import { activityUri, actorUri, uriOfStatus } from '#domain/addresses.ts'
import type { PublishedStatus } from '#domain/peers/published-statuses.ts'
import { readPolicy } from '#domain/statuses/quote-policy.ts'
import { PUBLIC, type Document } from './context.ts'
import { followersUri, followingUri } from './names.ts'

type At = Pick<Config, 'origin'>

/** Where a local account's consent to a quote is read. */
export const stampUri = (at: At, quotedAccountId: number, quoteId: number): string =>
  `${actorUri(at, quotedAccountId)}/quote_authorizations/${quoteId}`

/** The id of a member's request to quote. */
export const quoteRequestUri = (at: At, accountId: number, quoteId: number): string => activityUri(at, accountId, `quote_requests/${quoteId}`)

/** The number of the quote that a request of ours was about, or null. */
export function quoteIdOfRequest({ origin }: At, uri: string): number | null {
  const [, id] = uri.startsWith(`${origin}/`) ? /#quote_requests\/(\d{1,16})$/.exec(uri) ?? [] : []
  return id === undefined ? null : Number(id)
}

/** Who may quote a local status: at once, for nobody is asked by hand here. */
export function interactionPolicy(config: At, row: Pick<PublishedStatus, 'account_id' | 'quote_policy'>): Document {
  const { automatic } = readPolicy(row.quote_policy)
  const admitted = automatic.flatMap((one) => one === 'public' ? PUBLIC : one === 'followers' ? followersUri(config, row.account_id)
    : one === 'following' ? followingUri(config, row.account_id) : [])
  return { canQuote: { automaticApproval: admitted.length > 0 ? admitted : [actorUri(config, row.account_id)] } }
}

/** What a local status says of its quote: the standard's word and those by which others know it, and the proof of consent. */
export function quotePart(config: At, row: PublishedStatus): Document {
  if (row.quote_id === null || row.quote_state === null) return {}
  if (row.quoted_status_id === null || row.quoted_status_account_id === null) return { quote: { type: 'Tombstone' } }
  const uri = uriOfStatus(config, { id: row.quoted_status_id, account_id: row.quoted_status_account_id, uri: row.quoted_status_uri, url: null })
  const proof = row.quote_state !== 'accepted' ? null
    : row.quoted_status_local === 1 ? stampUri(config, row.quoted_status_account_id, row.quote_id) : row.approval_uri
  return { quote: uri, _misskey_quote: uri, quoteUri: uri, ...(proof === null ? {} : { quoteAuthorization: proof }) }
}

interface Stamped { quoteId: number; quotedAccountId: number; quotedUri: string; quotingUri: string }

/** The proof that a member consents to a quote of their post. */
export const stamp = (config: At, { quoteId, quotedAccountId, quotedUri, quotingUri }: Stamped): Document => ({
  id: stampUri(config, quotedAccountId, quoteId), type: 'QuoteAuthorization', attributedTo: actorUri(config, quotedAccountId),
  interactingObject: quotingUri, interactionTarget: quotedUri,
})
