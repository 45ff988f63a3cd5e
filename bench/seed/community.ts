// The bench's world: accounts local and remote, a million statuses over two years with boosts, replies, mentions, tags,
// pictures and polls, favourites, follows, and full home feeds for the members who are measured.
// community.test.ts holds its rows against those of the verbs.
import { firstIdAt } from '#machinery/ids/ids.ts'
import type { Engine } from '#machinery/db/engine.ts'
import type { Tables } from '#domain/tables.ts'
import { addPeople } from './people.ts'
import { addPosts } from './posts.ts'
import { addReaders, addThread } from './readers.ts'
import { seededRandom } from './random.ts'
import { END, type Size, type Village } from './village.ts'
import { writersOver } from './writers.ts'

/** Room for what hangs on a post: its picture, its poll, the word to whom it answers. */
const APART = 4

export interface Community { memberIds: number[]; statusIds: number[]; threadId: number }

/** Fills an empty, migrated database. `tell` hears how far it is, from 0 to 1. */
export async function seedCommunity(engine: Engine<Tables>, size: Size, tell: (done: number) => void = () => {}): Promise<Community> {
  const random = seededRandom(7)
  const to = writersOver(engine)
  let made = 0
  const village: Village = { to, random, size, people: await addPeople(to, random, size), groups: new Map(), nextId: () => firstIdAt(END) + (made += APART) }
  const { latest, ids } = await addPosts(village, tell)
  await addReaders(village, latest)
  const threadId = await addThread(village)
  for (const writer of Object.values(to)) await writer.flush()
  await countRows(engine)
  await engine.raw('analyze')
  tell(1)
  return { memberIds: village.people.slice(0, size.members).map((one) => one.id), statusIds: ids, threadId }
}

/** What the verbs would have counted. */
async function countRows(engine: Engine<Tables>): Promise<void> {
  await engine.raw(`update statuses set
    replies_count = (select count(*) from statuses r where r.in_reply_to_id = statuses.id and r.visibility in ('public', 'unlisted')),
    reblogs_count = (select count(*) from statuses b where b.reblog_of_id = statuses.id),
    favourites_count = (select count(*) from favourites f where f.status_id = statuses.id) where reblog_of_id is null`)
  await engine.raw(`update accounts set statuses_count = (select count(*) from statuses s where s.account_id = accounts.id and s.visibility <> 'direct'),
    last_status_at = (select max(s.created_at) from statuses s where s.account_id = accounts.id and s.visibility <> 'direct'),
    followers_count = (select count(*) from follows f where f.target_account_id = accounts.id),
    following_count = (select count(*) from follows f where f.account_id = accounts.id)`)
  await engine.raw(`insert into tag_days (tag_id, day, account_id, uses) select t.tag_id, s.created_at / 86400000, s.account_id, count(*)
    from status_tags t join statuses s on s.id = t.status_id where s.visibility = 'public' group by 1, 2, 3`)
  await engine.raw('update tags set last_status_at = (select max(s.created_at) from status_tags t join statuses s on s.id = t.status_id where t.tag_id = tags.id)')
}
