// From a notification to the devices that want to hear of it: a job for each, which looks again before it sends.
import type { Reader, Tx } from '#domain/context.ts'
import { coversScope, parseScopes } from '#domain/access/scopes.ts'
import type { Events } from '#domain/events.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import type { Row } from '#domain/tables.ts'
import { unseal } from '#machinery/crypto/seal.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { alertsOf, SEALED_FOR } from './subscriptions.ts'

/** The job that sends one message; its payload is a {@link PushJob}. */
export const SEND_PUSH = 'push.send'
export interface PushJob { subscriptionId: number; notificationId: number }

/** What is older than this is no news, ms; push services keep messages for as long. */
export const PUSH_FOR_MS = 48 * 3_600_000
/** Before what nobody waits for, after what somebody does. */
const PRIORITY = 1

const devices = prepared<Pick<Row<'push_subscriptions'>, 'id' | 'alerts'>, { account: number }>(
  'select id, alerts from push_subscriptions where account_id = :account and policy <> \'none\'')

/** On `notification.created`, which filtered notifications do not cause: a job for each device that asked for the type. */
export async function pushNotification(tx: Tx, { notificationId, accountId, type }: Events['notification.created']): Promise<void> {
  const wanted = (await devices(tx.db, { account: accountId })).filter((row) => alertsOf(row).includes(type))
  if (wanted.length === 0) return
  await tx.enqueue(...wanted.map(({ id }) => ({
    kind: SEND_PUSH, payload: { subscriptionId: id, notificationId } satisfies PushJob, key: `${SEND_PUSH}:${id}:${notificationId}`, priority: PRIORITY,
  })))
}

export interface DuePush {
  subscription: Row<'push_subscriptions'>
  notification: Row<'notifications'>
  /** The token, as the app knows it; null if it cannot be read any more. */
  token: string | null
  locale: string | null
}

async function admits(db: Reader, policy: string, { account_id: me, from_account_id: other }: Row<'notifications'>): Promise<boolean> {
  if (policy === 'all') return true
  if (policy !== 'followed' && policy !== 'follower') return false
  const [from, to] = policy === 'followed' ? [me, other] : [other, me]
  return await db.selectFrom('follows').select('id').where('account_id', '=', from).where('target_account_id', '=', to).executeTakeFirst() !== undefined
}

/**
 * What a job has to send at `now`; null when it has not any more: the notification is gone or old, the subscription
 * ended, its token may not receive messages or was taken back, its member cannot sign in, or its policy passes over whoever caused it.
 */
export async function duePush(db: Reader, { subscriptionId, notificationId }: PushJob, now: number): Promise<DuePush | null> {
  const subscription = await db.selectFrom('push_subscriptions').selectAll().where('id', '=', subscriptionId).executeTakeFirst()
  const notification = await db.selectFrom('notifications').selectAll().where('id', '=', notificationId).executeTakeFirst()
  if (!subscription || !notification || notification.account_id !== subscription.account_id) return null
  if (notification.filtered === 1 || notification.created_at < now - PUSH_FOR_MS) return null
  const holder = await db.selectFrom('access_tokens as t').innerJoin('users as u', 'u.id', 't.user_id').innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['t.scopes', 'u.locale']).where('t.id', '=', subscription.access_token_id).where('t.revoked_at', 'is', null)
    .where('u.disabled_at', 'is', null).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null).executeTakeFirst()
  if (!holder || !coversScope(parseScopes(holder.scopes), 'push')) return null
  if (!alertsOf(subscription).includes(notification.type) || !await admits(db, subscription.policy, notification)) return null
  const { formKey } = await readSecrets(db)
  return { subscription, notification, token: unseal(formKey, SEALED_FOR, subscription.sealed_token), locale: holder.locale }
}
