// Posts that many people boosted or favourited of late: found by the newest of these acts, counted by person.
import type { Reader } from '#domain/context.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { prepared } from '#machinery/db/prepared.ts'

const LATELY_MS = 3_600_000
/** Of the newest acts so many are looked at. */
const LOOK_THROUGH = 5000
const AT_ONCE = 100
/** With more acts than this, nobody counts who did two of them. */
const EXACT = 500

const actedOn = prepared<{ id: number; acts: number }, { since: number }>(`
  select id, count(*) as acts from (
    select status_id as id from (select status_id from favourites where id > :since order by id desc limit ${LOOK_THROUGH}) f
    union all
    select reblog_of_id from (select reblog_of_id from statuses where id > :since order by id desc limit ${LOOK_THROUGH}) b where reblog_of_id is not null
  ) acts group by id order by acts desc limit 500`)

export interface Liked { id: number; account_id: number; language: string | null; created_at: number; reblogs_count: number; favourites_count: number }

/** What may trend at all: public, to nobody in particular, nothing sensitive, by somebody who wants to be found and is not limited. */
export const MAY_TREND = `s.visibility = 'public' and s.reblog_of_id is null and s.in_reply_to_id is null and s.in_reply_to_uri is null and s.sensitive = 0
  and s.spoiler_text = '' and a.discoverable = 1 and a.suspended_at is null and a.silenced_at is null and a.sensitized_at is null and a.deleted_at is null`

const eligible = prepared<Liked, { ids: readonly number[] }>(`
  select s.id, s.account_id, s.language, s.created_at, s.reblogs_count, s.favourites_count
  from statuses s join accounts a on a.id = s.account_id where s.id in (:ids) and ${MAY_TREND}`)

const byPerson = prepared<{ id: number; people: number }, { ids: readonly number[] }>(`
  select id, count(*) as people from (
    select status_id as id, account_id from favourites where status_id in (:ids)
    union select reblog_of_id, account_id from statuses where reblog_of_id in (:ids)
  ) acts group by id`)

/** Posts that somebody boosted or favourited in the last hour, those with most such acts first. */
export const likedLately = async (db: Reader, now: number): Promise<number[]> =>
  (await actedOn(db, { since: firstIdAt(now - LATELY_MS) })).map((row) => row.id)

/** Those of `ids` that may trend, with how many people boosted or favourited each; who did both counts once. */
export async function peopleWhoLiked(db: Reader, ids: readonly number[]): Promise<(Liked & { people: number })[]> {
  const found: (Liked & { people: number })[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = await eligible(db, { ids: ids.slice(from, from + AT_ONCE) })
    const few = rows.filter((row) => row.reblogs_count + row.favourites_count <= EXACT).map((row) => row.id)
    const counted = new Map(few.length === 0 ? [] : (await byPerson(db, { ids: few })).map((row) => [row.id, row.people]))
    found.push(...rows.map((row) => ({ ...row, people: few.includes(row.id) ? counted.get(row.id) ?? 0 : Math.max(row.reblogs_count, row.favourites_count) })))
  }
  return found
}
