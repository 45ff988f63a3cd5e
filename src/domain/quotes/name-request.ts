// A request to quote goes by the name it is sent under.
import type { Tx } from '#domain/context.ts'

/** Keeps the network id of a member's request. */
export async function nameQuoteRequest(tx: Tx, quoteId: number, uri: string): Promise<void> {
  await tx.db.updateTable('quotes').set({ activity_uri: uri }).where('id', '=', quoteId).execute()
}
