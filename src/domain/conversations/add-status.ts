// A direct status joins the conversation that one member has with its other participants. A conversation is a thread
// among the same people, and each member has a row of their own: read by one, it stays unread for the others.
import type { Reader, Tx } from '#domain/context.ts'

interface Direct { id: number; account_id: number; visibility: string; thread_id: number | null; in_reply_to_id: number | null }

/** The people of a status beside `accountId`, in order of their ids: whom it names and who wrote it. */
async function othersIn(db: Reader, accountId: number, status: Direct): Promise<number[]> {
  const named = await db.selectFrom('mentions').select('account_id').where('status_id', '=', status.id).where('silent', '=', 0).execute()
  const people = new Set([...named.map((row) => row.account_id), status.account_id])
  people.delete(accountId)
  return [...people].sort((a, b) => a - b)
}

/** The conversation of the answered status, when its thread was joined to another after it had begun. */
async function conversationOfParent(db: Reader, accountId: number, parentId: number | null, key: string): Promise<{ id: number } | undefined> {
  if (parentId === null) return undefined
  return db.selectFrom('conversation_statuses as cs').innerJoin('conversations as c', 'c.id', 'cs.conversation_id').select('c.id')
    .where('cs.status_id', '=', parentId).where('c.account_id', '=', accountId).where('c.participants_key', '=', key).executeTakeFirst()
}

async function ensureConversation(tx: Tx, accountId: number, status: Direct): Promise<number> {
  const others = await othersIn(tx.db, accountId, status)
  const threadId = status.thread_id ?? status.id
  const key = others.join(',')
  const known = await tx.db.selectFrom('conversations').select('id')
    .where('account_id', '=', accountId).where('thread_id', '=', threadId).where('participants_key', '=', key).executeTakeFirst()
  if (known) return known.id
  const moved = await conversationOfParent(tx.db, accountId, status.in_reply_to_id, key)
  if (moved) {
    await tx.db.updateTable('conversations').set({ thread_id: threadId }).where('id', '=', moved.id).execute()
    return moved.id
  }
  const id = tx.id()
  const made = await tx.db.insertInto('conversations').values({
    id, account_id: accountId, thread_id: threadId, participants: JSON.stringify(others), participants_key: key,
    last_status_id: null, created_at: tx.now,
  }).onConflict((conflict) => conflict.columns(['account_id', 'thread_id', 'participants_key']).doNothing()).returning('id').executeTakeFirst()
  if (made) return made.id
  const first = await tx.db.selectFrom('conversations').select('id').where('account_id', '=', accountId)
    .where('thread_id', '=', threadId).where('participants_key', '=', key).executeTakeFirstOrThrow()
  return first.id
}

/** Tells the member's sockets, and whoever reacts, that a conversation looks different now. */
export async function tellConversation(tx: Tx, conversationId: number, accountId: number): Promise<void> {
  await tx.record('conversation.updated', { conversationId, accountId })
  tx.publish({ event: 'conversation', id: conversationId, streams: [`direct:${accountId}`] })
}

/**
 * Puts a direct status into the conversation that `accountId`, a member, has with its people; unread unless they wrote
 * it. Other statuses are passed over. Idempotent. Records `conversation.updated`.
 */
export async function addToConversation(tx: Tx, accountId: number, statusId: number): Promise<void> {
  const status = await tx.db.selectFrom('statuses').select(['id', 'account_id', 'visibility', 'thread_id', 'in_reply_to_id'])
    .where('id', '=', statusId).executeTakeFirst()
  if (status?.visibility !== 'direct') return
  const conversationId = await ensureConversation(tx, accountId, status)
  const added = await tx.db.insertInto('conversation_statuses').values({ conversation_id: conversationId, status_id: statusId })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'status_id']).doNothing()).returning('status_id').executeTakeFirst()
  if (!added) return
  await setLastStatus(tx, conversationId)
  await tx.db.updateTable('conversations').set({ unread: status.account_id === accountId ? 0 : 1 }).where('id', '=', conversationId).execute()
  await tellConversation(tx, conversationId, accountId)
}

/** Brings `last_status_id` up to date; null when nothing is left. */
export async function setLastStatus(tx: Tx, conversationId: number): Promise<number | null> {
  const last = await tx.db.selectFrom('conversation_statuses').select('status_id').where('conversation_id', '=', conversationId)
    .orderBy('status_id', 'desc').limit(1).executeTakeFirst()
  const lastId = last?.status_id ?? null
  await tx.db.updateTable('conversations').set({ last_status_id: lastId }).where('id', '=', conversationId).execute()
  return lastId
}
