// Removes what members no longer want to have said: a few posts a minute, each in a transaction of its own and by the
// verb by which they would delete it, so that every other server hears of it.
import type { Context, Reader, Tx } from '#domain/context.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { readPolicy, type OldPostsPolicy } from './policy.ts'

const DAY = 24 * 3_600_000
/** A run removes at most this many posts, and of one person at most `PER_PERSON`: other servers get a Delete for each. */
const PER_RUN = 50
const PER_PERSON = 5
/** A run looks at no more people than this. */
const PEOPLE = 200
/** Posts of one person that are looked at in one go, however few of them go. */
const LOOK_AT = 5000
/** While this many deliveries wait, nothing is removed. */
const BUSY = 500
/** What the favourites and boosts of posts have become is looked at anew this often, ms. */
const ANEW = 7 * DAY

/** The row of a policy while its person's posts are looked at. */
interface Turn { accountId: number; policy: OldPostsPolicy; after: number }

/** The last of the next `LOOK_AT` old posts, or null if there is none. */
async function horizonOf(db: Reader, { accountId, policy, after }: Turn, now: number): Promise<number | null> {
  const oldEnough = db.selectFrom('statuses').select('id').where('account_id', '=', accountId)
    .where('id', '>', after).where('id', '<', firstIdAt(now - policy.minAgeDays * DAY)).orderBy('id').limit(LOOK_AT)
  const row = await db.selectFrom(oldEnough.as('old')).select((e) => e.fn.max<number | null>('old.id').as('last')).executeTakeFirst()
  return row?.last ?? null
}

/** Posts of one person up to `horizon` that the policy does not keep, oldest first. */
async function postsToRemove(db: Reader, { accountId, policy: { keep, minFavourites, minReblogs }, after }: Turn, horizon: number, limit: number): Promise<number[]> {
  let query = db.selectFrom('statuses').select('statuses.id').where('statuses.account_id', '=', accountId).where('statuses.local', '=', 1)
    .where('statuses.id', '>', after).where('statuses.id', '<=', horizon)
  if (keep.direct) query = query.where('statuses.visibility', '<>', 'direct')
  if (keep.polls) query = query.where('statuses.poll_id', 'is', null)
  if (keep.media) query = query.where('statuses.media_ids', '=', '[]')
  if (minFavourites !== null) query = query.where('statuses.favourites_count', '<', minFavourites)
  if (minReblogs !== null) query = query.where('statuses.reblogs_count', '<', minReblogs)
  const tables = [[keep.pinned, 'pins'], [keep.favourited, 'favourites'], [keep.bookmarked, 'bookmarks']] as const
  for (const [kept, table] of tables) {
    if (!kept) continue
    query = query.where(({ not, exists, selectFrom }) => not(exists(selectFrom(table).select('account_id')
      .whereRef(`${table}.status_id`, '=', 'statuses.id').where(`${table}.account_id`, '=', accountId))))
  }
  return (await query.orderBy('statuses.id').limit(limit).execute()).map((row) => row.id)
}

/** Removes a post if its author's policy, as it is by now, still does not keep it. */
async function removeIfOld(tx: Tx, accountId: number, statusId: number): Promise<boolean> {
  const row = await tx.db.selectFrom('old_posts_policies').selectAll().where('account_id', '=', accountId).where('enabled', '=', 1).executeTakeFirst()
  if (!row) return false
  const turn = { accountId, policy: readPolicy(row), after: statusId - 1 }
  if (statusId >= firstIdAt(tx.now - turn.policy.minAgeDays * DAY)) return false
  const [still] = await postsToRemove(tx.db, turn, statusId, 1)
  return still !== undefined && deleteStatus(tx, statusId)
}

interface Looked { accountId: number; inspectedId: number; anew: boolean; policyOf: number }

/** Notes how far a person's posts were looked at, unless they have decided anew or let go of something meanwhile. */
async function noteTurn(tx: Tx, { accountId, inspectedId, anew, policyOf }: Looked, before: number): Promise<void> {
  await tx.db.updateTable('old_posts_policies').set({ looked_at: tx.now }).where('account_id', '=', accountId).execute()
  await tx.db.updateTable('old_posts_policies').set({ inspected_id: inspectedId, ...(anew ? { inspecting_since: tx.now } : {}) })
    .where('account_id', '=', accountId).where('updated_at', '=', policyOf).where('inspected_id', '=', before).execute()
}

type Does = Pick<Context, 'db' | 'clock' | 'write' | 'log'>

/** Whose turn is longest ago. Who is suspended keeps everything: it may be undone, and staff may have to look. */
const turns = (db: Reader) => db.selectFrom('old_posts_policies').innerJoin('accounts', 'accounts.id', 'old_posts_policies.account_id')
  .selectAll('old_posts_policies').where('old_posts_policies.enabled', '=', 1)
  .where('accounts.suspended_at', 'is', null).where('accounts.deleted_at', 'is', null)
  .orderBy('old_posts_policies.looked_at').orderBy('old_posts_policies.account_id').limit(PEOPLE).execute()

async function takeTurn(ctx: Does, row: Awaited<ReturnType<typeof turns>>[number], budget: number): Promise<number> {
  const now = ctx.clock.now()
  const anew = row.inspecting_since < now - ANEW
  const turn: Turn = { accountId: row.account_id, policy: readPolicy(row), after: anew ? 0 : row.inspected_id }
  const horizon = await horizonOf(ctx.db, turn, now)
  const ids = horizon === null ? [] : await postsToRemove(ctx.db, turn, horizon, budget)
  let removed = 0
  for (const id of ids) if (await ctx.write((tx) => removeIfOld(tx, row.account_id, id))) removed += 1
  const inspectedId = ids.length === budget ? ids.at(-1) ?? turn.after : horizon ?? turn.after
  await ctx.write((tx) => noteTurn(tx, { accountId: row.account_id, inspectedId, anew, policyOf: row.updated_at }, row.inspected_id))
  return removed
}

async function isBusy({ db, clock }: Does): Promise<boolean> {
  const far = await db.selectFrom('deliveries').select('id').where('dead_at', 'is', null).where('next_at', '<=', clock.now()).limit(1).offset(BUSY).executeTakeFirst()
  return far !== undefined
}

/**
 * One run, for the schedule: at most 50 posts, at most five of one person, in turn; none while many deliveries wait.
 * Returns how many went. Where it ends, the next one goes on, also after a restart.
 */
export async function removeOldPosts(ctx: Does): Promise<number> {
  if (await isBusy(ctx)) return 0
  let left = PER_RUN
  for (const row of await turns(ctx.db)) {
    if (left === 0) break
    left -= await takeTurn(ctx, row, Math.min(left, PER_PERSON))
  }
  if (left < PER_RUN) ctx.log.info({ posts: PER_RUN - left }, 'old posts were removed, as their authors wish')
  return PER_RUN - left
}
