// What feeds do when people meet and part.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { listIdsWith } from '#domain/lists/lists.ts'
import { clearFromFeeds, clearHostFromFeeds, clearTagFromHome, mergeAuthor, mergeFloor, removeAuthors } from './merge.ts'
import { MERGE } from './merge-job.ts'

/** So many posts of a newly followed account are in home at once; a job looks further back. */
const AT_ONCE = 40

/** A new follow brings the newest posts at once, also into lists that had the account while it was being asked. */
export async function mergeOnFollow(tx: Tx, { accountId, targetId }: Events['follow.created']): Promise<void> {
  for (const listId of await listIdsWith(tx.db, accountId, targetId)) {
    await tx.enqueue({ kind: MERGE, payload: { kind: 'list', feedId: listId, authorIds: [targetId] } })
  }
  const feed = await tx.db.selectFrom('feeds').select('id').where('id', '=', accountId).executeTakeFirst()
  if (!feed) return
  await mergeAuthor(tx, 'home', { feedId: accountId, authorId: targetId, newerThan: await mergeFloor(tx, accountId), size: AT_ONCE })
  await tx.enqueue({ kind: MERGE, payload: { kind: 'home', feedId: accountId, authorIds: [targetId] }, key: `${MERGE}:${accountId}:${targetId}` })
}

/** A follow that ends, whoever ends it, takes its posts along; those of somebody who moved, and is followed on, stay. */
export async function unmergeOnUnfollow(tx: Tx, event: Events['follow.undone'] | Events['follower.removed']): Promise<void> {
  const { accountId, targetId } = event
  if (!('replaced' in event)) await removeAuthors(tx, accountId, [targetId])
}

/** Whoever is blocked or muted disappears from all feeds, with what names them. */
export async function clearOnBlock(tx: Tx, { accountId, targetId }: Events['account.blocked'] | Events['account.muted']): Promise<void> {
  await clearFromFeeds(tx, accountId, targetId)
}

/** A hidden host disappears from all feeds. */
export async function clearOnHostBlock(tx: Tx, { accountId, host }: Events['host.blocked']): Promise<void> {
  await clearHostFromFeeds(tx, accountId, host)
}

/** A hashtag that is no longer followed takes along what only it had brought. */
export async function clearOnTagUnfollow(tx: Tx, { accountId, tagId }: Events['tag.unfollowed']): Promise<void> {
  await clearTagFromHome(tx, accountId, tagId)
}

/** New members of a list bring their newest posts. */
export async function mergeOnListAdd(tx: Tx, { listId, memberIds }: Events['list.members-added']): Promise<void> {
  await tx.enqueue({ kind: MERGE, payload: { kind: 'list', feedId: listId, authorIds: memberIds } })
}

/** Members that leave a list take their posts along. */
export async function unmergeOnListRemove(tx: Tx, { listId, memberIds }: Events['list.members-removed']): Promise<void> {
  await removeAuthors(tx, listId, memberIds)
}

/** A list's feed goes with it. */
export async function dropListFeed(tx: Tx, { listId }: Events['list.deleted']): Promise<void> {
  await tx.db.deleteFrom('feeds').where('id', '=', listId).execute()
  await tx.db.deleteFrom('feed_entries').where('feed_id', '=', listId).execute()
}
