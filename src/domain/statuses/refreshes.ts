// What is being fetched behind a reader's back, so that their app can ask whether it is there yet: the replies to a
// remote post, and a home that is being made anew. Ids are signed: nobody finds out about others by guessing.
import type { Reader, Tx } from '#domain/context.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { keyedDigest, sameSecret } from '#machinery/crypto/secrets.ts'

export interface Refresh { id: string; running: boolean; resultCount: number | null }

/** After this, something that never said it ended is taken for ended, ms; it has a minute by its own budget. */
const LOST_MS = 3 * 60_000
/** How long an ended one is remembered, ms. */
const KEPT_MS = 3_600_000

const repliesKey = (statusId: number): string => `replies:${statusId}`
const homeKey = (accountId: number): string => `home:${accountId}`

async function idOf(db: Reader, key: string): Promise<string> {
  const { formKey } = await readSecrets(db)
  return `${Buffer.from(key).toString('base64url')}.${keyedDigest(formKey, `refresh ${key}`)}`
}

/** Notes that the replies to a post are being fetched from now on. Harmless to repeat. */
export async function startRefresh(tx: Tx, statusId: number): Promise<void> {
  const row = { started_at: tx.now, ended_at: null, result_count: 0 }
  await tx.db.insertInto('async_refreshes').values({ key: repliesKey(statusId), ...row }).onConflict((on) => on.column('key').doUpdateSet(row)).execute()
  await tx.db.deleteFrom('async_refreshes').where('started_at', '<', tx.now - KEPT_MS).execute()
}

/** Notes that it has ended, and how many came. */
export async function endRefresh(tx: Tx, statusId: number, count: number): Promise<void> {
  await tx.db.updateTable('async_refreshes').set({ ended_at: tx.now, result_count: count }).where('key', '=', repliesKey(statusId)).execute()
}

async function repliesState(db: Reader, key: string, now: number): Promise<Omit<Refresh, 'id'> | null> {
  const row = await db.selectFrom('async_refreshes').selectAll().where('key', '=', key).executeTakeFirst()
  return row ? { running: row.ended_at === null && row.started_at > now - LOST_MS, resultCount: row.result_count } : null
}

async function homeState(db: Reader, feedId: number): Promise<Omit<Refresh, 'id'> | null> {
  const row = await db.selectFrom('feeds').select('regenerating').where('id', '=', feedId).executeTakeFirst()
  return row ? { running: row.regenerating === 1, resultCount: null } : null
}

/** How fetching the replies to a post stands, or null if nobody asked for them of late. */
export async function repliesRefresh(db: Reader, statusId: number, now: number): Promise<Refresh | null> {
  const state = await repliesState(db, repliesKey(statusId), now)
  return state && { id: await idOf(db, repliesKey(statusId)), ...state }
}

/** The id under which the making of a member's home is asked for. */
export const homeRefreshId = (db: Reader, accountId: number): Promise<string> => idOf(db, homeKey(accountId))

/** What an id stands for; null for one that we did not give, or that is forgotten. */
export async function findRefresh(db: Reader, id: string, now: number): Promise<Refresh | null> {
  const key = Buffer.from(id.split('.')[0] ?? '', 'base64url').toString('utf8')
  const [kind, subject = ''] = key.split(':')
  if (!/^\d{1,16}$/.test(subject) || !sameSecret(await idOf(db, key), id)) return null
  const state = kind === 'home' ? await homeState(db, Number(subject)) : await repliesState(db, key, now)
  return state && { id, ...state }
}
