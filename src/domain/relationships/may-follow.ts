// Who may follow whom, and whether at once or by request: the one place that decides, for members and for peers.
import type { Row } from '../tables.ts'
import type { Reader } from '../context.ts'
import { INSTANCE_ACCOUNT_ID } from '../addresses.ts'
import { invalid, missing, Refusal } from '../refusals.ts'

/** The columns of an account that the rules look at. */
type Party = Pick<Row<'accounts'>, 'id' | 'host' | 'locked' | 'suspended_at' | 'silenced_at' | 'deleted_at'
  | 'pending' | 'moved_to_account_id' | 'following_count' | 'followers_count'>

/** Everybody may follow this many; beyond it, as many as a tenth more than follow them. */
const FOLLOW_LIMIT = 7500

/** How a follow that is allowed begins. */
type FollowStart = 'direct' | 'request'

const gone = (account: Party): boolean => account.suspended_at !== null || account.deleted_at !== null || account.pending === 1

/** Both parties in one statement; refuses `record.missing` when one is unknown. */
export async function loadParties(db: Reader, accountId: number, targetId: number): Promise<{ account: Party; target: Party }> {
  const rows = await db.selectFrom('accounts')
    .select(['id', 'host', 'locked', 'suspended_at', 'silenced_at', 'deleted_at', 'pending', 'moved_to_account_id', 'following_count', 'followers_count'])
    .where('id', 'in', [accountId, targetId]).execute()
  const account = rows.find((row) => row.id === accountId)
  const target = rows.find((row) => row.id === targetId)
  if (!account || !target) throw missing()
  return { account, target }
}

/** Whether a block, of an account or of its host, stands between the two, in either direction. */
async function blockedBetween(db: Reader, account: Party, target: Party): Promise<boolean> {
  const block = await db.selectFrom('blocks').select('id').where((eb) => eb.or([
    eb.and([eb('account_id', '=', account.id), eb('target_account_id', '=', target.id)]),
    eb.and([eb('account_id', '=', target.id), eb('target_account_id', '=', account.id)]),
  ])).limit(1).executeTakeFirst()
  if (block) return true
  const hosts = [[account.id, target.host], [target.id, account.host]] as const
  for (const [accountId, host] of hosts) {
    if (host === null) continue
    const blocked = await db.selectFrom('account_domain_blocks').select('id')
      .where('account_id', '=', accountId).where('host', '=', host).executeTakeFirst()
    if (blocked) return true
  }
  return false
}

/**
 * Decides on a new follow. Refuses `record.missing` for oneself, the server's own account, the suspended, the deleted and the not yet admitted; `action.forbidden` where
 * either has blocked the other (or the other's host) or the target has moved; `input.invalid` beyond the follow limit.
 * A locked target is asked, a silenced follower always asks, and a remote target is always asked: only its server can
 * accept. A member who moved follows nobody new. `moving`: the follow takes the place of one whose account moved, which
 * neither limit nor a member's lock hinders: the member asked for it. Mastodon's FollowService and FollowLimitValidator.
 */
export async function followStart(db: Reader, account: Party, target: Party, { moving = false } = {}): Promise<FollowStart> {
  if (account.id === target.id || target.id === INSTANCE_ACCOUNT_ID || gone(target) || gone(account)) throw missing()
  if (account.host === null && account.moved_to_account_id !== null) throw new Refusal('account.moved')
  if (target.moved_to_account_id !== null || await blockedBetween(db, account, target)) throw new Refusal('action.forbidden')
  const limit = Math.max(FOLLOW_LIMIT, Math.round(account.followers_count * 1.1))
  if (!moving && account.host === null && account.following_count >= limit) throw invalid(`You cannot follow more than ${limit} people`)
  return target.host !== null || (target.locked === 1 && !moving) || account.silenced_at !== null ? 'request' : 'direct'
}
