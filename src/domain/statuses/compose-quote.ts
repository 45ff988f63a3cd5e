// A member quotes: whether they may, whether consent is needed first, and the line that stands in for the quote where
// quotes are not known.
import { urlOfStatus, uriOfStatus } from '#domain/addresses.ts'
import type { Reader } from '#domain/context.ts'
import { invalid, Refusal } from '#domain/refusals.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { shortenedLink } from '#domain/text/format.ts'
import type { Config } from '#machinery/config/config.ts'
import type { MentionDraft, QuoteDraft, Visibility } from './draft.ts'
import { quoteAnswer, type QuoteAnswer } from './quote-policy.ts'
import { visibleOriginal } from './visible-to.ts'

interface At { db: Reader; config: Config }

interface Quotable { id: number; account_id: number; uri: string | null; url: string | null; quote_policy: number; visibility: string; username: string; host: string | null; followed: number }

const quotable = prepared<Quotable, { id: number; quoter: number }>(`
  select s.id, s.account_id, s.uri, s.url, s.quote_policy, s.visibility, a.username, a.host,
    (select count(*) from follows f where f.account_id = s.account_id and f.target_account_id = :quoter) as followed
  from statuses s join accounts a on a.id = s.account_id where s.id = :id`)

/** The refusal of a quote of what is not there for the author, or not theirs to quote. */
const notQuotable = (): Refusal => new Refusal('record.missing', { text: 'The post you are trying to quote does not appear to exist.' })

/** What is quoted, with what its author's policy says to the quoter. */
interface Quoted { row: Quotable; answer: QuoteAnswer }

/**
 * The status that `accountId` (a local or remote account) would quote (of a boost: what it boosts), with what its author's
 * policy answers them. Refuses with `record.missing` what they may not see or what is a denial.
 */
export async function quotableStatus(db: Reader, accountId: number, statusId: number): Promise<Quoted> {
  const standing = await visibleOriginal(db, accountId, statusId).catch((error: unknown) => {
    throw error instanceof Refusal ? notQuotable() : error
  })
  const [row] = await quotable(db, { id: standing.id, quoter: accountId })
  if (!row || standing.blocking) throw notQuotable()
  const answer = quoteAnswer({
    policy: row.quote_policy, visibility: row.visibility, own: row.account_id === accountId,
    follows: standing.following === 1, followed: row.followed > 0,
  })
  if (answer === 'denied') throw notQuotable()
  return { row, answer }
}

/** What a quote adds to a draft. */
interface Quoting {
  quote: QuoteDraft | null
  /** Begins the content. */
  fallback: string
  visibility: Visibility
  mentions: MentionDraft[]
}

/** The line that stands for a quote where quotes are not known; whoever knows them hides it. */
const fallbackLine = (config: Config, row: Pick<Quotable, 'id' | 'account_id' | 'uri' | 'url' | 'username'>): string =>
  `<p class="quote-inline">RE: ${shortenedLink(urlOfStatus(config, row, row.username) ?? uriOfStatus(config, row))}</p>`

interface Draft { accountId: number; quotedStatusId: number | null; visibility: Visibility; mentions: MentionDraft[] }

/**
 * What quoting `quotedStatusId` makes of a member's draft. A quote of an own followers-only post is followers-only at
 * most; a letter quotes only those it names. Consent is there at once for a post of ours, and asked for elsewhere. The
 * author of what is quoted may always read it.
 */
export async function composeQuote({ db, config }: At, { accountId, quotedStatusId, visibility, mentions }: Draft): Promise<Quoting> {
  if (quotedStatusId === null) return { quote: null, fallback: '', visibility, mentions }
  const { row } = await quotableStatus(db, accountId, quotedStatusId)
  const own = row.account_id === accountId
  if (visibility === 'direct' && !own && !mentions.some((one) => one.accountId === row.account_id && !one.silent)) {
    throw invalid('Cannot quote a non-mentioned user in a Private Mention post.')
  }
  return {
    quote: {
      quotedStatusId: row.id, quotedAccountId: row.account_id, quotedUri: null, legacy: false, approvalUri: null,
      state: own || row.host === null ? 'accepted' : 'pending',
    },
    fallback: fallbackLine(config, row),
    visibility: row.visibility === 'private' && (visibility === 'public' || visibility === 'unlisted') ? 'private' : visibility,
    mentions: own ? mentions : [...mentions, { accountId: row.account_id, silent: true }],
  }
}

const quotedBy = prepared<Quotable, { quote: number }>(`
  select s.id, s.account_id, s.uri, s.url, s.quote_policy, s.visibility, a.username, a.host, 0 as followed
  from quotes q join statuses s on s.id = q.quoted_status_id join accounts a on a.id = s.account_id where q.id = :quote`)

/** The fallback of a status that is being edited; empty when it quotes nothing (any more). */
export async function fallbackOf({ db, config }: At, quoteId: number | null): Promise<string> {
  const [row] = quoteId === null ? [] : await quotedBy(db, { quote: quoteId })
  return row ? fallbackLine(config, row) : ''
}
