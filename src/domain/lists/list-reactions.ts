// Whoever is no longer followed, or turned the follower away, is on none of the follower's lists.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { addToList, listIdsWith, removeFromList } from './lists.ts'

type Parted = Events['follow.undone'] | Events['follower.removed'] | Events['follow.rejected']

/** Puts whom somebody moved to on the lists of `accountId` that have who they were. */
export async function moveOnLists(tx: Tx, { accountId, fromId, targetId }: Events['follow.replaced']): Promise<void> {
  const there = new Set(await listIdsWith(tx.db, accountId, targetId))
  for (const listId of await listIdsWith(tx.db, accountId, fromId)) if (!there.has(listId)) await addToList(tx, accountId, listId, [targetId])
}

/** Takes `targetId` off the lists of `accountId`. */
export async function leaveLists(tx: Tx, { accountId, targetId }: Parted): Promise<void> {
  for (const listId of await listIdsWith(tx.db, accountId, targetId)) await removeFromList(tx, accountId, listId, [targetId])
}
