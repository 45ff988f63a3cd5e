// Finding quotes: by the post that quotes, by the proof of consent, and all of one post.
import type { Reader } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import type { Row } from '#domain/tables.ts'

type Quote = Row<'quotes'>

/** A quote by its own id. */
export const quoteRow = (db: Reader, id: number): Promise<Quote | undefined> =>
  db.selectFrom('quotes').selectAll().where('id', '=', id).executeTakeFirst()

/** What a status quotes. */
export const quoteOfStatus = (db: Reader, statusId: number): Promise<Quote | undefined> =>
  db.selectFrom('quotes').selectAll().where('status_id', '=', statusId).executeTakeFirst()

/** The quote of a post of `quotedAccountId` whose proof of consent has this address. */
export const quoteByApproval = (db: Reader, quotedAccountId: number, uri: string): Promise<Quote | undefined> =>
  db.selectFrom('quotes').selectAll().where('approval_uri', '=', uri).where('quoted_account_id', '=', quotedAccountId).executeTakeFirst()

/** The consented quotes of a status, latest first: `keys` page, `ids` are the posts that quote. Who may see them is asked elsewhere. */
export async function quotesOf(db: Reader, statusId: number, page: Page): Promise<{ keys: number[]; ids: number[] }> {
  const quotes = db.selectFrom('quotes').select(['id', 'status_id']).where('quoted_status_id', '=', statusId).where('state', '=', 'accepted')
  const rows = inOrder(await pageQuery(quotes, 'id', page).execute(), page)
  return { keys: rows.map((row) => row.id), ids: rows.map((row) => row.status_id) }
}
