// What conversations do when direct statuses are written and deleted, and when people part. Those who are named get
// theirs with the notification (domain/notifications): what is not told to them is no conversation of theirs.
import { sql } from 'kysely'
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { addToConversation, setLastStatus, tellConversation } from './add-status.ts'

/** The author's own side of a direct status, if the author is a member. */
export async function keepConversation(tx: Tx, { statusId, accountId, local, visibility }: Events['status.posted']): Promise<void> {
  if (local && visibility === 'direct') await addToConversation(tx, accountId, statusId)
}

/** A deleted status leaves its conversations; one that had nothing else goes with it. */
export async function leaveConversations(tx: Tx, { statusId }: Events['status.deleted']): Promise<void> {
  const left = await tx.db.deleteFrom('conversation_statuses').where('status_id', '=', statusId).returning('conversation_id').execute()
  for (const { conversation_id: id } of left) {
    const lastId = await setLastStatus(tx, id)
    if (lastId === null) {
      await tx.db.deleteFrom('conversations').where('id', '=', id).execute()
      continue
    }
    const row = await tx.db.selectFrom('conversations').select('account_id').where('id', '=', id).executeTakeFirst()
    if (row) await tellConversation(tx, id, row.account_id)
  }
}

/** Conversations with somebody who is blocked, or muted with their notifications, are no more. */
export async function endConversations(tx: Tx, { accountId, targetId }: Events['account.blocked'] | Events['account.muted']): Promise<void> {
  const apart = await tx.db.selectNoFrom((eb) => [
    eb.exists(eb.selectFrom('blocks').select('id').where('account_id', '=', accountId).where('target_account_id', '=', targetId)).as('blocked'),
    eb.exists(eb.selectFrom('mutes').select('id').where('account_id', '=', accountId).where('target_account_id', '=', targetId)
      .where('hide_notifications', '=', 1)).as('muted'),
  ]).executeTakeFirstOrThrow()
  if (!apart.blocked && !apart.muted) return
  const rows = await tx.db.selectFrom('conversations').select('id').where('account_id', '=', accountId)
    .where(sql<boolean>`',' || participants_key || ',' like ${`%,${targetId},%`}`).execute()
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await removeConversations(tx, ids)
}

/** Removes rows of one member; the statuses stay where they are. */
export async function removeConversations(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.db.deleteFrom('conversation_statuses').where('conversation_id', 'in', [...ids]).execute()
  await tx.db.deleteFrom('conversations').where('id', 'in', [...ids]).execute()
}
