// Posts for later: kept as the call's parameters, posted by a job when they are due. One that is refused then is not lost: it
// stays among its author's scheduled posts, and they get a letter.
import { mustBeHere } from '#domain/accounts/must-be-here.ts'
import { holdAccount } from '#domain/accounts/hold-account.ts'
import type { Context, Reader, Tx } from '#domain/context.ts'
import { requestMail } from '#domain/access/mail-requests.ts'
import { userOfAccount } from '#domain/access/users.ts'
import { refusalOf } from '#domain/faults.ts'
import { releaseMedia, reserveMedia } from '#domain/media/attach-media.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import { invalid, missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { composeStatus, type StatusInput } from './compose-status.ts'
import type { Visibility } from './draft.ts'
import { postStatus } from './post-status.ts'
import type { QuotePolicyName } from './quote-policy.ts'

const POST_SCHEDULED = 'scheduled-status.post'

/** How far ahead a post must be scheduled, ms; sooner ones are refused. */
const SOONEST_MS = 5 * 60_000
const TOTAL_LIMIT = 300
const DAILY_LIMIT = 25
const DAY_MS = 86_400_000

/** How `scheduled_statuses.params` keeps a post: in the words that the row is shown in. */
interface StoredParams {
  text: string
  spoiler_text: string | null
  /** Null where nobody said so. */
  sensitive: boolean | null
  visibility: Visibility
  language: string | null
  in_reply_to_id: number | null
  quoted_status_id: number | null
  quote_approval_policy: QuotePolicyName
  media_ids: number[] | null
  poll: { options: string[]; expires_in: number | null; multiple: boolean; hide_totals: boolean } | null
}

const store = (input: StatusInput): StoredParams => ({
  text: input.text, spoiler_text: input.spoilerText || null, sensitive: input.sensitive ?? (input.defaults.sensitive || null),
  visibility: input.visibility ?? input.defaults.visibility, language: input.language ?? input.defaults.language,
  in_reply_to_id: input.inReplyToId, quoted_status_id: input.quotedStatusId ?? null,
  quote_approval_policy: input.quotePolicy ?? input.defaults.quotePolicy, media_ids: input.mediaIds.length > 0 ? input.mediaIds : null,
  poll: input.poll && {
    options: input.poll.options, expires_in: input.poll.expiresIn, multiple: input.poll.multiple, hide_totals: input.poll.hideTotals,
  },
})

function restore(row: Row<'scheduled_statuses'>): StatusInput {
  const stored = JSON.parse(row.params) as StoredParams
  return {
    accountId: row.account_id, text: stored.text, spoilerText: stored.spoiler_text ?? '', sensitive: stored.sensitive,
    visibility: stored.visibility, language: stored.language, inReplyToId: stored.in_reply_to_id, mediaIds: stored.media_ids ?? [],
    quotedStatusId: stored.quoted_status_id,
    poll: stored.poll && {
      options: stored.poll.options, expiresIn: stored.poll.expires_in, multiple: stored.poll.multiple, hideTotals: stored.poll.hide_totals,
    },
    appId: row.app_id, defaults: { visibility: stored.visibility, sensitive: stored.sensitive ?? false, language: stored.language, quotePolicy: stored.quote_approval_policy },
  }
}

const postAt = (tx: Tx, id: number, at: number) =>
  tx.enqueue({ kind: POST_SCHEDULED, payload: { id }, key: `${POST_SCHEDULED}:${id}:${at}`, runAt: at })

/**
 * Keeps a post for `scheduledAt` (epoch ms) and returns its id. Refuses what posting would refuse, times less than
 * {@link SOONEST_MS} ahead, and more than 25 a day or 300 in all. Its uploads are reserved.
 */
export async function scheduleStatus(tx: Tx, input: StatusInput, scheduledAt: number): Promise<number> {
  checkTime(tx, scheduledAt)
  await mustBeHere(tx.db, input.accountId)
  await composeStatus(tx, input)
  await holdAccount(tx, input.accountId)
  await checkLimits(tx.db, input.accountId, scheduledAt)
  const id = tx.id()
  await tx.db.insertInto('scheduled_statuses').values({
    id, account_id: input.accountId, params: JSON.stringify(store(input)), app_id: input.appId, scheduled_at: scheduledAt, failure: null, created_at: tx.now,
  }).execute()
  await reserveMedia(tx, { accountId: input.accountId, ids: input.mediaIds, scheduledStatusId: id })
  await postAt(tx, id, scheduledAt)
  return id
}

function checkTime(tx: Tx, scheduledAt: number): void {
  if (!(scheduledAt > tx.now + SOONEST_MS - 1000)) throw invalid('Scheduled at date must be in the future')
}

async function checkLimits(db: Reader, accountId: number, scheduledAt: number): Promise<void> {
  const rows = await db.selectFrom('scheduled_statuses').select('scheduled_at').where('account_id', '=', accountId).execute()
  if (rows.length >= TOTAL_LIMIT) throw invalid(`You have exceeded the limit of ${TOTAL_LIMIT} scheduled posts`)
  const day = Math.floor(scheduledAt / DAY_MS)
  const sameDay = rows.filter((row) => Math.floor(row.scheduled_at / DAY_MS) === day)
  if (sameDay.length >= DAILY_LIMIT) throw invalid(`You have exceeded the limit of ${DAILY_LIMIT} scheduled posts for today`)
}

/** Moves an own scheduled post to another time, also one that could not be posted at its first. */
export async function reschedule(tx: Tx, accountId: number, id: number, scheduledAt: number): Promise<void> {
  checkTime(tx, scheduledAt)
  const moved = await tx.db.updateTable('scheduled_statuses').set({ scheduled_at: scheduledAt, failure: null })
    .where('id', '=', id).where('account_id', '=', accountId).returning('id').executeTakeFirst()
  if (!moved) throw missing()
  await postAt(tx, id, scheduledAt)
}

/** Gives up an own scheduled post; its uploads are free again. */
export async function cancelScheduled(tx: Tx, accountId: number, id: number): Promise<void> {
  const gone = await tx.db.deleteFrom('scheduled_statuses').where('id', '=', id).where('account_id', '=', accountId).returning('id').executeTakeFirst()
  if (!gone) throw missing()
  await releaseMedia(tx, id)
}

/** Somebody whose account is closed posts nothing; what they scheduled stays theirs. */
async function mayPost(db: Reader, id: number): Promise<boolean> {
  const row = await db.selectFrom('scheduled_statuses as s').innerJoin('users as u', 'u.account_id', 's.account_id')
    .select('u.disabled_at').where('s.id', '=', id).executeTakeFirst()
  return row?.disabled_at === null
}

/** Posts a scheduled status that is due; one that was moved, cancelled or posted meanwhile is left alone. */
async function postScheduled(tx: Tx, id: number): Promise<void> {
  if (!await mayPost(tx.db, id)) return
  const row = await tx.db.deleteFrom('scheduled_statuses').where('id', '=', id).where('scheduled_at', '<=', tx.now).returningAll().executeTakeFirst()
  if (!row) return
  const draft = await composeStatus(tx, restore(row), { scheduledStatusId: id })
  await postStatus(tx, draft, { scheduledStatusId: id })
}

/** Keeps a post that was refused when it was due, and tells its author, once. */
async function keepRefused(tx: Tx, id: number, failure: string): Promise<void> {
  const kept = await tx.db.updateTable('scheduled_statuses').set({ failure })
    .where('id', '=', id).where('scheduled_at', '<=', tx.now).where('failure', 'is', null).returningAll().executeTakeFirst()
  const user = kept && await userOfAccount(tx.db, kept.account_id)
  if (!user) return
  await requestMail(tx, { template: 'post-not-sent', userId: user.id, text: restore(kept).text, at: kept.scheduled_at, reason: failure })
}

/** Posts what is due, or keeps it with the reason when it may not be posted any more; other faults are tried again. */
async function postOrKeep(ctx: Pick<Context, 'write' | 'log'>, id: number): Promise<void> {
  try {
    await ctx.write((tx) => postScheduled(tx, id))
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal || refusal.status >= 500) throw error
    ctx.log.info({ scheduled: id, code: refusal.code }, `a scheduled post was refused: ${refusal.message}`)
    await ctx.write((tx) => keepRefused(tx, id, refusal.message.replace(/^Validation failed: /, '')))
  }
}

/** Ids of an account's scheduled posts, newest first. */
export async function scheduledIds(db: Reader, accountId: number, page: Page): Promise<number[]> {
  const rows = await pageQuery(db.selectFrom('scheduled_statuses').select('id').where('account_id', '=', accountId), 'id', page).execute()
  return inOrder(rows, page).map((row) => row.id)
}

/** An own scheduled post's id, or a refusal. */
export async function ownScheduled(db: Reader, accountId: number, id: number): Promise<number> {
  const row = await db.selectFrom('scheduled_statuses').select('id').where('id', '=', id).where('account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  return row.id
}

/** The job that posts what is due. */
export const scheduledJobs = (ctx: Pick<Context, 'write' | 'log'>) => ({
  [POST_SCHEDULED]: ({ id }: { id: number }): Promise<void> => postOrKeep(ctx, id),
})
