// Pages of accounts by how they stand to one account. The key of a page is the relationship's own id, not the account's.
import type { Reader } from '../context.ts'
import { inOrder, pageQuery, type Page } from '../page.ts'

/** One row of such a page: `key` is what pages go by. */
interface PageRow { key: number; accountId: number }

interface FollowPageOptions {
  /** Who looks: accounts that block this one, or that it blocks, are left out. */
  viewer?: number | null
}

const keysOf = (rows: { key: number; accountId: number }[], page: Page): PageRow[] =>
  inOrder(rows.map(({ key, accountId }) => ({ key, accountId })), page)

type Side = 'account_id' | 'target_account_id'

async function followPage(db: Reader, from: Side, to: Side, accountId: number, page: Page, { viewer = null }: FollowPageOptions): Promise<PageRow[]> {
  let query = db.selectFrom('follows as f').innerJoin('accounts as a', 'a.id', `f.${to}`)
    .select(['f.id as key', `f.${to} as accountId`])
    .where(`f.${from}`, '=', accountId).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  if (viewer !== null) {
    query = query.where((eb) => eb.and([
      eb.not(eb.exists(eb.selectFrom('blocks as b').select('b.id').where('b.account_id', '=', viewer).whereRef('b.target_account_id', '=', `f.${to}`))),
      eb.not(eb.exists(eb.selectFrom('blocks as b').select('b.id').where('b.target_account_id', '=', viewer).whereRef('b.account_id', '=', `f.${to}`))),
    ]))
  }
  return keysOf(await pageQuery(query, 'f.id', page).execute(), page)
}

/** Who follows `accountId`, newest first, without the suspended. */
export const followersPage = (db: Reader, accountId: number, page: Page, options: FollowPageOptions = {}): Promise<PageRow[]> =>
  followPage(db, 'target_account_id', 'account_id', accountId, page, options)

/** Whom `accountId` follows, newest first, without the suspended. */
export const followingPage = (db: Reader, accountId: number, page: Page, options: FollowPageOptions = {}): Promise<PageRow[]> =>
  followPage(db, 'account_id', 'target_account_id', accountId, page, options)

/** Who asks to follow `accountId`. */
export async function followRequestsPage(db: Reader, accountId: number, page: Page): Promise<PageRow[]> {
  const query = db.selectFrom('follow_requests as r').innerJoin('accounts as a', 'a.id', 'r.account_id')
    .select(['r.id as key', 'r.account_id as accountId'])
    .where('r.target_account_id', '=', accountId).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  return keysOf(await pageQuery(query, 'r.id', page).execute(), page)
}

/** Whom `accountId` blocks. */
export async function blocksPage(db: Reader, accountId: number, page: Page): Promise<PageRow[]> {
  const query = db.selectFrom('blocks').select(['id as key', 'target_account_id as accountId']).where('account_id', '=', accountId)
  return keysOf(await pageQuery(query, 'id', page).execute(), page)
}

/** Whom `accountId` mutes, and until when (epoch ms; null: without end); mutes that ended before `now` are left out. */
export async function mutesPage(db: Reader, accountId: number, page: Page, now = Date.now()): Promise<(PageRow & { expiresAt: number | null })[]> {
  const query = db.selectFrom('mutes').select(['id as key', 'target_account_id as accountId', 'expires_at as expiresAt'])
    .where('account_id', '=', accountId).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
  return inOrder(await pageQuery(query, 'id', page).execute(), page)
}

/** Whom `accountId` shows on their profile. */
export async function endorsementsPage(db: Reader, accountId: number, page: Page): Promise<PageRow[]> {
  const query = db.selectFrom('endorsements as e').innerJoin('accounts as a', 'a.id', 'e.target_account_id')
    .select(['e.id as key', 'e.target_account_id as accountId'])
    .where('e.account_id', '=', accountId).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
  return keysOf(await pageQuery(query, 'e.id', page).execute(), page)
}

/** The hosts that `accountId` hides. */
export async function hostBlocksPage(db: Reader, accountId: number, page: Page): Promise<{ key: number; host: string }[]> {
  const query = db.selectFrom('account_domain_blocks').select(['id as key', 'host']).where('account_id', '=', accountId)
  return inOrder(await pageQuery(query, 'id', page).execute(), page)
}
