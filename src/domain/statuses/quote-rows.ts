// The row that says what a status quotes: it comes, changes and goes with the status. Consent is given and taken back in
// domain/quotes.
import { sql } from 'kysely'
import type { Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import type { QuoteDraft } from './draft.ts'

/** Adds `by` to the number of quotes that the author of a status has consented to, never below 0. */
export async function addQuotes(tx: Tx, statusId: number, by: number): Promise<void> {
  await tx.db.updateTable('statuses').set({ quotes_count: sql`case when quotes_count + ${by} < 0 then 0 else quotes_count + ${by} end` })
    .where('id', '=', statusId).execute()
}

interface Quoting { quoteId: number; statusId: number; accountId: number }

/** Writes the quote of a status that has just been written, and counts it if it is consented to. */
export async function createQuote(tx: Tx, { quoteId, statusId, accountId }: Quoting, draft: QuoteDraft): Promise<void> {
  await tx.db.insertInto('quotes').values({
    id: quoteId, status_id: statusId, account_id: accountId, quoted_status_id: draft.quotedStatusId, quoted_account_id: draft.quotedAccountId,
    quoted_uri: draft.quotedUri, state: draft.state, legacy: draft.legacy ? 1 : 0, activity_uri: null, approval_uri: draft.approvalUri,
    created_at: tx.now, updated_at: tx.now,
  }).execute()
  if (draft.state === 'accepted' && draft.quotedStatusId !== null) await addQuotes(tx, draft.quotedStatusId, 1)
}

/** Removes the quote of a status that goes, or that quotes nothing any more. */
export async function dropQuote(tx: Tx, quoteId: number): Promise<void> {
  const gone = await tx.db.deleteFrom('quotes').where('id', '=', quoteId).returning(['state', 'quoted_status_id']).executeTakeFirst()
  if (gone?.state === 'accepted' && gone.quoted_status_id !== null) await addQuotes(tx, gone.quoted_status_id, -1)
}

const isSame = (row: Row<'quotes'>, draft: QuoteDraft): boolean =>
  draft.quotedStatusId === null ? row.quoted_status_id === null && row.quoted_uri === draft.quotedUri
    : row.quoted_status_id === draft.quotedStatusId

interface QuoteChange { quoteId: number | null; changed: boolean }

/**
 * Brings the quote of a status up to what its server says: none, another one (which is a change that readers are told of),
 * or the same with another proof of consent, which has to be looked at anew. Consent that we gave ourselves stands.
 */
export async function updateQuote(tx: Tx, status: Row<'statuses'>, draft: QuoteDraft | null): Promise<QuoteChange> {
  const row = status.quote_id === null ? undefined
    : await tx.db.selectFrom('quotes').selectAll().where('id', '=', status.quote_id).executeTakeFirst()
  if (row && draft && isSame(row, draft)) {
    await updateProof(tx, row, draft)
    return { quoteId: row.id, changed: false }
  }
  if (!row && !draft) return { quoteId: null, changed: false }
  if (row) await dropQuote(tx, row.id)
  const quoteId = draft ? tx.id() : null
  if (draft && quoteId !== null) await createQuote(tx, { quoteId, statusId: status.id, accountId: status.account_id }, draft)
  return { quoteId, changed: true }
}

/** As {@link updateQuote} for what is said without another version of the status: only the proof of the same quote counts. */
export async function updateQuoteProof(tx: Tx, { quote_id: quoteId }: Pick<Row<'statuses'>, 'quote_id'>, draft: QuoteDraft): Promise<void> {
  const row = quoteId === null ? undefined : await tx.db.selectFrom('quotes').selectAll().where('id', '=', quoteId).executeTakeFirst()
  if (row && isSame(row, draft)) await updateProof(tx, row, draft)
}

async function updateProof(tx: Tx, row: Row<'quotes'>, draft: QuoteDraft): Promise<void> {
  if (row.approval_uri === draft.approvalUri || draft.proofIsOurs || row.state === 'revoked' || row.account_id === row.quoted_account_id) return
  await tx.db.updateTable('quotes').set({ approval_uri: draft.approvalUri, state: 'pending', legacy: draft.legacy ? 1 : 0, updated_at: tx.now })
    .where('id', '=', row.id).execute()
  if (row.state === 'accepted' && row.quoted_status_id !== null) await addQuotes(tx, row.quoted_status_id, -1)
}
