// Accept: a member's request to follow (or to quote) was granted. The pair is what counts: a member has one request to an account.
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { isObject, typesOf } from '#federation/resolve/plain-json.ts'
import { acceptFeatured, answeredItem } from './collection-news.ts'
import { acceptAnswered, answeredQuote } from './quote-answer.ts'
import { memberOf, type Arrival, type Handler } from './arrival.ts'

/** The member whose follow (embedded, or named by its id, which begins with the member's) is answered. */
export async function answeredMember(arrival: Arrival): Promise<number | null> {
  const { object } = arrival.activity as { object?: unknown }
  if (isObject(object) && object['actor'] !== undefined) return typesOf(object).includes('Follow') ? memberOf(arrival, object['actor']) : null
  return memberOf(arrival)
}

export const receiveAccept: Handler = async (arrival) => {
  const quote = await answeredQuote(arrival)
  if (quote) return acceptAnswered(arrival, quote)
  const item = await answeredItem(arrival)
  if (item) return acceptFeatured(arrival, item)
  const member = await answeredMember(arrival)
  if (member === null) return 'accept-of-nothing'
  const accepted = await arrival.reach.write((tx) => acceptFollowFrom(tx, arrival.signer.id, member))
  return accepted ? null : 'accept-of-no-request'
}
