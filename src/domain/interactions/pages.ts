// Pages over favourites, boosts and bookmarks. Each row's own id is what the page is turned by.
import type { Reader } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'

/** `keys` page; `ids` are accounts or statuses, in the same order. */
interface KeyedIds { keys: number[]; ids: number[] }

const keyed = (rows: { id: number; target: number }[], page: Page): KeyedIds => {
  const ordered = inOrder(rows, page)
  return { keys: ordered.map((row) => row.id), ids: ordered.map((row) => row.target) }
}

/** Who favourited a status, latest first; without suspended people and those `viewer` blocks or mutes or is blocked by. */
export async function favouriters(db: Reader, viewer: number | null, statusId: number, page: Page): Promise<KeyedIds> {
  const rows = db.selectFrom('favourites').innerJoin('accounts', 'accounts.id', 'favourites.account_id')
    .select(['favourites.id', 'favourites.account_id as target']).where('favourites.status_id', '=', statusId)
    .where('accounts.suspended_at', 'is', null).where('accounts.deleted_at', 'is', null)
    .$if(viewer !== null, (query) => query.where('accounts.id', 'not in', excludedBy(db, viewer ?? 0)))
  return keyed(await pageQuery(rows, 'favourites.id', page).execute(), page)
}

/** Who boosted a status so that everybody may know, latest first; filtered as {@link favouriters}. */
export async function boosters(db: Reader, viewer: number | null, statusId: number, page: Page): Promise<KeyedIds> {
  const rows = db.selectFrom('statuses').innerJoin('accounts', 'accounts.id', 'statuses.account_id')
    .select(['statuses.id', 'statuses.account_id as target']).where('statuses.reblog_of_id', '=', statusId)
    .where('statuses.visibility', 'in', ['public', 'unlisted'])
    .where('accounts.suspended_at', 'is', null).where('accounts.deleted_at', 'is', null)
    .$if(viewer !== null, (query) => query.where('accounts.id', 'not in', excludedBy(db, viewer ?? 0)))
  return keyed(await pageQuery(rows, 'statuses.id', page).execute(), page)
}

const excludedBy = (db: Reader, viewer: number) =>
  db.selectFrom('blocks').select('target_account_id as id').where('account_id', '=', viewer)
    .unionAll(db.selectFrom('blocks').select('account_id as id').where('target_account_id', '=', viewer))
    .unionAll(db.selectFrom('mutes').select('target_account_id as id').where('account_id', '=', viewer))

/** What an account favourited, latest first. */
export async function favouritesOf(db: Reader, accountId: number, page: Page): Promise<KeyedIds> {
  const rows = db.selectFrom('favourites').select(['id', 'status_id as target']).where('account_id', '=', accountId)
  return keyed(await pageQuery(rows, 'id', page).execute(), page)
}

/** What an account bookmarked, latest first. */
export async function bookmarksOf(db: Reader, accountId: number, page: Page): Promise<KeyedIds> {
  const rows = db.selectFrom('bookmarks').select(['id', 'status_id as target']).where('account_id', '=', accountId)
  return keyed(await pageQuery(rows, 'id', page).execute(), page)
}
