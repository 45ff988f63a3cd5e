// Boosts: the only write, do and undo. A boost is a status of its own that points at the original.
import { mustBeHere } from '#domain/accounts/must-be-here.ts'
import { sql } from 'kysely'
import type { Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { countPosted } from '#domain/statuses/count-status.ts'
import { datedId } from '#domain/statuses/dated-id.ts'
import { removeBoost } from '#domain/statuses/remove-boost.ts'
import { isTombstone } from '#domain/statuses/tombstones.ts'
import { visibleOriginal } from '#domain/statuses/visible-to.ts'

export type BoostVisibility = 'public' | 'unlisted' | 'private'

interface BoostOptions {
  /** Public unless told; a boost of a followers-only post is always followers-only. */
  visibility?: BoostVisibility
  /** Its network id, for a boost from elsewhere. */
  uri?: string | null
  /** Epoch ms, clamped to now. */
  createdAt?: number
  /** The id takes the time of `createdAt` instead of now. */
  fetched?: boolean
}

/**
 * Boosts a status (of a boost: what that boosts) and returns the id of the boost, a former one if there is one.
 * Idempotent; tells `status.reblogged` once. Refuses with `record.missing` what the account may not see, with
 * `action.forbidden` direct posts, followers-only posts of others and posts of somebody it blocks, and with
 * `record.gone` a boost that was taken back under the same network id.
 */
export async function reblog(tx: Tx, accountId: number, statusId: number, options: BoostOptions = {}): Promise<number> {
  if (!options.uri) await mustBeHere(tx.db, accountId)
  const original = await visibleOriginal(tx.db, accountId, statusId)
  const own = original.account_id === accountId
  if (original.visibility === 'direct' || (original.visibility === 'private' && !own) || original.blocking) {
    throw new Refusal('action.forbidden')
  }
  if (options.uri && await isTombstone(tx.db, options.uri)) throw new Refusal('record.gone')
  const visibility = original.visibility === 'private' ? 'private' : options.visibility ?? 'public'
  const createdAt = Math.min(options.createdAt ?? tx.now, tx.now)
  const added = await tx.db.insertInto('statuses').values({
    id: options.fetched ? await datedId(tx, createdAt) : tx.id(), account_id: accountId, uri: options.uri ?? null, url: null, text: null,
    content: '', visibility, language: null, local: options.uri ? 0 : 1, in_reply_to_id: null, in_reply_to_account_id: null,
    in_reply_to_uri: null, reblog_of_id: original.id, thread_id: null, poll_id: null, app_id: null, created_at: createdAt,
    edited_at: null, fetched_replies_at: null,
  }).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()
  if (!added) return formerBoost(tx, accountId, original.id)
  const counted = await tx.db.updateTable('statuses').set({ reblogs_count: sql`reblogs_count + 1` })
    .where('id', '=', original.id).returning('id').executeTakeFirst()
  // Deleted while it was being boosted.
  if (!counted) throw missing()
  await countPosted(tx, { accountId, visibility, createdAt, inReplyToId: null })
  await tx.record('status.reblogged', { statusId: added.id, originalId: original.id, accountId })
  return added.id
}

/** Only another boost by the same account, or of the same network id, can be in the way of a new one. */
async function formerBoost(tx: Tx, accountId: number, originalId: number): Promise<number> {
  const former = await boostBy(tx, accountId, originalId)
  if (former === null) throw new Refusal('input.invalid', { text: 'Validation failed: Uri has already been taken' })
  return former
}

async function boostBy(tx: Tx, accountId: number, originalId: number): Promise<number | null> {
  const row = await tx.db.selectFrom('statuses').select('id')
    .where('reblog_of_id', '=', originalId).where('account_id', '=', accountId).executeTakeFirst()
  return row?.id ?? null
}

/** Takes a boost back; `statusId` is the original or the boost itself. Idempotent. Returns the original's id. */
export async function unreblog(tx: Tx, accountId: number, statusId: number): Promise<{ statusId: number; changed: boolean }> {
  const status = await tx.db.selectFrom('statuses').select('reblog_of_id').where('id', '=', statusId).executeTakeFirst()
  const originalId = status?.reblog_of_id ?? statusId
  const boostId = await boostBy(tx, accountId, originalId)
  return { statusId: originalId, changed: boostId !== null && await removeBoost(tx, boostId) }
}
