// One private conversation as it is read: its messages, oldest first, and new ones as they come.
import type { Status } from '../../props/entities.ts'
import { post } from '../api.ts'
import { start } from '../start.ts'
import { type PrivateTalk, talkRows } from './conversation-rows.ts'
import { conversationOf, joinConversations, loadConversation } from './threads.ts'
import { rememberStatus, statusOf } from './statuses.ts'

const LOOKED_THROUGH = 5

/** A conversation of the member's by its id; those that were not met lately are looked for page by page. Null: there is none. */
export async function findTalk(id: string): Promise<PrivateTalk | null> {
  const known = (): PrivateTalk | undefined => talkRows.shown.peek().find((talk) => talk.id === id) ?? talkRows.waiting.peek().find((talk) => talk.id === id)
  await talkRows.open()
  for (let i = 0; i < LOOKED_THROUGH && !known() && talkRows.older.peek() === 'more'; i++) await talkRows.loadOlder()
  return known() ?? null
}

/** Everything around its latest message. */
export const loadMessages = (last: Status): Promise<void> => loadConversation(last.id)

/** Ids of the messages around the one at which it was opened; only what is private belongs here. */
export function messagesAround(opened: string): string[] {
  const around = conversationOf(opened)
  return [...around?.ancestors ?? [], opened, ...around?.descendants ?? []].filter((id, index, all) => all.indexOf(id) === index && statusOf(id)?.visibility === 'direct')
}

/** A message that came by the stream joins those on the screen. */
export function joinMessage(opened: string, status: Status): void {
  if (status.id === opened || conversationOf(opened)?.descendants.includes(status.id)) return
  rememberStatus(status)
  if (!joinConversations(status)) void loadConversation(status.id).catch(() => {})
}

const HANDLES = /^(\s*<p[^>]*>)(?:\s*<span class="h-card"[^>]*>\s*<a [^>]*>@<span>[^<]*<\/span><\/a><\/span>)+(?:&nbsp;|\s)*/

/** A message without the names at its beginning: who is in the conversation stands above it. */
export const withoutHandles = (html: string): string => html.replace(HANDLES, '$1')

/** Sends an answer to everybody in it. */
export async function sendMessage(talk: PrivateTalk, to: string | null, text: string, idempotencyKey: string): Promise<Status> {
  const others = talk.accounts.filter((account) => account.id !== start.me.id).map((account) => `@${account.acct}`).join(' ')
  return post<Status>('/api/v1/statuses', { status: others ? `${others} ${text}` : text, visibility: 'direct', in_reply_to_id: to }, { idempotencyKey })
}

/** What is typed and not sent stays on this device. */
const draftKey = (id: string): string => `covey:talk:${start.me.id}:${id}`
export const draftOf = (id: string): string => localStorage.getItem(draftKey(id)) ?? ''
export function keepDraft(id: string, text: string): void {
  if (text) localStorage.setItem(draftKey(id), text)
  else localStorage.removeItem(draftKey(id))
}
