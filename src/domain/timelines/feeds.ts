// Which feeds are kept: those of members who were here in the last two weeks. Whoever returns later finds theirs being
// made again.
import { sql } from 'kysely'
import { prepared } from '#machinery/db/prepared.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'
import type { Context, Reader, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { mergeAuthor } from './merge.ts'

const REGENERATE = 'timelines.regenerate'
const DAY_MS = 86_400_000
/** A feed is kept for this long after its owner was last seen. */
export const KEPT_MS = 14 * DAY_MS
/** How often a visit is written down. */
const VISIT_MS = 6 * 3_600_000
/** A feed made again is this long. */
const MADE = 400
const RETIRED_AT_ONCE = 5
const AUTHORS_AT_ONCE = 2

interface FeedState { regenerating: boolean; activeAt: number }

const standing = prepared<{ regenerating: number; active_at: number }, { feed: number }>('select regenerating, active_at from feeds where id = :feed')

/** How a feed stands, or null if it is not kept. */
export async function feedState(db: Reader, feedId: number): Promise<FeedState | null> {
  const [row] = await standing(db, { feed: feedId })
  return row ? { regenerating: row.regenerating === 1, activeAt: row.active_at } : null
}

/** Whether a visit has to be written down with {@link visitFeeds}. */
export const needsVisit = (state: FeedState | null, now: number): boolean => state === null || state.activeAt < now - VISIT_MS

async function openFeed(tx: Tx, id: number, accountId: number, kind: 'home' | 'list', regenerating: boolean): Promise<boolean> {
  const { rows } = await sql`insert into feeds (id, account_id, kind, regenerating, active_at)
    values (${id}, ${accountId}, ${kind}, ${Number(regenerating)}, ${tx.now}) on conflict (id) do nothing returning id`.execute(tx.db)
  return rows.length > 0
}

/** A new member has a home from the start: nothing is missing in it. */
export async function openHome(tx: Tx, { accountId }: Events['user.registered']): Promise<void> {
  await openFeed(tx, accountId, accountId, 'home', false)
}

const regenerateSoon = (tx: Tx, accountId: number): Promise<void> =>
  tx.enqueue({ kind: REGENERATE, payload: { accountId }, key: `${REGENERATE}:${accountId}`, priority: -1 })

/**
 * The member is here: their feeds go on being kept, or are kept again from now on and made by a job. Returns how home
 * stands now. Idempotent.
 */
export async function visitFeeds(tx: Tx, accountId: number): Promise<FeedState> {
  const state = await feedState(tx.db, accountId)
  if (state) {
    await tx.db.updateTable('feeds').set({ active_at: tx.now }).where('account_id', '=', accountId).execute()
    // Whoever still finds a feed being made hours later is owed another try.
    if (state.regenerating) await regenerateSoon(tx, accountId)
    return { ...state, activeAt: tx.now }
  }
  await openFeed(tx, accountId, accountId, 'home', true)
  const lists = await tx.db.selectFrom('lists').select('id').where('account_id', '=', accountId).execute()
  for (const { id } of lists) await openFeed(tx, id, accountId, 'list', true)
  await regenerateSoon(tx, accountId)
  return { regenerating: true, activeAt: tx.now }
}

/** {@link visitFeeds} for a member who was away. */
export async function reviveFeeds(tx: Tx, { accountId }: Events['user.returned']): Promise<void> {
  await visitFeeds(tx, accountId)
}

/** The followed accounts of a home, or members of a list, that posted last first: nobody's posts are asked for in vain. */
const authorsOf = (db: Reader, feedId: number, accountId: number): Promise<{ id: number; last_status_at: number | null }[]> =>
  feedId === accountId
    ? db.selectFrom('follows as f').innerJoin('accounts as a', 'a.id', 'f.target_account_id').select(['a.id', 'a.last_status_at'])
      .where('f.account_id', '=', accountId).where('a.last_status_at', 'is not', null).orderBy('a.last_status_at', 'desc').execute()
    : db.selectFrom('list_accounts as la').innerJoin('accounts as a', 'a.id', 'la.account_id').select(['a.id', 'a.last_status_at'])
      .where('la.list_id', '=', feedId).where('a.last_status_at', 'is not', null).orderBy('a.last_status_at', 'desc').execute()

/** The entry beyond which a feed is long enough: the last of its first {@link MADE}, or 0. */
async function enough(tx: Tx, feedId: number): Promise<number> {
  const row = await tx.db.selectFrom('feed_entries').select('status_id').where('feed_id', '=', feedId)
    .orderBy('status_id', 'desc').limit(1).offset(MADE - 1).executeTakeFirst()
  return row?.status_id ?? 0
}

async function regenerate(ctx: Context, feedId: number, accountId: number): Promise<void> {
  const kind = feedId === accountId ? 'home' : 'list'
  const authors = await authorsOf(ctx.db, feedId, accountId)
  if (kind === 'home') await ctx.write(async (tx) => mergeAuthor(tx, 'own', { feedId, authorId: accountId, newerThan: await enough(tx, feedId) }))
  for (let from = 0, newer = true; newer && from < authors.length; from += AUTHORS_AT_ONCE) {
    const group = authors.slice(from, from + AUTHORS_AT_ONCE)
    newer = await ctx.write(async (tx) => {
      const newerThan = await enough(tx, feedId)
      // Later authors posted longer ago still: once the first of a group has nothing new enough, nobody has. The day
      // is for posts that arrived, and were numbered, later than the date they carry.
      if (firstIdAt((group[0]?.last_status_at ?? 0) + DAY_MS) < newerThan) return false
      for (const { id } of group) await mergeAuthor(tx, kind, { feedId, authorId: id, newerThan })
      return true
    })
  }
  await ctx.write((tx) => tx.db.updateTable('feeds').set({ regenerating: 0 }).where('id', '=', feedId).execute())
}

/** The job that makes the feeds of a returning member. */
export const feedJobs = (ctx: Context) => ({
  async [REGENERATE]({ accountId }: { accountId: number }) {
    const feeds = await ctx.db.selectFrom('feeds').select('id').where('account_id', '=', accountId).where('regenerating', '=', 1).execute()
    for (const { id } of feeds.sort((a, b) => Number(b.id === accountId) - Number(a.id === accountId))) await regenerate(ctx, id, accountId)
  },
})

/** A deleted account reads no more: its feeds go with the next {@link retireFeeds}, its lists and markers now. */
export async function forgetFeeds(tx: Tx, { accountId }: Events['account.deleted']): Promise<void> {
  await tx.db.updateTable('feeds').set({ active_at: 0 }).where('account_id', '=', accountId).execute()
  const lists = tx.db.selectFrom('lists').select('id').where('account_id', '=', accountId)
  await tx.db.deleteFrom('list_accounts').where('list_id', 'in', lists).execute()
  await tx.db.deleteFrom('lists').where('account_id', '=', accountId).execute()
  await tx.db.deleteFrom('markers').where('account_id', '=', accountId).execute()
}

/** Stops keeping a few feeds whose owners have been away for too long; true when there may be more. */
export async function retireFeeds(tx: Tx): Promise<boolean> {
  const gone = await tx.db.selectFrom('feeds').select('id').where('active_at', '<', tx.now - KEPT_MS).limit(RETIRED_AT_ONCE).execute()
  for (const { id } of gone) {
    await tx.db.deleteFrom('feeds').where('id', '=', id).execute()
    await tx.db.deleteFrom('feed_entries').where('feed_id', '=', id).execute()
  }
  return gone.length === RETIRED_AT_ONCE
}
