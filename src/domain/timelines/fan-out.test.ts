// Who finds a post in which feed, and which sockets hear of it: author, follower, stranger, blocked, muted, remote.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StreamMessage } from '#domain/context.ts'
import { block } from '#domain/relationships/block.ts'
import { mute } from '#domain/relationships/mute.ts'
import { blockHost } from '#domain/relationships/block-host.ts'
import { addToList, createList, type RepliesPolicy } from '#domain/lists/lists.ts'
import { followTag, unfollowTag } from '#domain/tags/follow-tag.ts'
import { tagFor } from '#domain/tags/tags.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { unreblog } from '#domain/interactions/reblog.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { boosts, follows, posts, remotePerson, type Words } from '#test/seeds/village.ts'
import { fanOutEdit } from './fan-out.ts'
import { visitFeeds } from './feeds.ts'
import { homeIds, listIds } from './home.ts'
import { timelineJobs } from './timeline-jobs.ts'

let house: TestHouse
let people = 0
const heard: StreamMessage[] = []

before(async () => {
  house = await openTestHouse()
  house.bus.subscribe((message) => heard.push(message))
})
after(() => house.remove())

const page = { limit: 40 }
const someone = async (): Promise<number> => (await house.member(`person${++people}`)).accountId
const home = (id: number) => homeIds(house.db, id, page)
const settle = () => runJobs(house, timelineJobs(house))
const makeTag = (name: string) => house.write((tx) => tagFor(tx, { name, display: name }))

/** An author and somebody who follows them. */
async function pair(options: Parameters<typeof follows>[3] = {}): Promise<{ author: number; reader: number }> {
  const [author, reader] = [await someone(), await someone()]
  await follows(house, reader, author, options)
  return { author, reader }
}

/** Which streams heard `event` about `id`. */
const streamsOf = (event: StreamMessage['event'], id: number): string[] =>
  heard.filter((message) => message.event === event && message.id === id).flatMap((message) => message.streams).sort()

test('a post is in the homes of its author and followers before it is answered, and nowhere else', async () => {
  const { author, reader } = await pair()
  const stranger = await someone()
  const id = await posts(house, author, 'hello')
  assert.deepEqual([await home(author), await home(reader), await home(stranger)], [[id], [id], []])
  assert.deepEqual(streamsOf('update', id), ['public', 'public:local', `user:${author}`, `user:${reader}`])
  assert.equal((await house.db.selectFrom('jobs').select('id').where('kind', 'like', 'timelines.fan-out%').execute()).length, 0, 'no job for few followers')
})

test('a followers-only post runs in no public stream; a direct one reaches only followers it names', async () => {
  const { author, reader } = await pair()
  const other = await someone()
  const named = await someone()
  await follows(house, other, author)
  const quiet = await posts(house, author, 'for followers', { visibility: 'private' })
  const secret = await posts(house, author, 'for you', { visibility: 'direct', mentions: [reader, named] })
  assert.deepEqual([await home(reader), await home(other), await home(named), await home(author)], [[secret, quiet], [quiet], [], [secret, quiet]])
  assert.deepEqual(streamsOf('update', quiet), [`user:${author}`, `user:${reader}`, `user:${other}`].sort())
  assert.deepEqual(streamsOf('update', secret), [`user:${author}`, `user:${reader}`].sort())
})

test('languages are chosen by follow; a post that says none is in all', async () => {
  const { author, reader } = await pair({ languages: ['en', 'zh-TW'] })
  const english = await posts(house, author, 'tea', { language: 'en' })
  await posts(house, author, 'Tee', { language: 'de' })
  await posts(house, author, '茶', { language: 'zh' })
  const taiwan = await posts(house, author, '茶', { language: 'zh-TW' })
  const none = await posts(house, author, '☕')
  assert.deepEqual(await home(reader), [none, taiwan, english])
})

test('replies are for those who follow both, the one replied to, and threads of one author', async () => {
  const { author, reader } = await pair()
  const friend = await someone()
  const both = await someone()
  await follows(house, friend, author)
  await follows(house, both, author)
  await follows(house, both, friend)
  const start = await posts(house, friend, 'a question')
  const answer = await posts(house, author, 'an answer', { inReplyToId: start })
  const carried = await posts(house, author, 'and another thing', { inReplyToId: answer })
  const own = await posts(house, author, 'a thread')
  const thread = await posts(house, author, 'goes on', { inReplyToId: own })
  const orphan = await posts(house, author, 'who knows', { inReplyToUri: 'https://nowhere.example/1' })
  assert.deepEqual(await home(reader), [thread, own], 'not the answer to a stranger, nor to what is not known')
  assert.deepEqual(await home(friend), [thread, own, carried, answer, start])
  assert.deepEqual(await home(both), [thread, own, carried, answer, start])
  assert.ok((await home(author)).includes(orphan))
  assert.ok(!streamsOf('update', answer).includes('public'), 'replies to others are not in the public stream')
  assert.ok(streamsOf('update', thread).includes('public:local'))
})

test('nothing comes from, names, or was written by somebody blocked or muted, nor from who has blocked the reader', async () => {
  const { author, reader } = await pair()
  const [unwanted, noisy, hostile] = [await someone(), await someone(), await someone()]
  await house.write(async (tx) => {
    await block(tx, reader, unwanted)
    await mute(tx, reader, noisy)
    await block(tx, hostile, reader)
  })
  await follows(house, reader, noisy)
  await posts(house, noisy, 'noise')
  await posts(house, author, 'hi', { mentions: [unwanted] })
  await posts(house, author, 'hi', { mentions: [noisy] })
  for (const other of [unwanted, noisy, hostile]) await boosts(house, author, await posts(house, other, 'x'))
  const fine = await posts(house, author, 'fine', { mentions: [hostile] })
  assert.deepEqual(await home(reader), [fine])
})

test('a mute that is over hides nothing', async () => {
  const { author, reader } = await pair()
  await house.write((tx) => mute(tx, reader, author, { durationMs: 1 }))
  await house.write((tx) => tx.db.updateTable('mutes').set({ expires_at: 1000 }).where('account_id', '=', reader).execute())
  const id = await posts(house, author, 'again')
  assert.deepEqual(await home(reader), [id])
})

test('boosts reach those who want them, not of hidden hosts, and nothing twice within forty entries', async () => {
  const { author, reader } = await pair()
  const second = await someone()
  const without = await someone()
  await follows(house, reader, second)
  await follows(house, without, author, { reblogs: false })
  const far = await remotePerson(house, 'far', 'far.example')
  const original = await posts(house, far, 'from afar', { uri: 'https://far.example/1' })
  await house.write((tx) => blockHost(tx, without, 'far.example'))
  const boost = await boosts(house, author, original)
  await boosts(house, second, original)
  assert.deepEqual([await home(reader), await home(without)], [[boost], []])
  assert.deepEqual(streamsOf('update', boost), [`user:${author}`, `user:${reader}`].sort(), 'boosts are in no public stream')
  const own = await posts(house, author, 'my own')
  await boosts(house, author, own)
  await boosts(house, second, own)
  assert.deepEqual(await home(reader), [own, boost])
  for (let n = 0; n < 39; n++) await posts(house, author, `post ${n}`)
  const third = await someone()
  await follows(house, reader, third)
  const late = await boosts(house, third, original)
  assert.equal((await home(reader))[0], late, 'after forty entries it may come again')
  const hiding = await someone()
  await follows(house, hiding, third)
  await house.write((tx) => blockHost(tx, hiding, 'far.example'))
  await boosts(house, third, await posts(house, far, 'more', { uri: 'https://far.example/2' }))
  assert.deepEqual(await home(hiding), [])
})

test('an original that arrives after its boost does not repeat it', async () => {
  const { author, reader } = await pair()
  const booster = await someone()
  await follows(house, reader, booster)
  const original = await house.write(async (tx) => {
    const id = tx.id()
    await tx.db.insertInto('statuses').values({
      id, account_id: author, content: 'early', visibility: 'public', local: 1, created_at: tx.now, text: 'early', uri: null, url: null, language: null,
      in_reply_to_id: null, in_reply_to_account_id: null, in_reply_to_uri: null, reblog_of_id: null, thread_id: null, poll_id: null, app_id: null,
      edited_at: null, fetched_replies_at: null,
    }).execute()
    return id
  })
  const boost = await boosts(house, booster, original)
  const { fanOut } = await import('./fan-out.ts')
  await house.write((tx) => fanOut(tx, { statusId: original }))
  assert.deepEqual(await home(reader), [boost])
})

test('lists have what their members write, by their own rule for replies, and exclusive ones keep it out of home', async () => {
  const [author, member, outsider, owner] = [await someone(), await someone(), await someone(), await someone()]
  for (const id of [author, member, outsider]) await follows(house, owner, id)
  const make = (repliesPolicy: RepliesPolicy, exclusive = false, who = [author, member]) => house.write(async (tx) => {
    const id = await createList(tx, owner, { title: repliesPolicy, repliesPolicy, exclusive })
    await addToList(tx, owner, id, who)
    return id
  })
  const [none, members, followed] = [await make('none'), await make('list'), await make('followed')]
  await settle()
  const stranger = await someone()
  const [theirs, toMember, toOutsider, toOwner] = [await posts(house, stranger, 'x'), await posts(house, member, 'm'), await posts(house, outsider, 'o'), await posts(house, owner, 'w')]
  const toStranger = await posts(house, author, 're', { inReplyToId: theirs })
  const plain = await posts(house, author, 'plain')
  const replies = {
    member: await posts(house, author, 're', { inReplyToId: toMember }),
    outsider: await posts(house, author, 're', { inReplyToId: toOutsider }),
    owner: await posts(house, author, 're', { inReplyToId: toOwner }),
  }
  const read = async (id: number) => (await listIds(house.db, id, owner, page)).filter((one) => one !== toMember)
  assert.deepEqual(await read(none), [replies.owner, plain])
  assert.deepEqual(await read(members), [replies.owner, replies.member, plain])
  assert.deepEqual(await read(followed), [replies.owner, replies.outsider, replies.member, plain])
  assert.ok(!(await read(followed)).includes(toStranger))
  assert.ok(streamsOf('update', plain).includes(`list:${none}`))
  const apart = await make('list', true, [outsider])
  const exclusive = await posts(house, outsider, 'only there')
  assert.deepEqual((await listIds(house.db, apart, owner, page))[0], exclusive)
  assert.ok(!(await home(owner)).includes(exclusive))
})

test('a list shows nothing of a member whose request is not answered yet', async () => {
  const [owner, locked] = [await someone(), await someone()]
  await house.write((tx) => tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', locked).execute())
  const { follow } = await import('#domain/relationships/follow.ts')
  await house.write((tx) => follow(tx, owner, locked))
  const list = await house.write(async (tx) => {
    const id = await createList(tx, owner, { title: 'waiting' })
    await addToList(tx, owner, id, [locked])
    return id
  })
  await posts(house, locked, 'not yet')
  assert.deepEqual(await listIds(house.db, list, owner, page), [])
})

test('a followed hashtag brings public posts of anybody, replies too, but not of those who are hidden', async () => {
  const [fan, stranger, unwanted] = [await someone(), await someone(), await someone()]
  const tag = await makeTag('horns')
  await house.write(async (tx) => {
    await followTag(tx, fan, tag)
    await block(tx, fan, unwanted)
  })
  const far = await remotePerson(house, 'horn', 'tags.example')
  const start = await posts(house, await someone(), 'anyone?')
  const tagged: Words = { tags: ['Horns'] }
  const seen = [
    await posts(house, far, '#horns', { ...tagged, uri: 'https://tags.example/1' }),
    await posts(house, stranger, 're #horns', { ...tagged, inReplyToId: start }),
  ]
  await posts(house, stranger, 'quiet #horns', { ...tagged, visibility: 'unlisted' })
  await posts(house, unwanted, '#horns', tagged)
  assert.deepEqual(await home(fan), seen.toReversed())
  assert.deepEqual(streamsOf('update', seen[0] ?? 0), ['hashtag:horns', 'public', 'public:remote', `user:${fan}`])
  assert.deepEqual(streamsOf('update', seen[1] ?? 0), ['hashtag:horns', 'hashtag:local:horns', `user:${fan}`, `user:${stranger}`].sort())
  await house.write((tx) => unfollowTag(tx, fan, tag))
  assert.deepEqual(await home(fan), [])
})

test('posts of the silenced reach their followers but no public stream; old posts that are fetched are no news', async () => {
  const { author, reader } = await pair()
  await house.write((tx) => tx.db.updateTable('accounts').set({ silenced_at: 1 }).where('id', '=', author).execute())
  const id = await posts(house, author, 'softly', { tags: ['soft'] })
  assert.deepEqual(await home(reader), [id])
  assert.deepEqual(streamsOf('update', id), [`user:${author}`, `user:${reader}`].sort())
  const far = await remotePerson(house, 'old', 'old.example')
  await follows(house, reader, far)
  await posts(house, far, 'long ago', { uri: 'https://old.example/1', createdAt: Date.now() - 7 * 3_600_000 })
  assert.deepEqual(await home(reader), [id])
})

test('an edit is told where the post is; a deletion takes it away everywhere', async () => {
  const { author, reader } = await pair()
  const stranger = await someone()
  const list = await house.write(async (tx) => {
    const id = await createList(tx, reader, { title: 'l' })
    await addToList(tx, reader, id, [author])
    return id
  })
  const id = await posts(house, author, 'first', { tags: ['edit'] })
  const boost = await boosts(house, stranger, id)
  await house.write((tx) => fanOutEdit(tx, { statusId: id, accountId: author }))
  const everywhere = ['hashtag:edit', 'hashtag:local:edit', `list:${list}`, 'public', 'public:local', `user:${author}`, `user:${reader}`].sort()
  assert.deepEqual(streamsOf('status.update', id), everywhere)
  await house.write((tx) => unreblog(tx, stranger, id))
  await settle()
  assert.deepEqual([await home(stranger), streamsOf('delete', boost)], [[], [`user:${stranger}`]])
  await house.write((tx) => deleteStatus(tx, id))
  await settle()
  assert.deepEqual(streamsOf('delete', id), everywhere)
  assert.equal((await house.db.selectFrom('feed_entries').select('feed_id').where('status_id', '=', id).execute()).length, 0)
})

test('no feed is kept for who has none, and reading makes one', async () => {
  const { author, reader } = await pair()
  await house.write((tx) => tx.db.deleteFrom('feeds').where('id', '=', reader).execute())
  const id = await posts(house, author, 'unseen')
  assert.deepEqual(await home(reader), [])
  await house.write((tx) => visitFeeds(tx, reader))
  await settle()
  assert.deepEqual(await home(reader), [id])
})
