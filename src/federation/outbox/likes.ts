// Favourites by members, told to the author alone.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { publishedStatuses } from '#domain/peers/published-statuses.ts'
import { localSender } from '#domain/peers/recipients.ts'
import { activity, inContext, undo } from '../documents/activities.ts'
import type { Document } from '../documents/context.ts'
import { tell } from './tell.ts'

type Favourite = Events['status.favourited']

async function tellLike(tx: Tx, { favouriteId, statusId, accountId }: Favourite, wording: (like: Document) => Document): Promise<void> {
  const status = (await publishedStatuses(tx.db, [statusId])).get(statusId)
  if (!status || status.uri === null || !await localSender(tx.db, accountId)) return
  const like = activity(tx.config, { accountId, name: `likes/${favouriteId}` }, 'Like', status.uri)
  await tell(tx, { from: accountId, about: String(like['id']), to: { accounts: [status.account_id] }, say: async () => inContext(wording(like)) })
}

/** A favourite. */
export const federateLike = (tx: Tx, event: Favourite): Promise<void> => tellLike(tx, event, (like) => like)

/** A favourite that is about to be taken back. */
export const federateUnlike = (tx: Tx, event: Events['status.unfavourited']): Promise<void> =>
  tellLike(tx, event, (like) => undo(tx.config, event.accountId, like))
