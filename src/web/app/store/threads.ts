// Conversations that were opened: what a post answers and what answers it, as the server knows them, and replies as
// they come.
import { signal, type Signal } from '@preact/signals'
import type { Status } from '../../props/entities.ts'
import { get } from '../api.ts'
import { rememberStatus, rememberStatuses } from './statuses.ts'

export interface Conversation { ancestors: readonly string[]; descendants: readonly string[] }

const known = new Map<string, Signal<Conversation | null>>()

function cell(id: string): Signal<Conversation | null> {
  let one = known.get(id)
  if (!one) known.set(id, one = signal<Conversation | null>(null))
  return one
}

/** What stands around a post; null until it was loaded. */
export const conversationOf = (id: string): Conversation | null => cell(id).value

/** Loads a post and what stands around it. */
export async function loadConversation(id: string): Promise<void> {
  const [status, context] = await Promise.all([
    get<Status>(`/api/v1/statuses/${id}`), get<{ ancestors: Status[]; descendants: Status[] }>(`/api/v1/statuses/${id}/context`),
  ])
  rememberStatus(status)
  cell(id).value = { ancestors: rememberStatuses(context.ancestors), descendants: rememberStatuses(context.descendants) }
}

/** A post was written: it joins the conversations that hold what it answers. Answers whether one was opened. */
export function joinConversations(status: Status): boolean {
  const parent = status.in_reply_to_id
  if (!parent) return false
  let joined = false
  for (const [id, conversation] of known) {
    const around = conversation.peek()
    if (!around || parent !== id && !around.descendants.includes(parent)) continue
    if (around.descendants.includes(status.id)) continue
    rememberStatus(status)
    conversation.value = { ...around, descendants: [...around.descendants, status.id] }
    joined = true
  }
  return joined
}
