// One author's recent posts into one feed, and out of it: what a new follow or list member brings, and what leaves with one.
import type { Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { FEED_SIZE, homeRules, insertEntries, listRules, onlyNew, ownRules } from './feed-rules.ts'

/** How many of an author's posts a merge looks at. */
const MERGED = FEED_SIZE / 4

const columns = 'id, account_id, reblog_of_id, in_reply_to_id, in_reply_to_uri, in_reply_to_account_id, language, reblogs_count'

const recent = (visible: string) => `(select ${columns} from statuses where account_id = :author ${visible} and id > :newerThan
    order by id desc limit :size) s left join statuses o on o.id = s.reblog_of_id`

const toFollowers = recent("and visibility in ('public', 'unlisted', 'private')")
const follow = 'left join follows f on f.account_id = r.account_id and f.target_account_id = :author'

type Params = Readonly<Record<string, number>>
const into = {
  home: prepared<{ feed_id: number }, Params>(`${insertEntries} from feeds r ${follow} cross join ${toFollowers}
    where r.id = :feed and f.id is not null ${homeRules('any')} ${onlyNew}`),
  list: prepared<{ feed_id: number }, Params>(`${insertEntries} from feeds r join lists l on l.id = r.id ${follow} cross join ${toFollowers}
    where r.id = :feed ${listRules('any')} ${onlyNew}`),
  own: prepared<{ feed_id: number }, Params>(`${insertEntries} from feeds r cross join ${recent('')}
    where r.id = :feed and r.account_id = :author ${ownRules} ${onlyNew}`),
}

const oldest = prepared<{ floor: number }, { feed: number; long: number }>(
  'select case when count(*) >= :long then min(status_id) else 0 end as floor from feed_entries where feed_id = :feed')

/** The entry that a merge goes back to: the oldest of a feed that is long already, 0 for a short one. */
export async function mergeFloor(tx: Tx, feedId: number): Promise<number> {
  const [row] = await oldest(tx.db, { feed: feedId, long: MERGED })
  return row?.floor ?? 0
}

interface Merge { feedId: number; authorId: number; newerThan: number; size?: number }

/**
 * Adds what belongs of the author's newest `size` posts to the feed `feedId`, and returns how many entries that were.
 * Nothing happens to a feed that is not kept. Safe to repeat.
 */
export async function mergeAuthor(tx: Tx, kind: keyof typeof into, { feedId, authorId, newerThan, size = MERGED }: Merge): Promise<number> {
  return (await into[kind](tx.db, { feed: feedId, author: authorId, size, newerThan, now: tx.now })).length
}

/** Takes an author's posts and boosts out of a feed. */
export async function removeAuthors(tx: Tx, feedId: number, authorIds: readonly number[]): Promise<void> {
  if (authorIds.length === 0) return
  await tx.db.deleteFrom('feed_entries').where('feed_id', '=', feedId).where('account_id', 'in', [...authorIds]).execute()
}

const clearAccount = prepared<never, { owner: number; target: number }>(`
  delete from feed_entries where feed_id in (select id from feeds where account_id = :owner) and (account_id = :target
    or exists (select 1 from statuses o where o.id = feed_entries.reblog_of_id and o.account_id = :target)
    or exists (select 1 from mentions m where m.account_id = :target and m.silent = 0
      and m.status_id in (feed_entries.status_id, feed_entries.reblog_of_id)))`)

/** Takes everything from, boosted from or naming `targetId` out of all feeds of `ownerId`. */
export async function clearFromFeeds(tx: Tx, ownerId: number, targetId: number): Promise<void> {
  await clearAccount(tx.db, { owner: ownerId, target: targetId })
}

const clearHost = prepared<never, { owner: number; host: string }>(`
  delete from feed_entries where feed_id in (select id from feeds where account_id = :owner) and (
    exists (select 1 from accounts a where a.id = feed_entries.account_id and a.host = :host)
    or exists (select 1 from statuses o join accounts a on a.id = o.account_id where o.id = feed_entries.reblog_of_id and a.host = :host))`)

/** Takes everything from, or boosted from, `host` out of all feeds of `ownerId`. */
export async function clearHostFromFeeds(tx: Tx, ownerId: number, host: string): Promise<void> {
  await clearHost(tx.db, { owner: ownerId, host })
}

const clearTag = prepared<never, { owner: number; tag: number }>(`
  delete from feed_entries where feed_id = :owner and account_id <> :owner
    and exists (select 1 from status_tags st where st.status_id = feed_entries.status_id and st.tag_id = :tag)
    and not exists (select 1 from follows f where f.account_id = :owner and f.target_account_id = feed_entries.account_id)
    and not exists (select 1 from status_tags st join followed_tags ft on ft.tag_id = st.tag_id and ft.account_id = :owner and ft.tag_id <> :tag
      where st.status_id = feed_entries.status_id)`)

/** Takes out of a home feed what only the hashtag `tagId` had brought. */
export async function clearTagFromHome(tx: Tx, ownerId: number, tagId: number): Promise<void> {
  await clearTag(tx.db, { owner: ownerId, tag: tagId })
}
