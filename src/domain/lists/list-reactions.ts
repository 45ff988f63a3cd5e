// Whoever is no longer followed, or turned the follower away, is on none of the follower's lists.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { listIdsWith, removeFromList } from './lists.ts'

type Parted = Events['follow.undone'] | Events['follower.removed'] | Events['follow.rejected']

/** Takes `targetId` off the lists of `accountId`. */
export async function leaveLists(tx: Tx, { accountId, targetId }: Parted): Promise<void> {
  for (const listId of await listIdsWith(tx.db, accountId, targetId)) await removeFromList(tx, accountId, listId, [targetId])
}
