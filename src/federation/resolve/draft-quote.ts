// From what a document quotes to the quote of a draft; what is not known here yet is left to a job.
import type { Tx } from '#domain/context.ts'
import type { QuoteDraft } from '#domain/statuses/draft.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import type { Reach } from './memory.ts'
import type { ReadQuote } from './read-quote.ts'
import { isOurs } from './resolve-actor.ts'

export const VERIFY_QUOTE = 'resolve.quote'

/**
 * The quote of a post by `authorId`. Quoting oneself needs no consent. What is no post for everybody is quoted by its author
 * alone. Consent of our own members is known here, whatever the document says of it.
 */
export async function draftQuote(reach: Reach, quote: ReadQuote | null, authorId: number): Promise<QuoteDraft | null> {
  if (quote === null) return null
  const quotedId = quote.uri === null ? null : await findStatusByUri(reach, quote.uri)
  const quoted = quotedId === null ? undefined : await statusRow(reach.db, quotedId)
  const approvalUri = quote.approvalUri === null || isOurs(reach, quote.approvalUri) ? null : quote.approvalUri
  const draft = { quotedStatusId: null, quotedAccountId: null, quotedUri: quote.uri, legacy: quote.legacy, approvalUri }
  if (quote.uri === null) return { ...draft, state: 'deleted' }
  if (!quoted) return { ...draft, state: isOurs(reach, quote.uri) ? 'deleted' : 'pending' }
  const own = quoted.account_id === authorId
  const open = quoted.visibility === 'public' || quoted.visibility === 'unlisted'
  if (quoted.reblog_of_id !== null || (!own && !open)) return { ...draft, state: 'rejected' }
  return {
    ...draft, quotedStatusId: quoted.id, quotedAccountId: quoted.account_id, quotedUri: null,
    state: own ? 'accepted' : 'pending', proofIsOurs: quoted.local === 1,
  }
}

/** Has a remote post's quote looked up and verified, if there is anything to do. */
export async function askForQuote(tx: Tx, statusId: number, quote: QuoteDraft | null): Promise<void> {
  if (quote?.state !== 'pending' || (quote.quotedStatusId !== null && quote.approvalUri === null)) return
  await tx.enqueue({ kind: VERIFY_QUOTE, payload: { statusId }, key: `${VERIFY_QUOTE} ${statusId}`, priority: 5 })
}
