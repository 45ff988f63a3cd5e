// What many people liked in the last days, in an order that is named where it is shown and the same for everybody.
import type { Reader } from '#domain/context.ts'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** How far back is looked, in days, and through how many of the newest public posts at most. */
export const POPULAR_DAYS = 3
const LOOK_THROUGH = 3000
const DAY_MS = 86_400_000

const wanted = `s.visibility = 'public' and s.reblog_of_id is null and (s.in_reply_to_id is null or s.in_reply_to_account_id = s.account_id)`

const popular = prepared<{ id: number }, { since: number; limit: number }>(`
  select s.id from (
    select s.id, s.account_id, s.sensitive, 2 * s.reblogs_count + s.favourites_count as points from statuses s
    where ${wanted} and s.id > :since order by s.id desc limit ${LOOK_THROUGH}
  ) s join accounts a on a.id = s.account_id
  where s.points > 0 and s.sensitive = 0 and a.suspended_at is null and a.silenced_at is null and a.sensitized_at is null and a.deleted_at is null
    and (a.discoverable = 1 or a.host is null and a.discoverable is null)
  order by s.points desc, s.id desc limit :limit`)

/**
 * Posts of the last {@link POPULAR_DAYS} days, a boost counting twice a favourite; nothing sensitive, nothing by people who do
 * not want to be found. One statement that looks at a bounded number of posts.
 */
export async function popularIds(db: Reader, now: number, limit: number): Promise<number[]> {
  return (await popular(db, { since: firstIdAt(now - POPULAR_DAYS * DAY_MS), limit })).map((row) => row.id)
}

const inUse = prepared<{ name: string; people: number }, { since: number; limit: number }>(`
  select t.display_name as name, count(distinct s.account_id) as people from (
    select s.id, s.account_id from statuses s where ${wanted} and s.id > :since order by s.id desc limit ${LOOK_THROUGH / 3}
  ) s join accounts a on a.id = s.account_id join status_tags st on st.status_id = s.id join tags t on t.id = st.tag_id
  where a.suspended_at is null and a.silenced_at is null and a.deleted_at is null
  group by t.id, t.display_name order by people desc, t.display_name limit :limit`)

/** Hashtags of the newest public posts with how many people used each, most first. */
export const tagsInUse = (db: Reader, now: number, limit: number): Promise<{ name: string; people: number }[]> =>
  inUse(db, { since: firstIdAt(now - POPULAR_DAYS * DAY_MS), limit })
