// Notifications end with what they were about: a favourite taken back, a status deleted, people who part.
import type { Context, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { dedupeKey } from './notify.ts'
import { dropRequest, refreshRequest } from './requests.ts'
import type { NotificationType } from './types.ts'

const FORGET = 'notifications.forget'
const CHUNK = 200

type What =
  | { of: 'status'; statusId: number }
  | { of: 'sender'; accountId: number; fromId: number }
  | { of: 'host'; accountId: number; host: string }

interface Gone { id: number; account_id: number; from_account_id: number; type: string; filtered: number }

function chosen(tx: Tx, what: What) {
  const query = tx.db.selectFrom('notifications').select('notifications.id').limit(CHUNK)
  if (what.of === 'status') return query.where('status_id', '=', what.statusId)
  if (what.of === 'sender') return query.where('from_account_id', '=', what.fromId).where('account_id', '=', what.accountId)
  return query.innerJoin('accounts as a', 'a.id', 'notifications.from_account_id')
    .where('account_id', '=', what.accountId).where('a.host', '=', what.host)
}

async function remove(tx: Tx, what: What): Promise<Gone[]> {
  return tx.db.deleteFrom('notifications').where('id', 'in', chosen(tx, what))
    .returning(['id', 'account_id', 'from_account_id', 'type', 'filtered']).execute()
}

/** Removes one chunk and puts requests right; a job goes on when there may be more. */
async function forget(tx: Tx, what: What): Promise<boolean> {
  const gone = await remove(tx, what)
  const kept = new Map(gone.filter((row) => row.filtered === 1).map((row) => [`${row.account_id} ${row.from_account_id}`, row]))
  for (const row of kept.values()) await refreshRequest(tx, row.account_id, row.from_account_id)
  const screens = what.of === 'status' ? gone.filter((row) => row.type === 'mention' && row.filtered === 0) : []
  if (what.of === 'status' && screens.length > 0) {
    tx.publish({ event: 'delete', id: what.statusId, streams: screens.map((row) => `user:${row.account_id}`) })
  }
  return gone.length === CHUNK
}

async function forgetAll(tx: Tx, what: What): Promise<void> {
  if (await forget(tx, what)) await tx.enqueue({ kind: FORGET, payload: what, key: `${FORGET}:${Object.values(what).join(':')}` })
}

async function forgetOne(tx: Tx, type: NotificationType, about: number, statusId: number): Promise<void> {
  const author = await tx.db.selectFrom('statuses').select('account_id').where('id', '=', statusId).executeTakeFirst()
  if (author) await tx.db.deleteFrom('notifications').where('dedupe_key', '=', dedupeKey(type, author.account_id, about)).execute()
}

/** Notifications of one type that `fromId` caused for `accountId`. */
export async function forgetFrom(tx: Tx, type: NotificationType, accountId: number, fromId: number): Promise<void> {
  await tx.db.deleteFrom('notifications').where('from_account_id', '=', fromId).where('account_id', '=', accountId).where('type', '=', type).execute()
}

/** A favourite was taken back. */
export const forgetFavourite = (tx: Tx, { favouriteId, statusId }: Events['status.unfavourited']): Promise<void> =>
  forgetOne(tx, 'favourite', favouriteId, statusId)

/** A boost was taken back. */
export const forgetReblog = (tx: Tx, { statusId, originalId }: Events['status.unreblogged']): Promise<void> =>
  forgetOne(tx, 'reblog', statusId, originalId)

/** A status was deleted; screens that only had it for naming somebody lose it too. */
export const forgetStatus = (tx: Tx, { statusId }: Events['status.deleted']): Promise<void> => forgetAll(tx, { of: 'status', statusId })

async function forgetSender(tx: Tx, accountId: number, fromId: number): Promise<void> {
  await forgetAll(tx, { of: 'sender', accountId, fromId })
  await dropRequest(tx, accountId, fromId)
}

/** A block takes away what the other has caused, and every permission given to them. */
export async function forgetBlocked(tx: Tx, { accountId, targetId }: Events['account.blocked']): Promise<void> {
  await forgetSender(tx, accountId, targetId)
  await tx.db.deleteFrom('notification_permissions').where('account_id', '=', accountId).where('from_account_id', '=', targetId).execute()
}

/** So does a mute that covers notifications, but for the permission. */
export async function forgetMuted(tx: Tx, { accountId, targetId }: Events['account.muted']): Promise<void> {
  const mute = await tx.db.selectFrom('mutes').select('hide_notifications').where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (mute?.hide_notifications === 1) await forgetSender(tx, accountId, targetId)
}

/** And the hiding of a host. */
export async function forgetHost(tx: Tx, { accountId, host }: Events['host.blocked']): Promise<void> {
  await forgetAll(tx, { of: 'host', accountId, host })
  await tx.db.deleteFrom('notification_permissions').where('account_id', '=', accountId)
    .where('from_account_id', 'in', tx.db.selectFrom('accounts').select('id').where('host', '=', host)).execute()
}

/** What a deleted account had decided goes at once; its notifications, both ways, are swept with the rest of it. */
export async function forgetAccount(tx: Tx, { accountId }: Events['account.deleted']): Promise<void> {
  for (const table of ['notification_policies', 'notification_permissions', 'notification_requests'] as const) {
    await tx.db.deleteFrom(table).where('account_id', '=', accountId).execute()
  }
}

/** The job that goes on where forgetting stopped. */
export const forgetJobs = (ctx: Pick<Context, 'write'>) => ({
  async [FORGET](what: What): Promise<void> {
    while (await ctx.write((tx) => forget(tx, what)));
  },
})
