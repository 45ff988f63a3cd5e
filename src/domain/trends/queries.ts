// What trends now, for whoever looks: highest score first, what is in the reader's languages before the rest.
import type { Reader } from '#domain/context.ts'
import { notHidden, notHiddenHost } from '#domain/timelines/viewer.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { MAY_TREND } from './liked.ts'
import { RULES, type TrendKind } from './rising.ts'

/** So many trend at most. */
const MOST = 400

interface Found { id: number; language: string | null }
interface Wanted { limit: number; offset: number; languages: readonly string[] }

const shown = (kind: TrendKind) => `t.kind = '${kind}' and t.allowed = 1 and t.score >= ${RULES[kind].least}`
const best = `order by t.score desc, t.subject_id desc limit ${MOST}`

const tags = prepared<Found, Record<string, never>>(`select t.subject_id as id, t.language from trends t where ${shown('tag')} ${best}`)
const links = prepared<Found, Record<string, never>>(`
  select t.subject_id as id, t.language from trends t join preview_cards c on c.id = t.subject_id where ${shown('link')} and c.details is not null ${best}`)
const posts = (hidden: string) => `
  select t.subject_id as id, t.language from trends t join statuses s on s.id = t.subject_id join accounts a on a.id = s.account_id
  where ${shown('status')} and ${MAY_TREND}${hidden} ${best}`
const forAll = prepared<Found, Record<string, never>>(posts(''))
const forViewer = prepared<Found, { viewer: number; now: number }>(posts(notHidden('s.account_id') + notHiddenHost('a.host')))

function page(found: readonly Found[], { limit, offset, languages }: Wanted): number[] {
  const own = (row: Found) => row.language !== null && languages.includes(row.language)
  return [...found.filter(own), ...found.filter((row) => !own(row))].slice(offset, offset + limit).map((row) => row.id)
}

/** Ids of tags that trend. One statement. */
export const trendingTags = async (db: Reader, wanted: Wanted): Promise<number[]> => page(await tags(db, {}), wanted)

/** Ids of cards whose links trend. One statement. */
export const trendingLinks = async (db: Reader, wanted: Wanted): Promise<number[]> => page(await links(db, {}), wanted)

/** Ids of posts that trend, without those of whom the viewer hides or is blocked by. One statement. */
export const trendingStatuses = async (db: Reader, viewer: number | null, now: number, wanted: Wanted): Promise<number[]> =>
  page(viewer === null ? await forAll(db, {}) : await forViewer(db, { viewer, now }), wanted)

/** The card of a link that trends, by its address; null if it does not. */
export async function trendingLinkAt(db: Reader, url: string): Promise<number | null> {
  const row = await db.selectFrom('trends as t').innerJoin('preview_cards as c', 'c.id', 't.subject_id').select('c.id')
    .where('t.kind', '=', 'link').where('t.allowed', '=', 1).where('t.score', '>=', RULES.link.least).where('c.url', '=', url).executeTakeFirst()
  return row?.id ?? null
}
