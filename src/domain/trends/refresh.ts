// Every few minutes: what rises, by how much, and whether it may be shown. The rows say all of it; reading them is cheap.
import type { Context, Reader, Tx } from '#domain/context.ts'
import type { CardDetails } from '#domain/cards/card.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { idList } from '#machinery/db/id-list.ts'
import { DAY_MS, usedByMany, usesOf, type DailyKind } from './daily.ts'
import { likedLately, peopleWhoLiked } from './liked.ts'
import { reviewsOf, verdictOn, type Named } from './review.ts'
import { faded, peakAfter, PEAK_MS, RULES, surplus, TREND_KINDS, type Peak, type TrendKind } from './rising.ts'

/** One subject as it stands now. */
interface Standing extends Peak, Named { score: number; language: string | null }

const WRITTEN = 50
/** How long uses are kept: the week that is shown, and a day. */
const DAYS_KEPT = 8

async function known(db: Reader, kind: TrendKind): Promise<Map<number, Peak>> {
  const rows = await db.selectFrom('trends').select(['subject_id', 'peak', 'peaked_at']).where('kind', '=', kind).execute()
  return new Map(rows.map((row) => [row.subject_id, { peak: row.peak, peakedAt: row.peaked_at }]))
}

/** Who a link is reviewed by besides itself, and its language; only articles that can be drawn trend. */
async function articles(db: Reader, ids: readonly number[]): Promise<Map<number, { language: string | null; keys: Named['keys'] }>> {
  const found = new Map<number, { language: string | null; keys: Named['keys'] }>()
  if (ids.length === 0) return found
  const rows = await db.selectFrom('preview_cards').select(['id', 'host', 'language', 'details', 'image_url']).where('id', 'in', idList(ids)).execute()
  for (const { id, host, language, details, image_url: image } of rows) {
    const card = details === null ? null : JSON.parse(details) as CardDetails
    const drawn = card?.type === 'link' && card.isArticle && card.title !== '' && card.description !== '' && image !== null
    if (drawn) found.set(id, { language, keys: [['provider', host]] })
  }
  return found
}

async function daily(db: Reader, kind: DailyKind, now: number): Promise<Standing[]> {
  const before = await known(db, kind)
  const day = Math.floor(now / DAY_MS)
  const uses = await usesOf(db, kind, [...new Set([...before.keys(), ...await usedByMany(db, kind, day)])], day)
  const drawn = kind === 'link' ? await articles(db, [...uses.keys()]) : null
  return [...uses].flatMap(([id, { today, yesterday }]) => {
    const about = drawn ? drawn.get(id) : { language: null, keys: [] }
    if (!about) return []
    const peak = peakAfter(now, surplus(today, yesterday, RULES[kind]), before.get(id) ?? null)
    return [{ id, ...about, ...peak, score: faded(peak.peak, now - peak.peakedAt, RULES[kind]) }]
  })
}

async function liked(db: Reader, now: number): Promise<Standing[]> {
  const before = await known(db, 'status')
  const posts = await peopleWhoLiked(db, [...new Set([...await likedLately(db, now), ...before.keys()])])
  return posts.map(({ id, account_id: author, language, created_at: at, people }) => {
    const peak = surplus(people, 1, RULES.status)
    return { id, language, keys: [['author', String(author)]], peak, peakedAt: at, score: faded(peak, now - at, RULES.status) }
  })
}

async function keep(tx: Tx, kind: TrendKind, rows: readonly (Standing & { allowed: number })[]): Promise<void> {
  for (const { id, score, peak, peakedAt, language, allowed } of rows) {
    const row = { score, peak, peaked_at: peakedAt, language, allowed }
    await tx.db.insertInto('trends').values({ kind, subject_id: id, ...row }).onConflict((on) => on.columns(['kind', 'subject_id']).doUpdateSet(row)).execute()
  }
}

async function refresh(ctx: Context, kind: TrendKind, byDefault: boolean): Promise<void> {
  const now = ctx.clock.now()
  const all = kind === 'status' ? await liked(ctx.db, now) : await daily(ctx.db, kind, now)
  // A peak is remembered while it counts, so that what fades does not rise anew by what it was.
  const standing = all.filter((one) => one.score >= RULES[kind].least || (kind !== 'status' && one.peak > 0 && one.peakedAt > now - PEAK_MS))
  const reviews = await reviewsOf(ctx.db, kind)
  const judged = standing.map((one) => ({ ...one, allowed: verdictOn(reviews, kind, one, byDefault) ? 1 : 0 }))
  for (let from = 0; from < judged.length; from += WRITTEN) await ctx.write((tx) => keep(tx, kind, judged.slice(from, from + WRITTEN)))
  const stay = new Set(standing.map((one) => one.id))
  const gone = [...(await known(ctx.db, kind)).keys()].filter((id) => !stay.has(id))
  if (gone.length > 0) await ctx.write((tx) => tx.db.deleteFrom('trends').where('kind', '=', kind).where('subject_id', 'in', idList(gone)).execute())
}

/** Computes all trends anew. For the schedule; harmless to repeat. */
export async function refreshTrends(ctx: Context): Promise<void> {
  const { trends, trendableByDefault } = await readSettings(ctx.db)
  if (!trends) return
  for (const kind of TREND_KINDS) await refresh(ctx, kind, trendableByDefault)
}

/** Forgets on which days links were used long ago. For the schedule. */
export const forgetLinkDays = (ctx: Pick<Context, 'write'>): Promise<unknown> =>
  ctx.write((tx) => tx.db.deleteFrom('card_days').where('day', '<', Math.floor(tx.now / DAY_MS) - DAYS_KEPT).execute())
