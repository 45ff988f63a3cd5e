// What a device is sent for a notification, as Mastodon's apps read it.
import type { Context } from '#domain/context.ts'
import type { DuePush } from '#domain/push/messages.ts'
import { stripAll } from '#domain/text/plain-text.ts'
import { showNotifications } from '#entities/notification.ts'
import { push, pushAnything } from '../words/en/push.ts'

/** Characters of a post that a message has room for, as in Mastodon. */
const EXCERPT = 140

export interface PushMessage {
  access_token?: string
  preferred_locale: string
  notification_id: number
  notification_type: string
  icon: string
  title: string
  body: string
}

function shorten(text: string): string {
  const letters = Array.from(text)
  return letters.length > EXCERPT ? `${letters.slice(0, EXCERPT - 1).join('')}…` : text
}

/** The message; null when who or what it is about may not be shown to the member any more. */
export async function composePush(ctx: Pick<Context, 'db' | 'config' | 'clock'>, { notification, token, locale }: DuePush): Promise<PushMessage | null> {
  const [shown] = await showNotifications(ctx, notification.account_id, [notification.id])
  if (!shown) return null
  const { account, status } = shown
  const name = stripAll(account.display_name) || account.username
  return {
    ...(token === null ? {} : { access_token: token }),
    preferred_locale: locale ?? 'en',
    notification_id: notification.id,
    notification_type: shown.type,
    icon: account.avatar_static,
    title: (push[shown.type] ?? pushAnything)(name),
    body: shorten(status ? status.spoiler_text || stripAll(status.content) : stripAll(account.note)),
  }
}
