// Accept and Reject of a request to quote, and Delete of the proof of consent: what the author of a quoted post says.
import type { Row } from '#domain/tables.ts'
import { acceptQuote } from '#domain/quotes/accept-quote.ts'
import { quoteByApproval, quoteOfStatus, quoteRow } from '#domain/quotes/queries.ts'
import { refuseQuote } from '#domain/quotes/refuse-quote.ts'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { quoteIdOfRequest } from '#federation/documents/quote.ts'
import { isOurs } from '#federation/resolve/resolve-actor.ts'
import { idOf, isObject, sameOrigin, typesOf } from '#federation/resolve/plain-json.ts'
import type { Arrival, Ignored } from './arrival.ts'

/** A member's quote of the signer's post that an answer is about (its request embedded, or named by its id); null for none. */
export async function answeredQuote({ reach, activity, signer }: Arrival): Promise<Row<'quotes'> | null> {
  const request = activity['object']
  const instrument = isObject(request) && typesOf(request).includes('QuoteRequest') ? idOf(request['instrument']) : null
  const statusId = instrument !== null && isOurs(reach, instrument) ? await findStatusByUri(reach, instrument) : null
  const quoteId = quoteIdOfRequest(reach.config, idOf(request) ?? '')
  const quote = statusId !== null ? await quoteOfStatus(reach.db, statusId) : quoteId === null ? undefined : await quoteRow(reach.db, quoteId)
  return quote && quote.activity_uri !== null && quote.quoted_account_id === signer.id ? quote : null
}

/** The author's word is as good as the proof, which has to be of their own server. */
export async function acceptAnswered({ reach, activity, signer }: Arrival, quote: Row<'quotes'>): Promise<Ignored> {
  const approvalUri = idOf(activity['result'])
  if (approvalUri === null || !sameOrigin(approvalUri, signer.uri)) return 'quote-accepted-without-proof'
  const accepted = await reach.write((tx) => acceptQuote(tx, quote.id, { approvalUri }))
  return accepted ? null : 'quote-accepted-before'
}

/** The author declines, or takes back. */
export async function rejectAnswered({ reach }: Arrival, quote: Row<'quotes'>): Promise<Ignored> {
  return await reach.write((tx) => refuseQuote(tx, quote.id)) ? null : 'quote-rejected-before'
}

/** The proof at `uri` is gone; false when no quote of a post of the signer's has it. */
export async function dropProof({ reach, signer }: Arrival, uri: string): Promise<boolean> {
  const quote = await quoteByApproval(reach.db, signer.id, uri)
  return quote !== undefined && reach.write((tx) => refuseQuote(tx, quote.id))
}
