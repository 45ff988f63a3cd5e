// The member's private conversations as a list, kept in order as messages come.
import type { Account, Status } from '../../props/entities.ts'
import { post } from '../api.ts'
import { setUnread } from '../unread.ts'
import { rememberAccount } from './accounts.ts'
import { rowsOf } from './rows.ts'
import { rememberStatus } from './statuses.ts'

/** https://docs.joinmastodon.org/entities/Conversation/ */
export interface PrivateTalk { id: string; unread: boolean; accounts: Account[]; last_status: Status | null }

function remember(talk: PrivateTalk): PrivateTalk {
  talk.accounts.forEach(rememberAccount)
  if (talk.last_status) rememberStatus(talk.last_status)
  return talk
}

export const talkRows = rowsOf<PrivateTalk>({
  key: 'conversations', path: '/api/v1/conversations', idOf: (talk) => talk.id, read: (body) => (body as PrivateTalk[]).map(remember), kept: true,
  onto: (talk, before) => talk.unread === before.unread && talk.last_status?.id === before.last_status?.id ? before : talk,
})

const unread = new Set<string>()

/** Notes which of these are unread, for the number beside the navigation. */
export function noteUnread(talks: readonly PrivateTalk[]): void {
  for (const talk of talks) if (talk.unread) unread.add(talk.id); else unread.delete(talk.id)
  setUnread('private', unread.size)
}

/** A message has come, or one's own was sent. */
export function talkChanged(talk: PrivateTalk, atTop: boolean): void {
  remember(talk)
  noteUnread([talk])
  talkRows.arrived(talk, atTop)
}

/** Says that a conversation was read: here at once, and to the server. */
export async function readTalk(talk: PrivateTalk): Promise<void> {
  noteUnread([{ ...talk, unread: false }])
  if (!talk.unread) return
  talkRows.put({ ...talk, unread: false })
  await post(`/api/v1/conversations/${talk.id}/read`).catch(() => {})
}
