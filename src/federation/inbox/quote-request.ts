// QuoteRequest: somebody elsewhere asks to quote a member's post. The author's policy answers at once; consent is given to
// the very post that asks, which is read before (FEP-044f).
import { uriOfStatus } from '#domain/addresses.ts'
import { acceptQuote } from '#domain/quotes/accept-quote.ts'
import { quoteOfStatus } from '#domain/quotes/queries.ts'
import { Refusal } from '#domain/refusals.ts'
import { quotableStatus } from '#domain/statuses/compose-quote.ts'
import { findStatusByUri, statusRow } from '#domain/statuses/find-status.ts'
import type { Row } from '#domain/tables.ts'
import { declineQuoteRequest } from '#federation/outbox/quotes.ts'
import { found, type Outcome } from '#federation/resolve/outcome.ts'
import { idOf, isObject, sameOrigin } from '#federation/resolve/plain-json.ts'
import { authorOf, isStatusLike } from '#federation/resolve/read-note.ts'
import { admitStatus, resolveStatus } from '#federation/resolve/resolve-status.ts'
import { activityBudget, giveUp, type Arrival, type Handler } from './arrival.ts'

/** The post that asks: known, inside of the request, or fetched. */
async function instrumentOf({ reach, activity, signer }: Arrival, uri: string): Promise<Outcome<number>> {
  const known = await findStatusByUri(reach, uri)
  if (known !== null) return found(known)
  const inside = activity['instrument']
  const proven = isObject(inside) && isStatusLike(inside) && authorOf(inside) === signer.uri
  return proven ? admitStatus(reach, inside, { budget: activityBudget() }) : resolveStatus(reach, uri, { budget: activityBudget(), ancestors: 0 })
}

async function isAllowed({ reach, signer }: Arrival, quoted: Row<'statuses'>): Promise<boolean> {
  try {
    await quotableStatus(reach.db, signer.id, quoted.id)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

export const receiveQuoteRequest: Handler = async (arrival) => {
  const { reach, activity, signer } = arrival
  const uri = idOf(activity)
  const quotedUri = idOf(activity['object'])
  const instrument = idOf(activity['instrument'])
  if (uri === null || quotedUri === null || instrument === null) return 'quote-request-incomplete'
  if (!sameOrigin(uri, signer.uri) || !sameOrigin(instrument, signer.uri)) return 'quote-request-on-another-origin'
  const quotedId = await findStatusByUri(reach, quotedUri)
  const quoted = quotedId === null ? undefined : await statusRow(reach.db, quotedId)
  if (!quoted || quoted.local !== 1 || (quoted.visibility !== 'public' && quoted.visibility !== 'unlisted')) return 'quote-request-of-nothing-here'
  if (!await isAllowed(arrival, quoted)) {
    await reach.write((tx) => declineQuoteRequest(tx, {
      from: quoted.account_id, quoterId: signer.id, quoterUri: signer.uri, requestUri: uri,
      quotedUri: uriOfStatus(reach.config, quoted), quotingUri: instrument,
    }))
    return null
  }
  const statusId = await instrumentOf(arrival, instrument)
  if (!statusId.ok) return giveUp(statusId)
  const quote = await quoteOfStatus(reach.db, statusId.value)
  if (quote?.quoted_status_id !== quoted.id || quote.account_id !== signer.id) return 'quote-request-for-another-quote'
  const accepted = await reach.write((tx) => acceptQuote(tx, quote.id, { activityUri: uri }))
  return accepted ? null : 'quote-request-answered-before'
}
