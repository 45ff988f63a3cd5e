// What a remote post quotes is found after the post itself: then the two are put together.
import type { Tx } from '#domain/context.ts'
import { acceptQuote } from './accept-quote.ts'

/**
 * Puts `quotedId` behind a quote that only knew its network id. Boosts are not quoted, and what not everybody may read is
 * quoted by its author alone; such a quote is `rejected`. Quoting oneself needs no consent. Idempotent.
 */
export async function linkQuoted(tx: Tx, quoteId: number, quotedId: number): Promise<void> {
  const quote = await tx.db.selectFrom('quotes').selectAll().where('id', '=', quoteId).executeTakeFirst()
  const quoted = await tx.db.selectFrom('statuses').select(['account_id', 'visibility', 'reblog_of_id']).where('id', '=', quotedId).executeTakeFirst()
  if (!quote || !quoted || quote.quoted_status_id !== null || quote.state !== 'pending') return
  const own = quoted.account_id === quote.account_id
  const open = quoted.visibility === 'public' || quoted.visibility === 'unlisted'
  if (quoted.reblog_of_id !== null || (!own && !open)) {
    await tx.db.updateTable('quotes').set({ state: 'rejected', updated_at: tx.now }).where('id', '=', quoteId).execute()
    return
  }
  await tx.db.updateTable('quotes').set({ quoted_status_id: quotedId, quoted_account_id: quoted.account_id, quoted_uri: null, updated_at: tx.now })
    .where('id', '=', quoteId).execute()
  if (own) await acceptQuote(tx, quoteId)
}
