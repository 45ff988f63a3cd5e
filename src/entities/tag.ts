// Hashtags with a week of their use.
import { tagUrl } from '#domain/addresses.ts'
import { seenTagDays, seenTags, tagIdByName, tagMarks, type SeenTagDay } from '#domain/reading/tags.ts'
import type { Row } from '#domain/tables.ts'
import { dateOrNull, presentOf, type At } from './at.ts'

export interface TagDay { day: string; uses: string; accounts: string }

export interface Tag {
  id: string
  name: string
  url: string
  history: TagDay[]
  following?: boolean
  featuring?: boolean
}

export interface FeaturedTag {
  id: string
  name: string
  url: string
  statuses_count: string
  last_status_at: string | null
}

const DAY_MS = 86_400_000
/** How many days of use are shown. */
export const DAYS = 7

/** The day (since 1970-01-01) of a moment. */
export const todayOf = (now: number): number => Math.floor(now / DAY_MS)

/** A week of uses, today first; days without any are there too. */
export function historyOf(days: readonly Pick<SeenTagDay, 'day' | 'uses' | 'accounts'>[], today: number): TagDay[] {
  return Array.from({ length: DAYS }, (_, back) => {
    const known = days.find((one) => one.day === today - back)
    return { day: String((today - back) * 86_400), uses: String(known?.uses ?? 0), accounts: String(known?.accounts ?? 0) }
  })
}

/** Tags in the order of `ids`, with what `viewer` has to do with them. Two or three statements. */
export async function showTags(at: At, viewer: number | null, ids: readonly number[]): Promise<Tag[]> {
  if (ids.length === 0) return []
  const today = Math.floor(presentOf(at) / DAY_MS)
  const [tags, days, marks] = await Promise.all([
    seenTags(at.db, { ids }),
    seenTagDays(at.db, { ids, since: today - DAYS + 1 }),
    viewer === null ? [] : tagMarks(at.db, { ids, viewer }),
  ])
  const marked = new Set(marks.map((mark) => `${mark.kind} ${mark.tag_id}`))
  return ids.flatMap((id) => {
    const row = tags.find((one) => one.id === id)
    if (!row) return []
    return [{
      id: String(id),
      name: row.display_name,
      url: tagUrl(at.config, row.name),
      history: historyOf(days.filter((day) => day.tag_id === id), today),
      ...(viewer === null ? {} : { following: marked.has(`1 ${id}`), featuring: marked.has(`2 ${id}`) }),
    }]
  })
}

/** A tag by its name, folded and as displayed; one that nobody has used yet is shown all the same, with its name as id. */
export async function showTagNamed(at: At, viewer: number | null, { name, display }: { name: string; display: string }): Promise<Tag> {
  const id = await tagIdByName(at.db, name)
  const [tag] = id === null ? [] : await showTags(at, viewer, [id])
  return tag ?? {
    id: name, name: display, url: tagUrl(at.config, name), history: historyOf([], Math.floor(presentOf(at) / DAY_MS)),
    ...(viewer === null ? {} : { following: false, featuring: false }),
  }
}

/** A tag that an account shows on its profile; `accountUrl` is the account's page. */
export const renderFeaturedTag = (row: Pick<Row<'featured_tags'>, 'id' | 'name' | 'statuses_count' | 'last_status_at'>, accountUrl: string): FeaturedTag => ({
  id: String(row.id),
  name: row.name,
  url: `${accountUrl}/tagged/${encodeURIComponent(row.name)}`,
  statuses_count: String(row.statuses_count),
  last_status_at: dateOrNull(row.last_status_at),
})
