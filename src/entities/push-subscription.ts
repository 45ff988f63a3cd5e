// A device's subscription, as the app that made it sees it.
import { readSecrets } from '#domain/instance/secrets.ts'
import { alertsOf } from '#domain/push/subscriptions.ts'
import type { Row } from '#domain/tables.ts'
import type { At } from './at.ts'

/** The types that apps may ask for; all are told, wanted or not. */
export const ALERTS = [
  'mention', 'quote', 'status', 'reblog', 'follow', 'follow_request', 'favourite', 'poll', 'update', 'quoted_update', 'admin.sign_up', 'admin.report',
] as const

export interface WebPushSubscription {
  id: string
  endpoint: string
  standard: boolean
  server_key: string
  alerts: Record<string, boolean>
  policy: string
}

/** The subscription with the key that the device checks the server by. */
export async function showPushSubscription({ db }: Pick<At, 'db'>, row: Row<'push_subscriptions'>): Promise<WebPushSubscription> {
  const { vapidPublicKey } = await readSecrets(db)
  const wanted = new Set(alertsOf(row))
  return {
    id: String(row.id), endpoint: row.endpoint, standard: row.standard === 1, server_key: vapidPublicKey,
    alerts: Object.fromEntries(ALERTS.map((type) => [type, wanted.has(type)])), policy: row.policy,
  }
}
