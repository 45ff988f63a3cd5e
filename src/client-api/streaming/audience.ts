// Which connections get a message: decided in memory, from what was read when they began.
import { hasScope } from '#domain/access/session.ts'
import type { StreamMessage } from '#domain/context.ts'
import type { StreamedFacts } from '#entities/streamed-status.ts'
import type { Listener, Subscription } from './listener.ts'

/** Whether a public stream may show this status to the connection's owner: languages, hidden hosts, blocks and mutes. */
export function isWelcome({ owner, session }: Listener, { authorId, host, language, mentionedIds }: StreamedFacts): boolean {
  const languages = session.user?.settings.chosen_languages
  if (languages && language !== null && !languages.includes(language)) return false
  const { blocking, blockedBy, muting, hosts } = owner.hidden
  if (blockedBy.has(authorId) || (host !== null && hosts.has(host))) return false
  const hides = (id: number) => blocking.has(id) || muting.has(id)
  return !hides(authorId) && !mentionedIds.some(hides)
}

const NOTIFYING: ReadonlySet<StreamMessage['event']> = new Set(['notification', 'notifications_merged'])

/** Whether the token covers this kind of message: the stream `user` carries notifications only for those who may read them. */
export const mayHear = ({ listener }: Subscription, event: StreamMessage['event']): boolean =>
  !NOTIFYING.has(event) || hasScope(listener.session, 'read:notifications')
