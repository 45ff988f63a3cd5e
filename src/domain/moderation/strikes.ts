// What a member was told about an act of the community's: what was done, in which words, about which posts.
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { userOfAccount } from '#domain/access/users.ts'
import { requestMail } from '#domain/access/mail-requests.ts'

/** Mastodon's words for what was done. */
export type StrikeAction = 'none' | 'mark_statuses_as_sensitive' | 'delete_statuses' | 'sensitive' | 'silence' | 'disable' | 'suspend'

export type Strike = Omit<Row<'strikes'>, 'status_ids' | 'action'> & { action: StrikeAction; statusIds: number[] }

const strikeOf = ({ status_ids: ids, ...row }: Row<'strikes'>): Strike =>
  ({ ...row, action: row.action as StrikeAction, statusIds: JSON.parse(ids) as number[] })

export interface NewStrike { by: number; targetId: number; reportId: number | null; action: StrikeAction; text: string; statusIds: readonly number[]; tell: boolean }

/** Keeps a strike; a member is told by notification and letter if `tell` says so. Records `strike.given` for those told. */
export async function giveStrike(tx: Tx, { by, targetId, reportId, action, text, statusIds, tell }: NewStrike): Promise<number> {
  const strikeId = tx.id()
  await tx.db.insertInto('strikes').values({
    id: strikeId, account_id: by, target_account_id: targetId, report_id: reportId, action, text, status_ids: JSON.stringify(statusIds), created_at: tx.now,
  }).execute()
  const user = tell ? await userOfAccount(tx.db, targetId) : null
  if (user) {
    await tx.record('strike.given', { strikeId, accountId: targetId })
    await requestMail(tx, { template: 'moderation-warning', userId: user.id, strikeId })
  }
  return strikeId
}

/** A strike, or null. */
export async function strikeById(db: Reader, id: number): Promise<Strike | null> {
  const row = await db.selectFrom('strikes').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? strikeOf(row) : null
}

/** A person's strikes, newest first. */
export async function strikesOf(db: Reader, accountId: number, limit = 40): Promise<Strike[]> {
  const rows = await db.selectFrom('strikes').selectAll().where('target_account_id', '=', accountId).orderBy('id', 'desc').limit(limit).execute()
  return rows.map(strikeOf)
}
