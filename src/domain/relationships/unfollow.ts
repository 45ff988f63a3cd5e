// The end of a follow, from either side.
import type { Tx } from '../context.ts'
import { countFollow } from './follow-counters.ts'

const find = (tx: Tx, table: 'follows' | 'follow_requests', accountId: number, targetId: number) =>
  tx.db.selectFrom(table).select(['id', 'uri']).where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()

async function sever(tx: Tx, followId: number, accountId: number, targetId: number): Promise<void> {
  const { numDeletedRows } = await tx.db.deleteFrom('follows').where('id', '=', followId).executeTakeFirst()
  if (numDeletedRows === 0n) return
  await countFollow(tx, accountId, targetId, -1)
  await tx.db.deleteFrom('endorsements').where('account_id', '=', accountId).where('target_account_id', '=', targetId).execute()
}

/**
 * `accountId` stops following `targetId`, or withdraws a request; what was endorsed no longer is. Idempotent: false when
 * there was neither. Records `follow.undone` first, with the name the follow went by; `replaced` where another follow took
 * its place.
 */
export async function unfollow(tx: Tx, accountId: number, targetId: number, { replaced = false } = {}): Promise<boolean> {
  const existing = await find(tx, 'follows', accountId, targetId)
  const request = await find(tx, 'follow_requests', accountId, targetId)
  if (existing) {
    await tx.record('follow.undone', { followId: existing.id, accountId, targetId, uri: existing.uri, wasRequested: false, ...(replaced ? { replaced } : {}) })
    await sever(tx, existing.id, accountId, targetId)
  }
  if (request) {
    await tx.record('follow.undone', { followId: request.id, accountId, targetId, uri: request.uri, wasRequested: true })
    await tx.db.deleteFrom('follow_requests').where('id', '=', request.id).execute()
  }
  return Boolean(existing ?? request)
}

/** `targetId` no longer lets `followerId` follow. Idempotent: false when it did not. Records `follower.removed` first. */
export async function removeFollower(tx: Tx, targetId: number, followerId: number): Promise<boolean> {
  const existing = await find(tx, 'follows', followerId, targetId)
  if (!existing) return false
  await tx.record('follower.removed', { followId: existing.id, accountId: followerId, targetId, uri: existing.uri })
  await sever(tx, existing.id, followerId, targetId)
  return true
}
