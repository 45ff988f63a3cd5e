// Reject: a member's request to follow was declined, or the member was removed from the followers.
import { rejectFollow } from '#domain/relationships/follow-requests.ts'
import { removeFollower } from '#domain/relationships/unfollow.ts'
import { answeredMember } from './accept.ts'
import type { Handler } from './arrival.ts'
import { answeredItem, rejectFeatured } from './collection-news.ts'
import { answeredQuote, rejectAnswered } from './quote-answer.ts'

export const receiveReject: Handler = async (arrival) => {
  const quote = await answeredQuote(arrival)
  if (quote) return rejectAnswered(arrival, quote)
  const item = await answeredItem(arrival)
  if (item) return rejectFeatured(arrival, item)
  const member = await answeredMember(arrival)
  if (member === null) return 'reject-of-nothing'
  const { reach, signer } = arrival
  const ended = await reach.write(async (tx) =>
    await rejectFollow(tx, signer.id, member) || await removeFollower(tx, signer.id, member))
  return ended ? null : 'reject-of-no-follow'
}
