// What a message says, loaded once for all connections that hear it.
import type { StreamMessage } from '#domain/context.ts'
import type { At } from '#entities/at.ts'
import { showAnnouncements, showReaction } from '#entities/announcement.ts'
import { showConversations } from '#entities/conversation.ts'
import { showNotifications } from '#entities/notification.ts'
import { loadStreamedStatus, type StreamedStatus } from '#entities/streamed-status.ts'
import { isWelcome } from './audience.ts'
import type { Subscription } from './listener.ts'

/** The payload for one subscription as JSON text; null: not for this one; undefined: the event has none. */
export type Payload = (subscription: Subscription) => string | null | undefined

const nobody: Payload = () => null

/** Serialised once per rendering: most connections share one. */
function texts(): (entity: object | null) => string | null {
  const known = new WeakMap<object, string>()
  return (entity) => {
    if (entity === null) return null
    let text = known.get(entity)
    if (text === undefined) {
      text = JSON.stringify(entity)
      known.set(entity, text)
    }
    return text
  }
}

function ofStatus(status: StreamedStatus | null): Payload {
  if (!status) return nobody
  const text = texts()
  return ({ listener, wish }) => {
    const { accountId, filters } = listener.owner
    if (wish.kind === 'personal') return text(status.forMember(accountId, filters))
    return isWelcome(listener, status.facts) ? text(status.forPublic(filters)) : null
  }
}

/** For events about a row of one member's: rendered for that member. */
async function ofOwn(at: At, { event, id }: StreamMessage, accountId: number): Promise<Payload> {
  const [entity] = event === 'notification' ? await showNotifications(at, accountId, [id]) : await showConversations(at, accountId, [id])
  if (!entity) return nobody
  const text = JSON.stringify(entity)
  return ({ listener }) => listener.owner.accountId === accountId ? text : null
}

/** The same words for everybody: what one has read or reacted with is told by the page only. */
async function ofAnnouncement(at: At, id: number): Promise<Payload> {
  const [announcement] = await showAnnouncements(at, null, [id])
  const text = announcement ? JSON.stringify(announcement) : null
  return () => text
}

async function ofReaction(at: At, { id, part = '' }: StreamMessage): Promise<Payload> {
  const text = JSON.stringify(await showReaction(at, id, part))
  return () => text
}

/** Loads what `message` is about. `subscriptions` are those that would hear it; at least one. */
export async function payloadOf(at: At, message: StreamMessage, subscriptions: readonly Subscription[]): Promise<Payload> {
  switch (message.event) {
    case 'update': case 'status.update': {
      const viewers = new Set(subscriptions.filter((one) => one.wish.kind === 'personal').map((one) => one.listener.owner.accountId))
      return ofStatus(await loadStreamedStatus(at, message.id, [...viewers]))
    }
    case 'delete': case 'announcement.delete': return () => String(message.id)
    case 'announcement': return ofAnnouncement(at, message.id)
    case 'announcement.reaction': return ofReaction(at, message)
    case 'notification': case 'conversation': return ofOwn(at, message, subscriptions[0]?.listener.owner.accountId ?? 0)
    case 'notifications_merged': return () => '1'
    case 'filters_changed': return () => undefined
    default: return nobody
  }
}
