// No to a quote: declined when it was asked for, or consent taken back. The only write of it.
import type { Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { addQuotes } from '#domain/statuses/quote-rows.ts'

/** The author of what is quoted says no: what was accepted is revoked, what waits is rejected. Idempotent; tells `quote.refused`. */
export async function refuseQuote(tx: Tx, quoteId: number): Promise<boolean> {
  // Writing the row first makes a second transaction wait, so that the event is told once.
  const held = await tx.db.updateTable('quotes').set({ updated_at: tx.now }).where('id', '=', quoteId)
    .where('state', 'in', ['accepted', 'pending']).returningAll().executeTakeFirst()
  if (!held) return false
  const revoked = held.state === 'accepted'
  await tx.db.updateTable('quotes').set({ state: revoked ? 'revoked' : 'rejected' }).where('id', '=', quoteId).execute()
  if (held.quoted_status_id === null || held.quoted_account_id === null) return true
  if (revoked) await addQuotes(tx, held.quoted_status_id, -1)
  await tx.record('quote.refused', {
    quoteId, statusId: held.status_id, accountId: held.account_id, quotedStatusId: held.quoted_status_id,
    quotedAccountId: held.quoted_account_id, revoked,
  })
  return true
}

/**
 * A member takes their consent to a quote of their post back, for good; a quote that was declined already stays so.
 * Refuses with `record.missing` what is no quote of the post, and with `action.forbidden` a quote of somebody else's post.
 */
export async function revokeQuote(tx: Tx, accountId: number, statusId: number, quotingId: number): Promise<void> {
  const quote = await tx.db.selectFrom('quotes').select(['id', 'quoted_account_id'])
    .where('status_id', '=', quotingId).where('quoted_status_id', '=', statusId).executeTakeFirst()
  if (!quote) throw missing()
  if (quote.quoted_account_id !== accountId) throw new Refusal('action.forbidden')
  await refuseQuote(tx, quote.id)
}
