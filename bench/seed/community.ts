// The bench's world: accounts local and remote, a million statuses over two years with boosts, replies, mentions, tags,
// pictures and polls, favourites, follows, and full home feeds for the members who are measured.
import { firstIdAt } from '#machinery/ids/ids.ts'
import type { Engine } from '#machinery/db/engine.ts'
import type { Tables } from '#domain/tables.ts'
import { seededRandom, type Random } from './random.ts'
import { writeRows, type RowWriter } from './rows.ts'

export interface Size { statuses: number; accounts: number; members: number; feeds: number }
export interface Community { accountIds: number[]; memberIds: number[]; statusIds: number[] }

const START = Date.UTC(2024, 10, 1)
const END = Date.UTC(2026, 10, 1)
const WORDS = 'harbour bread morning train quiet window garden letter bridge summer kettle market winter river lantern paper orchard ferry cloud story'.split(' ')
// Far enough that no poll ends, and tells its followers so, while something is measured.
const POLLS_END = Date.UTC(2040, 0, 1)
const PEERS = 200
const TAGS = 500

type Writers = Record<'accounts' | 'users' | 'statuses' | 'mentions' | 'tags' | 'status_tags' | 'media' | 'polls' | 'favourites' | 'bookmarks' | 'notifications' | 'conversations' | 'conversation_statuses' | 'follows' | 'feeds' | 'feed', RowWriter>

function writersOver(engine: Engine<Tables>): Writers {
  return {
    accounts: writeRows(engine, 'accounts', ['id', 'username', 'host', 'acct_key', 'display_name', 'note', 'uri', 'url', 'inbox_url', 'shared_inbox_url', 'followers_url', 'statuses_count', 'created_at', 'updated_at', 'last_status_at', 'fetched_at']),
    users: writeRows(engine, 'users', ['id', 'account_id', 'email', 'email_key', 'confirmed_at', 'approved_at', 'created_at', 'last_seen_at']),
    statuses: writeRows(engine, 'statuses', ['id', 'account_id', 'uri', 'url', 'text', 'content', 'spoiler_text', 'sensitive', 'visibility', 'language', 'local', 'in_reply_to_id', 'in_reply_to_account_id', 'reblog_of_id', 'thread_id', 'poll_id', 'media_ids', 'favourites_count', 'created_at']),
    mentions: writeRows(engine, 'mentions', ['status_id', 'account_id']),
    tags: writeRows(engine, 'tags', ['id', 'name', 'display_name', 'created_at', 'last_status_at']),
    status_tags: writeRows(engine, 'status_tags', ['tag_id', 'status_id']),
    media: writeRows(engine, 'media_attachments', ['id', 'account_id', 'status_id', 'type', 'state', 'content_type', 'file_key', 'preview_key', 'description', 'blurhash', 'meta', 'file_size', 'created_at']),
    polls: writeRows(engine, 'polls', ['id', 'status_id', 'account_id', 'options', 'counts', 'votes_count', 'voters_count', 'expires_at', 'created_at']),
    favourites: writeRows(engine, 'favourites', ['id', 'account_id', 'status_id', 'created_at']),
    bookmarks: writeRows(engine, 'bookmarks', ['id', 'account_id', 'status_id', 'created_at']),
    notifications: writeRows(engine, 'notifications', ['id', 'account_id', 'type', 'from_account_id', 'status_id', 'group_key', 'dedupe_key', 'created_at']),
    conversations: writeRows(engine, 'conversations', ['id', 'account_id', 'thread_id', 'participants', 'participants_key', 'last_status_id', 'unread', 'created_at']),
    conversation_statuses: writeRows(engine, 'conversation_statuses', ['conversation_id', 'status_id']),
    follows: writeRows(engine, 'follows', ['id', 'account_id', 'target_account_id', 'created_at']),
    feeds: writeRows(engine, 'feeds', ['id', 'account_id', 'kind', 'active_at']),
    feed: writeRows(engine, 'feed_entries', ['feed_id', 'status_id', 'account_id', 'reblog_of_id']),
  }
}

const sentence = (random: Random, words: number) => Array.from({ length: words }, () => WORDS[random.under(WORDS.length)]).join(' ')

async function addAccounts(to: Writers, random: Random, size: Size): Promise<{ accountIds: number[]; memberIds: number[] }> {
  const accountIds: number[] = []
  for (let index = 0; index < size.accounts; index++) {
    const id = firstIdAt(START - 86_400_000 + index) + 1
    const local = index < size.members
    const name = `${local ? 'member' : 'peer'}${index}`
    const host = local ? null : `host${index % PEERS}.example`
    const uri = host ? `https://${host}/users/${name}` : null
    await to.accounts.add(id, name, host, host ? `${name}@${host}` : name, sentence(random, 2), `<p>${sentence(random, 12)}</p>`, uri, host ? `https://${host}/@${name}` : null,
      uri && `${uri}/inbox`, host && `https://${host}/inbox`, uri && `${uri}/followers`, 0, START, START, null, host ? START : null)
    if (local) await to.users.add(id + 1, id, `${name}@people.example`, `${name}@people.example`, START, START, START, END)
    accountIds.push(id)
  }
  return { accountIds, memberIds: accountIds.slice(0, size.members) }
}

/** Fills an empty, migrated database. `tell` hears how far it is, from 0 to 1. */
export async function seedCommunity(engine: Engine<Tables>, size: Size, tell: (done: number) => void = () => {}): Promise<Community> {
  const random = seededRandom(7)
  const to = writersOver(engine)
  const { accountIds, memberIds } = await addAccounts(to, random, size)
  const tagIds = Array.from({ length: TAGS }, (_, index) => firstIdAt(START) + 1000 + index)
  for (const [index, id] of tagIds.entries()) await to.tags.add(id, `tag${index}`, `Tag${index}`, START, END)

  const statusIds: number[] = []
  const authors: number[] = []
  const plain: boolean[] = []
  const boosts = new Set<string>()
  const step = (END - START) / size.statuses
  for (let index = 0; index < size.statuses; index++) {
    const created = Math.floor(START + index * step)
    const id = firstIdAt(created) + 4
    const authorAt = random.skewed(size.accounts)
    const author = accountIds[authorAt] ?? 0
    const local = authorAt < size.members
    const uri = local ? null : `https://host${authorAt % PEERS}.example/users/peer${authorAt}/statuses/${index}`
    const kind = random.next()
    const earlier = index > 100 ? index - 1 - random.under(100) : -1
    const boost = kind < 0.15 && earlier >= 0 && plain[earlier] === true && !boosts.has(`${authorAt} ${earlier}`)
    if (boost) boosts.add(`${authorAt} ${earlier}`)
    const reply = !boost && kind < 0.4 && earlier >= 0 && plain[earlier] === true
    const media = !boost && random.chance(0.15)
    const poll = !boost && !media && random.chance(0.01)
    const visibility = random.chance(0.85) ? 'public' : 'unlisted'
    await to.statuses.add(id, author, uri, uri, local && !boost ? 'words' : null, boost ? '' : `<p>${sentence(random, 8 + random.under(40))}</p>`, '', 0, visibility, 'en', local ? 1 : 0,
      reply ? statusIds[earlier] ?? null : null, reply ? authors[earlier] ?? null : null, boost ? statusIds[earlier] ?? null : null, boost ? null : id, poll ? id + 2 : null,
      media ? `[${id + 1}]` : '[]', 0, created)
    statusIds.push(id)
    authors.push(author)
    plain.push(!boost)
    if (reply) await to.mentions.add(id, authors[earlier] ?? 0)
    if (!boost && random.chance(0.3)) await to.status_tags.add(tagIds[random.skewed(TAGS)] ?? 0, id)
    if (media) await to.media.add(id + 1, author, id, 'image', 'ready', 'image/jpeg', `media/${id}.jpg`, `media/${id}-small.webp`, 'A picture', 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', '{"original":{"width":1200,"height":800,"size":"1200x800","aspect":1.5},"small":{"width":587,"height":391,"size":"587x391","aspect":1.501}}', 90_000, created)
    if (poll) await to.polls.add(id + 2, id, author, '["Yes","No","Perhaps"]', '[3,2,1]', 6, 6, POLLS_END, created)
    if (index % 20_000 === 0) tell(index / size.statuses)
  }
  await addReaders(to, random, size, { memberIds, accountIds, statusIds, authors })
  for (const writer of Object.values(to)) await writer.flush()
  await countRows(engine)
  await engine.raw('analyze')
  tell(1)
  return { accountIds, memberIds, statusIds }
}

const NOTICES = 60
const TALKS = 30

/** What a member was told, of mentions and favourites, and whom they talked with in private. */
async function addCorrespondence(to: Writers, member: number, random: Random, nextId: () => number, world: { accountIds: number[]; statusIds: number[] }): Promise<void> {
  const somebody = () => world.accountIds[random.under(world.accountIds.length)] ?? 0
  for (let notice = 0; notice < NOTICES; notice++) {
    const [id, status, type] = [nextId(), world.statusIds[random.under(world.statusIds.length)] ?? 0, notice % 2 === 0 ? 'mention' : 'favourite']
    const group = type === 'mention' ? `ungrouped-${id}` : `favourite-${status}-${Math.floor(END / 3_600_000)}`
    await to.notifications.add(id, member, type, somebody(), status, group, `${type}:${member}:${id}`, END)
  }
  for (let talk = 0; talk < TALKS; talk++) {
    const [status, conversation, author] = [nextId(), nextId(), somebody()]
    if (author === member) continue
    const uri = `https://elsewhere.example/notes/${status}`
    await to.statuses.add(status, author, uri, uri, null, `<p>${sentence(random, 12)}</p>`, '', 0, 'direct', 'en', 0, null, null, null, status, null, '[]', 0, END)
    await to.mentions.add(status, member)
    await to.conversations.add(conversation, member, status, `[${author}]`, String(author), status, talk % 3 === 0 ? 1 : 0, END)
    await to.conversation_statuses.add(conversation, status)
  }
}

/** Follows, favourites, bookmarks, correspondence and full feeds of 800 for the first `size.feeds` members. */
async function addReaders(to: Writers, random: Random, size: Size, world: { memberIds: number[]; accountIds: number[]; statusIds: number[]; authors: number[] }): Promise<void> {
  let made = 0
  const nextId = () => firstIdAt(END) + ++made
  for (const member of world.memberIds.slice(0, size.feeds)) {
    const followed = new Set(Array.from({ length: 150 }, () => world.accountIds[random.skewed(size.accounts)] ?? 0))
    for (const target of followed) if (target !== member) await to.follows.add(nextId(), member, target, END)
    await to.feeds.add(member, member, 'home', Date.now())
    const stride = 1 + random.under(4)
    for (let back = 0, at = world.statusIds.length - 1; back < 800 && at >= 0; back++, at -= stride) {
      const status = world.statusIds[at] ?? 0
      await to.feed.add(member, status, world.authors[at] ?? 0, null)
      if (back % 11 === 0) await to.favourites.add(nextId(), member, status, END)
      if (back % 13 === 0) await to.bookmarks.add(nextId(), member, status, END)
    }
    await addCorrespondence(to, member, random, nextId, world)
  }
}

/** The counters that the verbs would have moved. */
async function countRows(engine: Engine<Tables>): Promise<void> {
  await engine.raw(`update statuses set
    replies_count = (select count(*) from statuses r where r.in_reply_to_id = statuses.id and r.visibility in ('public', 'unlisted')),
    reblogs_count = (select count(*) from statuses b where b.reblog_of_id = statuses.id),
    favourites_count = (select count(*) from favourites f where f.status_id = statuses.id) where reblog_of_id is null`)
  await engine.raw(`update accounts set statuses_count = (select count(*) from statuses s where s.account_id = accounts.id and s.visibility <> 'direct'),
    followers_count = (select count(*) from follows f where f.target_account_id = accounts.id),
    following_count = (select count(*) from follows f where f.account_id = accounts.id)`)
}
