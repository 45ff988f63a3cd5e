// What the entities need of hashtags: the tags, a week of their use, and what a viewer has to do with them.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

interface Ids extends Readonly<Record<string, readonly number[]>> { ids: readonly number[] }

export interface SeenTag { id: number; name: string; display_name: string }

/** Tags by their ids; in no order. */
export const seenTags = prepared<SeenTag, Ids>('select id, name, display_name from tags where id in (:ids)')

/** A tag by its folded name, or null. */
export async function tagIdByName(db: Reader, name: string): Promise<number | null> {
  const row = await db.selectFrom('tags').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id ?? null
}

export interface SeenTagDay { tag_id: number; day: number; uses: number; accounts: number }
interface Since extends Readonly<Record<string, number | readonly number[]>> { ids: readonly number[]; since: number }

/** How often tags were used, and by how many, per day (days since 1970-01-01) from `since` on. */
export const seenTagDays = prepared<SeenTagDay, Since>(`
  select tag_id, day, sum(uses) as uses, count(*) as accounts from tag_days
  where tag_id in (:ids) and day >= :since group by tag_id, day`)

interface Viewed extends Readonly<Record<string, number | readonly number[]>> { ids: readonly number[]; viewer: number }

/** Which tags a viewer follows (1) or features (2). */
export const tagMarks = prepared<{ kind: number; tag_id: number }, Viewed>(`
  select 1 as kind, tag_id from followed_tags where account_id = :viewer and tag_id in (:ids)
  union all select 2, tag_id from featured_tags where account_id = :viewer and tag_id in (:ids)`)
