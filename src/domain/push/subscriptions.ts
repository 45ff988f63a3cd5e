// Devices that are told of notifications: one for each token, and for as long as the token lives.
import type { Reader, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { invalid } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { seal } from '#machinery/crypto/seal.ts'
import { areUsableKeys } from '#machinery/push/push-request.ts'

export const PUSH_POLICIES = ['all', 'followed', 'follower', 'none'] as const
export type PushPolicy = typeof PUSH_POLICIES[number]

/** Which types of notification a device wants to hear of, and of whom. */
export interface PushWishes { alerts: readonly string[]; policy: PushPolicy }

export interface NewSubscription extends PushWishes {
  tokenId: number
  userId: number
  accountId: number
  /** The token itself, which the messages carry. */
  token: string
  endpoint: string
  p256dh: string
  auth: string
  standard: boolean
}

/** What the token in a subscription is sealed for. */
export const SEALED_FOR = 'push token'
const LONGEST_ENDPOINT = 2000

function checkEndpoint({ config }: Tx, endpoint: string): void {
  const url = endpoint.length <= LONGEST_ENDPOINT ? URL.parse(endpoint) : null
  const secure = url?.protocol === 'https:' || (config.devHttp && url?.protocol === 'http:')
  if (!url || !secure || url.username !== '' || url.password !== '') throw invalid('Endpoint is not a valid URL')
}

/** Base64 of either alphabet, as base64url without padding. */
const plainBase64 = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

/** Subscribes a token's device in place of the one it had. Refuses endpoints that are no https address, and keys nothing can be encrypted for. */
export async function subscribe(tx: Tx, { tokenId, userId, accountId, token, endpoint, p256dh, auth, standard, alerts, policy }: NewSubscription): Promise<void> {
  checkEndpoint(tx, endpoint)
  const keys = { key_p256dh: plainBase64(p256dh), key_auth: plainBase64(auth) }
  if (!areUsableKeys(keys.key_p256dh, keys.key_auth)) throw invalid('Key p256dh is invalid')
  const { formKey } = await readSecrets(tx.db)
  await unsubscribe(tx, tokenId)
  await tx.db.insertInto('push_subscriptions').values({
    id: tx.id(), access_token_id: tokenId, user_id: userId, account_id: accountId, endpoint, ...keys, standard: standard ? 1 : 0,
    alerts: JSON.stringify(alerts), policy, sealed_token: seal(formKey, SEALED_FOR, token), created_at: tx.now, updated_at: tx.now,
  }).execute()
}

/** Replaces what a token's device wants to hear of. False when it has no subscription. */
export async function changeWishes(tx: Tx, tokenId: number, { alerts, policy }: PushWishes): Promise<boolean> {
  const changed = await tx.db.updateTable('push_subscriptions').set({ alerts: JSON.stringify(alerts), policy, updated_at: tx.now })
    .where('access_token_id', '=', tokenId).returning('id').execute()
  return changed.length > 0
}

/** Ends a token's subscription. Idempotent. */
export async function unsubscribe(tx: Tx, tokenId: number): Promise<void> {
  await tx.db.deleteFrom('push_subscriptions').where('access_token_id', '=', tokenId).execute()
}

/** A token that was taken back is told nothing any more. */
export const unsubscribeToken = (tx: Tx, { tokenId }: Events['token.revoked']): Promise<void> => unsubscribe(tx, tokenId)

/** Ends a subscription that its push service does not know any more. Idempotent. */
export async function dropSubscription(tx: Tx, id: number): Promise<void> {
  await tx.db.deleteFrom('push_subscriptions').where('id', '=', id).execute()
}

/** A token's subscription, or null. */
export const subscriptionOf = async (db: Reader, tokenId: number): Promise<Row<'push_subscriptions'> | null> =>
  await db.selectFrom('push_subscriptions').selectAll().where('access_token_id', '=', tokenId).executeTakeFirst() ?? null

/** The types in a subscription's `alerts` column. */
export const alertsOf = (row: Pick<Row<'push_subscriptions'>, 'alerts'>): string[] => JSON.parse(row.alerts) as string[]
