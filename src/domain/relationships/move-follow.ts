// Somebody who is followed has moved: the follow goes along, with what was chosen for it.
import { holdPair } from '../accounts/hold-account.ts'
import type { Tx } from '../context.ts'
import type { Row } from '../tables.ts'
import { Refusal } from '../refusals.ts'
import { add, establish, type FollowOptions } from './follow.ts'
import { followStart, loadParties } from './may-follow.ts'
import { unfollow } from './unfollow.ts'

/** Ends the old follow once the new one is there; lists hear of it while both are. For this room. */
export async function replaceFollow(tx: Tx, accountId: number, fromId: number, targetId: number): Promise<void> {
  const old = await pairOf(tx, 'follows', accountId, fromId)
  if (!old) return
  await tx.record('follow.replaced', { accountId, fromId, targetId })
  await unfollow(tx, accountId, fromId, { replaced: true })
}

const pairOf = (tx: Tx, table: 'follows' | 'follow_requests', accountId: number, targetId: number) =>
  tx.db.selectFrom(table).select(['id', 'show_reblogs', 'notify', 'languages']).where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()

const optionsOf = (old: Pick<Row<'follows'>, 'show_reblogs' | 'notify' | 'languages'>): FollowOptions => ({
  reblogs: old.show_reblogs === 1, notify: old.notify === 1, languages: old.languages === null ? null : JSON.parse(old.languages) as string[],
})

/** Asks the new account; what is granted then takes the old follow's place, and until then that stays. */
async function ask(tx: Tx, accountId: number, fromId: number, targetId: number, options: FollowOptions): Promise<void> {
  const requestId = await add(tx, 'follow_requests', accountId, targetId, options)
  await tx.db.updateTable('follow_requests').set({ replaces_account_id: fromId }).where('account_id', '=', accountId).where('target_account_id', '=', targetId).execute()
  if (requestId !== null) await tx.record('follow.requested', { requestId, accountId, targetId })
}

/**
 * `accountId` follows `targetId` in place of `fromId`, who moved there: at once where nobody has to be asked, else when the
 * request is granted; the old follow lasts until then, also if it is declined. Idempotent; false where nothing came of it,
 * because `fromId` is not followed or `targetId` may not be (blocked, oneself, gone): then the old follow stays. Mastodon's
 * FollowMigrationService.
 */
export async function moveFollow(tx: Tx, accountId: number, fromId: number, targetId: number): Promise<boolean> {
  const old = await pairOf(tx, 'follows', accountId, fromId)
  if (!old || accountId === targetId) return false
  if (await pairOf(tx, 'follows', accountId, targetId)) {
    await replaceFollow(tx, accountId, fromId, targetId)
    return true
  }
  await holdPair(tx, accountId, targetId)
  const { account, target } = await loadParties(tx.db, accountId, targetId)
  const start = await followStart(tx.db, account, target, { moving: true }).catch((error: unknown) => {
    if (error instanceof Refusal) return null
    throw error
  })
  if (start === null) return false
  if (start === 'request') await ask(tx, accountId, fromId, targetId, optionsOf(old))
  else {
    await establish(tx, accountId, targetId, optionsOf(old), false)
    await replaceFollow(tx, accountId, fromId, targetId)
  }
  return true
}
