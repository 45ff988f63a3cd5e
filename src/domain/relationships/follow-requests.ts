// Answering requests to follow: by a member, or by the server of a remote target.
import { holdPair } from '../accounts/hold-account.ts'
import type { Tx } from '../context.ts'
import type { Row } from '../tables.ts'
import { missing } from '../refusals.ts'
import { establish } from './follow.ts'
import { replaceFollow } from './move-follow.ts'

/** False when the request was withdrawn, or answered, meanwhile. */
async function accept(tx: Tx, request: Row<'follow_requests'>): Promise<boolean> {
  await holdPair(tx, request.account_id, request.target_account_id)
  const held = await tx.db.deleteFrom('follow_requests').where('id', '=', request.id).returning('id').executeTakeFirst()
  if (!held) return false
  const languages = request.languages === null ? null : JSON.parse(request.languages) as string[]
  await establish(tx, request.account_id, request.target_account_id, {
    reblogs: request.show_reblogs === 1, notify: request.notify === 1, languages, uri: request.uri,
  }, true)
  if (request.replaces_account_id !== null) await replaceFollow(tx, request.account_id, request.replaces_account_id, request.target_account_id)
  return true
}

/** Turns a request into a follow, keeping its options and name. Refuses `record.missing` when there is none. */
export async function acceptFollow(tx: Tx, requestId: number): Promise<void> {
  const request = await tx.db.selectFrom('follow_requests').selectAll().where('id', '=', requestId).executeTakeFirst()
  if (!request) throw missing()
  await accept(tx, request)
}

/**
 * `targetId` accepts `followerId`. Idempotent towards peers that accept twice: false when there is no request to accept,
 * whether or not the follow exists already.
 */
export async function acceptFollowFrom(tx: Tx, targetId: number, followerId: number): Promise<boolean> {
  const request = await tx.db.selectFrom('follow_requests').selectAll()
    .where('account_id', '=', followerId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (!request) return false
  return accept(tx, request)
}

/**
 * `targetId` declines the request of `followerId`; false when there is none (an accepted follower is removed with
 * `removeFollower` instead). Records `follow.rejected`.
 */
export async function rejectFollow(tx: Tx, targetId: number, followerId: number): Promise<boolean> {
  const request = await tx.db.selectFrom('follow_requests').select(['id', 'uri'])
    .where('account_id', '=', followerId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (!request) return false
  await tx.record('follow.rejected', { accountId: followerId, targetId, uri: request.uri })
  await tx.db.deleteFrom('follow_requests').where('id', '=', request.id).execute()
  return true
}
