// The public, hashtag and profile timelines as different people see them, and how many statements a page takes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { block } from '#domain/relationships/block.ts'
import { blockHost } from '#domain/relationships/block-host.ts'
import { mute } from '#domain/relationships/mute.ts'
import { findTag, findTags } from '#domain/tags/tags.ts'
import { countingReader } from '#test/support/count-statements.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { accountStatusIds } from './account.ts'
import { homeIds } from './home.ts'
import { publicIds, tagIds } from './public.ts'

let house: TestHouse
let people = 0

before(async () => { house = await openTestHouse() })
after(() => house.remove())

const page = { limit: 40 }
const someone = async (): Promise<number> => (await house.member(`reader${++people}`)).accountId
const change = (table: 'accounts' | 'statuses', id: number, set: Record<string, unknown>) => house.write((tx) => tx.db.updateTable(table).set(set).where('id', '=', id).execute())

test('the public timelines: no boosts, replies to others, silenced or suspended; local, remote, media, languages', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const far = await remotePerson(house, 'far', 'public.example')
  const hello = await posts(house, anna, 'hello', { language: 'en' })
  const remote = await posts(house, far, 'bonjour', { uri: 'https://public.example/1', language: 'fr' })
  const thread = await posts(house, anna, 'goes on', { inReplyToId: hello })
  await posts(house, ben, 'hi anna', { inReplyToId: hello })
  await posts(house, anna, 'quiet', { visibility: 'unlisted' })
  await boosts(house, ben, hello)
  await change('statuses', thread, { media_ids: '[1]' })
  const read = (options = {}) => publicIds(house.db, null, options, page)
  assert.deepEqual(await read(), [thread, remote, hello])
  assert.deepEqual(await read({ local: true }), [thread, hello])
  assert.deepEqual(await read({ remote: true }), [remote])
  assert.deepEqual(await read({ onlyMedia: true }), [thread])
  assert.deepEqual(await read({ languages: ['fr', 'de', 'pt'] }), [remote])
  assert.deepEqual(await read({ languages: [] }), [thread, remote, hello])
  await change('accounts', far, { silenced_at: 1 })
  assert.deepEqual(await read(), [thread, hello])
  await change('accounts', far, { silenced_at: null, suspended_at: 1 })
  assert.deepEqual(await read(), [thread, hello])
  await change('accounts', far, { suspended_at: null })

  const viewer = await someone()
  const seen = () => publicIds(house.db, viewer, {}, page)
  await house.write((tx) => mute(tx, viewer, anna, { durationMs: 50 }))
  assert.deepEqual(await publicIds(house.db, viewer, {}, page, Date.now() - 1000), [remote])
  assert.deepEqual(await publicIds(house.db, viewer, {}, page, Date.now() + 1000), [thread, remote, hello])
  await house.write((tx) => blockHost(tx, viewer, 'public.example'))
  await house.write((tx) => block(tx, anna, viewer))
  assert.deepEqual(await seen(), [])
})

test('pages of the public timeline in both directions', async () => {
  const anna = await someone()
  const ids: number[] = []
  for (let n = 0; n < 5; n++) ids.unshift(await posts(house, anna, `p${n}`))
  const at = (p: { maxId?: number; sinceId?: number; minId?: number }) => publicIds(house.db, null, { local: true }, { limit: 2, ...p })
  assert.deepEqual(await at({}), ids.slice(0, 2))
  assert.deepEqual(await at({ maxId: ids[1] ?? 0 }), ids.slice(2, 4))
  assert.deepEqual(await at({ minId: ids[3] ?? 0 }), ids.slice(1, 3))
})

test('a hashtag: any, all and none of others, replies, sides, and whom the viewer hides', async () => {
  const [anna, ben] = [await someone(), await someone()]
  const far = await remotePerson(house, 'tagger', 'hashtag.example')
  const only = await posts(house, anna, '#Café', { tags: ['Café'] })
  const both = await posts(house, ben, '#cafe #tea', { tags: ['cafe', 'tea'], inReplyToId: only })
  const tea = await posts(house, ben, '#tea', { tags: ['tea'] })
  const remote = await posts(house, far, '#cafe #milk', { tags: ['cafe', 'milk'], uri: 'https://hashtag.example/1' })
  await posts(house, anna, '#cafe', { tags: ['cafe'], visibility: 'unlisted' })
  const id = async (name: string) => await findTag(house.db, name) ?? 0
  const cafe = await id('CAFÉ')
  const read = (options = {}, viewer: number | null = null) => tagIds(house.db, viewer, cafe, options, page)
  assert.deepEqual(await read(), [remote, both, only])
  assert.deepEqual(await read({ any: [await id('tea')] }), [remote, tea, both, only])
  assert.deepEqual(await read({ all: [await id('tea')] }), [both])
  assert.deepEqual(await read({ none: [await id('tea'), await id('milk')] }), [only])
  assert.deepEqual(await read({ any: [await id('tea')], none: [await id('milk')] }), [tea, both, only])
  assert.deepEqual([await read({ local: true }), await read({ remote: true }), await read({ onlyMedia: true })], [[both, only], [remote], []])
  assert.deepEqual(await tagIds(house.db, null, cafe, { any: [await id('tea')] }, { limit: 2, minId: only }), [tea, both])
  const viewer = await someone()
  await house.write((tx) => block(tx, viewer, ben))
  assert.deepEqual(await read({ any: [await id('tea')] }, viewer), [remote, only])
  assert.deepEqual(await findTags(house.db, ['tea', 'Tea', 'nobody-ever', 'milk']), { ids: [await id('tea'), await id('milk')], unknown: 2 })
})

test('a profile shows each visitor what is theirs to see', async () => {
  const [author, follower, named, stranger, hidden] = [await someone(), await someone(), await someone(), await someone(), await someone()]
  await follows(house, follower, author)
  const open = await posts(house, author, 'open', { tags: ['mine'] })
  const quiet = await posts(house, author, 'quiet', { visibility: 'unlisted' })
  const inner = await posts(house, author, 'inner', { visibility: 'private' })
  const secret = await posts(house, author, 'secret', { visibility: 'direct', mentions: [named] })
  const answer = await posts(house, author, 're', { inReplyToId: await posts(house, stranger, 'q') })
  const thread = await posts(house, author, 'more', { inReplyToId: open })
  const boost = await boosts(house, author, await posts(house, hidden, 'h'))
  const read = (viewer: number | null, options = {}) => accountStatusIds(house.db, viewer, author, options, page)
  assert.deepEqual(await read(author), [boost, thread, answer, secret, inner, quiet, open])
  assert.deepEqual(await read(follower), [boost, thread, answer, inner, quiet, open])
  assert.deepEqual(await read(named), [boost, thread, answer, secret, quiet, open])
  assert.deepEqual(await read(stranger), [boost, thread, answer, quiet, open])
  assert.deepEqual(await read(null), [boost, thread, answer, quiet, open])
  assert.deepEqual(await read(null, { excludeReplies: true }), [boost, thread, quiet, open])
  assert.deepEqual(await read(null, { excludeReblogs: true }), [thread, answer, quiet, open])
  assert.deepEqual(await read(null, { tagId: await findTag(house.db, 'mine') }), [open])
  assert.deepEqual(await read(null, { onlyMedia: true }), [])
  await house.write((tx) => tx.db.insertInto('pins').values({ id: tx.id(), account_id: author, status_id: quiet, created_at: 1 }).execute())
  assert.deepEqual(await read(null, { pinned: true }), [quiet])
  await house.write((tx) => mute(tx, stranger, hidden))
  assert.deepEqual(await read(stranger), [thread, answer, quiet, open])
  await house.write((tx) => block(tx, author, stranger))
  assert.deepEqual(await read(stranger), [])
  await change('accounts', author, { suspended_at: 1 })
  assert.deepEqual(await read(null), [])
})

test('a page is one statement, however much there is', async () => {
  const anna = await someone()
  for (let n = 0; n < 30; n++) await posts(house, anna, `p${n}`, { tags: ['count'] })
  const tag = await findTag(house.db, 'count') ?? 0
  for (const limit of [1, 30]) {
    const { db, count } = countingReader(house)
    const counts: number[] = []
    for (const read of [
      () => homeIds(db, anna, { limit }), () => publicIds(db, anna, {}, { limit }), () => tagIds(db, anna, tag, { any: [tag] }, { limit }),
      () => accountStatusIds(db, anna, anna, {}, { limit }),
    ]) {
      const earlier = count()
      assert.equal((await read()).length, limit)
      counts.push(count() - earlier)
    }
    assert.deepEqual(counts, [1, 1, 1, 1])
  }
})

test('a choice that few posts of a hashtag meet is found beyond the first window', async () => {
  const anna = await someone()
  const [rare, old] = [await posts(house, anna, 'rare', { tags: ['crowd', 'rare'] }), await posts(house, anna, 'old', { tags: ['crowd', 'rare'] })]
  const [crowd, rareTag] = [await findTag(house.db, 'crowd') ?? 0, await findTag(house.db, 'rare') ?? 0]
  await house.write(async (tx) => {
    const numbers = Array.from({ length: 3500 }, (_, n) => old + 1 + n)
    while (numbers.length > 0) await tx.db.insertInto('status_tags').values(numbers.splice(0, 500).map((status_id) => ({ tag_id: crowd, status_id }))).execute()
  })
  const beyond = old + 3501
  assert.deepEqual(await tagIds(house.db, null, crowd, { all: [rareTag] }, page), [old, rare])
  assert.deepEqual(await tagIds(house.db, null, crowd, { all: [rareTag] }, { limit: 1, maxId: beyond }), [old])
  assert.deepEqual(await tagIds(house.db, null, crowd, { any: [rareTag], local: true }, page), [old, rare])
  assert.deepEqual(await tagIds(house.db, null, crowd, { none: [rareTag] }, page), [])
  assert.deepEqual(await tagIds(house.db, null, crowd, { all: [rareTag] }, { limit: 5, minId: rare }), [old])
})
