// What the community does about a person or their posts, with or without a report: one verb, whatever is done.
import type { Context, Tx } from '#domain/context.ts'
import { invalid } from '#domain/refusals.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { editStatus } from '#domain/statuses/edit-status.ts'
import { putState, type AccountState } from './account-states.ts'
import { requireBelow } from './staff-rank.ts'
import { logAct, type ActName } from './staff-log.ts'
import { giveStrike, type StrikeAction } from './strikes.ts'
import { resolveReport } from './work-on-report.ts'

/** `warn`: words only. `mark`, `delete`: the posts named. The others: see `AccountState`. */
export const MEASURES = ['warn', 'mark', 'delete', 'sensitive', 'limit', 'freeze', 'suspend'] as const
export type Measure = typeof MEASURES[number]

const acts: Record<Measure, { log: ActName; strike: StrikeAction; state?: AccountState }> = {
  warn: { log: 'account.warn', strike: 'none' },
  mark: { log: 'posts.mark', strike: 'mark_statuses_as_sensitive' },
  delete: { log: 'posts.delete', strike: 'delete_statuses' },
  sensitive: { log: 'account.sensitive', strike: 'sensitive', state: 'sensitive' },
  limit: { log: 'account.limit', strike: 'silence', state: 'limited' },
  freeze: { log: 'account.freeze', strike: 'disable', state: 'frozen' },
  suspend: { log: 'account.suspend', strike: 'suspend', state: 'suspended' },
}

const TEXT_MAX = 2000
const DELETE_POSTS = 'moderation.delete-posts'
/** A deletion takes a few milliseconds. */
const AT_ONCE = 3

export interface NewMeasure {
  by: number
  targetId: number
  measure: Measure
  /** The report it answers; it is resolved with it. */
  reportId?: number | null
  /** For `mark` and `delete`: posts of the person. */
  statusIds?: readonly number[]
  /** What the person reads. */
  text?: string
  /** Whether a member is told at all. */
  tell?: boolean
}

async function postsOf(tx: Tx, targetId: number, ids: readonly number[]): Promise<{ id: number; sensitive: number; media_ids: string }[]> {
  return ids.length === 0 ? [] : tx.db.selectFrom('statuses').select(['id', 'sensitive', 'media_ids']).where('account_id', '=', targetId)
    .where('reblog_of_id', 'is', null).where('id', 'in', [...ids]).orderBy('id').execute()
}

/** Puts the pictures of these posts behind a warning; the answer is which were not before. */
async function markPosts(tx: Tx, targetId: number, ids: readonly number[]): Promise<number[]> {
  const posts = (await postsOf(tx, targetId, ids)).filter((post) => post.sensitive === 0 && post.media_ids !== '[]')
  if (posts.length === 0) throw invalid('None of these posts has a picture that is not marked already')
  for (const { id } of posts) await editStatus(tx, id, { sensitive: true })
  return posts.map((post) => post.id)
}

async function deletePosts(tx: Tx, targetId: number, ids: readonly number[]): Promise<number[]> {
  const posts = (await postsOf(tx, targetId, ids)).map((post) => post.id)
  if (posts.length === 0) throw invalid('None of these posts is there any more')
  for (const id of posts.slice(0, AT_ONCE)) await deleteStatus(tx, id)
  if (posts.length > AT_ONCE) await tx.enqueue({ kind: DELETE_POSTS, payload: { ids: posts.slice(AT_ONCE) } })
  return posts
}

async function carryOut(tx: Tx, { measure, targetId, statusIds = [] }: NewMeasure): Promise<number[]> {
  const { state } = acts[measure]
  if (state && !await putState(tx, targetId, state)) throw invalid('That is so already')
  if (measure === 'mark') return markPosts(tx, targetId, statusIds)
  return measure === 'delete' ? deletePosts(tx, targetId, statusIds) : [...statusIds]
}

/** What is resolved with an act: its report; all of the person's after a suspension. */
async function resolveWith(tx: Tx, { by, targetId, measure, reportId = null }: NewMeasure): Promise<void> {
  const open = measure === 'suspend'
    ? (await tx.db.selectFrom('reports').select('id').where('target_account_id', '=', targetId).where('resolved_at', 'is', null).limit(50).execute()).map((row) => row.id)
    : reportId === null ? [] : [reportId]
  for (const id of open) await resolveReport(tx, { by, reportId: id })
}

/**
 * Does it: carries it out, keeps a strike, tells the member, writes it down and resolves the report. The answer is the
 * log's entry, by which it can be taken back (all but a deletion and a warning). Refuses what is so already, people as high
 * as who acts, and `mark` and `delete` without posts that fit.
 */
export async function takeMeasure(tx: Tx, asked: NewMeasure): Promise<number> {
  const { by, targetId, measure, reportId = null, text = '', tell = true } = asked
  await requireBelow(tx.db, by, targetId)
  if ([...text].length > TEXT_MAX) throw invalid(`Text is too long (maximum is ${TEXT_MAX} characters)`)
  if (measure === 'warn' && text.trim() === '') throw invalid('A warning needs words')
  const { log, strike } = acts[measure]
  // Told first: who is suspended hears nothing in the app any more, and a letter anyway.
  const strikeId = await giveStrike(tx, { by, targetId, reportId, action: strike, text: text.trim(), statusIds: asked.statusIds ?? [], tell })
  const statusIds = await carryOut(tx, asked)
  const entry = await logAct(tx, { by, action: log, targetId, reportId, details: { strikeId, statusIds, text: text.trim() } })
  await resolveWith(tx, asked)
  return entry
}

/** The job that deletes the rest of many posts. Repeatable. */
export const measureJobs = (ctx: Pick<Context, 'write'>) => ({
  async [DELETE_POSTS]({ ids }: { ids: number[] }): Promise<void> {
    for (const id of ids) await ctx.write((tx) => deleteStatus(tx, id))
  },
})
