// A member's conversations: their pages, and what the member does with one.
import type { Reader, Tx } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { missing } from '#domain/refusals.ts'
import { tellConversation } from './add-status.ts'
import { removeConversations } from './conversation-reactions.ts'

/** Where a conversation stands on its page: `key` is its last status, by which pages go. */
export interface ConversationPlace { id: number; key: number }

/** A page of conversations, the one with the newest status first. */
export async function conversationsPage(db: Reader, accountId: number, page: Page): Promise<ConversationPlace[]> {
  const query = db.selectFrom('conversations').select(['id', 'last_status_id as key'])
    .where('account_id', '=', accountId).where('last_status_id', 'is not', null)
  const rows = await pageQuery(query, 'last_status_id', page).execute()
  return inOrder(rows.flatMap(({ id, key }) => key === null ? [] : [{ id, key }]), page)
}

async function own(tx: Tx, accountId: number, conversationId: number): Promise<{ unread: number }> {
  const row = await tx.db.selectFrom('conversations').select('unread').where('id', '=', conversationId).where('account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  return row
}

/** Marks a conversation as read, or as unread. Idempotent; refuses one that is not `accountId`'s. Records `conversation.updated` on a change. */
export async function markConversation(tx: Tx, accountId: number, conversationId: number, mark: 'read' | 'unread'): Promise<void> {
  const unread = mark === 'unread' ? 1 : 0
  if ((await own(tx, accountId, conversationId)).unread === unread) return
  await tx.db.updateTable('conversations').set({ unread }).where('id', '=', conversationId).execute()
  await tellConversation(tx, conversationId, accountId)
}

/** Takes a conversation off the member's list; its statuses stay, and a new one brings it back. Refuses one that is not `accountId`'s. */
export async function removeConversation(tx: Tx, accountId: number, conversationId: number): Promise<void> {
  await own(tx, accountId, conversationId)
  await removeConversations(tx, [conversationId])
}
