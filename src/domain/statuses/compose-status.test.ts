// What a member typed becomes a draft, or is refused in Mastodon's words.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { block } from '#domain/relationships/block.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { posts, remotePerson } from '#test/seeds/village.ts'
import { listening } from '#test/support/told-events.ts'
import { composeStatus, type StatusInput } from './compose-status.ts'
import { unknownHandles } from './find-mentioned.ts'

let house: TestHouse
let alice: number
let bob: number
let carol: number

before(async () => {
  house = await openTestHouse({ reactions: listening().reactions })
  alice = (await house.member('alice')).accountId
  bob = (await house.member('bob')).accountId
  carol = await remotePerson(house, 'carol')
})
after(() => house.remove())

const input = (patch: Partial<StatusInput>): StatusInput => ({
  accountId: alice, text: '', spoilerText: '', sensitive: null, visibility: null, language: null, inReplyToId: null, mediaIds: [], poll: null,
  appId: null, defaults: { visibility: 'public', sensitive: false, language: null, quotePolicy: 'public' }, ...patch,
})
const compose = (patch: Partial<StatusInput>) => composeStatus({ db: house.db, config: house.config, now: Date.now() }, input(patch))
const refuses = (patch: Partial<StatusInput>, message: string, status = 422) =>
  assert.rejects(compose(patch), (error: { message: string; status?: number }) => error.message === message && error.status === status)
const poll = (patch = {}) => ({ options: ['a', 'b'], expiresIn: 3600, multiple: false, hideTotals: false, ...patch })

test('known people are linked and mentioned once, strangers stay text, our own domain may be written', async () => {
  const draft = await compose({ text: '@bob @Bob@covey.test @carol@peer.example @nobody @x@unknown.example' })
  assert.deepEqual(draft.mentions.map((one) => one.accountId).sort(), [bob, carol].sort())
  assert.match(draft.content, /<a href="https:\/\/covey\.test\/@bob" class="u-url mention">/)
  assert.match(draft.content, /https:\/\/peer\.example\/@carol/)
  assert.match(draft.content, / @nobody @x@unknown\.example/)
  const at = { db: house.db, config: house.config }
  assert.deepEqual(await unknownHandles(at, '@nobody @x@unknown.example @carol@peer.example', 10), ['x@unknown.example'])
})

test('who blocks the author is not mentioned', async () => {
  const dave = (await house.member('dave')).accountId
  await house.write((tx) => block(tx, dave, alice))
  const draft = await compose({ text: '@dave hi' })
  assert.deepEqual(draft.mentions, [])
  assert.equal(draft.content, '<p>@dave hi</p>')
})

test('tags are folded once and keep their spelling', async () => {
  const draft = await compose({ text: '#Café #cafe #日本' })
  assert.deepEqual(draft.tags, [{ name: 'cafe', display: 'Café' }, { name: '日本', display: '日本' }])
})

test('blank is refused, a warning alone becomes the text', async () => {
  await refuses({ text: ' \n' }, 'Validation failed: Text can\'t be blank')
  const draft = await compose({ spoilerText: 'Beware' })
  assert.deepEqual([draft.text, draft.spoilerText, draft.sensitive], ['Beware', '', true])
})

test('500 characters with the warning, links counting 23', async () => {
  await compose({ text: 'x'.repeat(500) })
  await refuses({ text: 'x'.repeat(501) }, 'Validation failed: Text character limit of 500 exceeded')
  await refuses({ text: 'x'.repeat(495), spoilerText: 'warning' }, 'Validation failed: Text character limit of 500 exceeded')
  await compose({ text: `${'x'.repeat(476)} https://example.com/${'y'.repeat(300)}` })
  await refuses({ text: 'x'.repeat(100_000) }, 'Validation failed: Text character limit of 500 exceeded')
})

test('defaults fill what is not said; a warning makes it sensitive; the silenced are unlisted', async () => {
  const defaults = { visibility: 'unlisted' as const, sensitive: true, language: 'de', quotePolicy: 'public' as const }
  const draft = await compose({ text: 'Hallo', defaults })
  assert.deepEqual([draft.visibility, draft.sensitive, draft.language], ['unlisted', true, 'de'])
  const said = await compose({ text: 'Salut', defaults, visibility: 'private', sensitive: false, language: 'fr' })
  assert.deepEqual([said.visibility, said.sensitive, said.language], ['private', false, 'fr'])
  assert.equal((await compose({ text: 'x', language: 'klingon-nonsense' })).language, 'en')
  const eve = (await house.member('eve')).accountId
  await house.write((tx) => tx.db.updateTable('accounts').set({ silenced_at: tx.now }).where('id', '=', eve).execute())
  assert.equal((await compose({ accountId: eve, text: 'x' })).visibility, 'unlisted')
})

test('one answers only what one may see', async () => {
  const secret = await posts(house, bob, 'secret', { visibility: 'private' })
  await refuses({ text: 'x', inReplyToId: secret }, 'The post you are trying to reply to does not appear to exist.', 404)
  await refuses({ text: 'x', inReplyToId: 1 }, 'The post you are trying to reply to does not appear to exist.', 404)
})

test('polls: two to four options of at most 50 characters, five minutes to a month', async () => {
  const draft = await compose({ text: 'x', poll: poll({ options: [' a ', '', 'b'] }) })
  assert.deepEqual(draft.poll?.options, ['a', 'b'])
  const wrong: [object, string][] = [
    [{ options: ['a'] }, 'options must have more than one item'], [{ options: [...'abcde'] }, 'options can\'t contain more than 4 items'],
    [{ options: ['a', 'b'.repeat(51)] }, 'options cannot be longer than 50 characters each'], [{ options: ['a', 'a'] }, 'options contain duplicate items'],
    [{ expiresIn: 299 }, 'duration is too soon'], [{ expiresIn: 32 * 86_400 }, 'duration is too far into the future'],
    [{ expiresIn: null }, 'duration can\'t be blank'],
  ]
  for (const [patch, words] of wrong) await refuses({ text: 'x', poll: poll(patch) }, `Validation failed: Poll ${words}`)
  await refuses({ text: '', poll: poll() }, 'Validation failed: Text can\'t be blank')
})

test('uploads: own, free, at most four, none beside a poll', async () => {
  const upload = (accountId: number, patch = {}) => house.write(async (tx) => {
    const id = tx.id()
    await tx.db.insertInto('media_attachments').values({ id, account_id: accountId, status_id: null, type: 'image', state: 'ready', created_at: tx.now, ...patch }).execute()
    return id
  })
  const own = await upload(alice)
  assert.deepEqual((await compose({ mediaIds: [own] })).mediaIds, [own])
  const others = await upload(bob)
  await refuses({ mediaIds: [own, others] }, `Media ${others} not found or already attached to another post`)
  await refuses({ mediaIds: [own, own, own, own, own] }, 'Cannot attach more than 4 files')
  await refuses({ text: 'x', mediaIds: [own], poll: poll() }, 'Cannot attach more than 4 files')
  await refuses({ mediaIds: [await upload(alice, { state: 'processing' })] }, 'Cannot attach files that have not finished processing. Try again in a moment!')
  await refuses({ mediaIds: [own, await upload(alice, { type: 'video' })] }, 'Cannot attach a video to a post that already contains images')
})
