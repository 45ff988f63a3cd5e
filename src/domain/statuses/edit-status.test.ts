// An edited status keeps all its versions, and changes only when something is different.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { draftOf, posts, remotePerson } from '#test/seeds/village.ts'
import { listening, type Told } from '#test/support/told-events.ts'
import { vote } from '../polls/vote.ts'
import { composeEdit, type EditInput } from './compose-edit.ts'
import { editStatus } from './edit-status.ts'
import { versionsOf } from './edits.ts'
import { statusRow } from './find-status.ts'
import { postStatus } from './post-status.ts'

let house: TestHouse
let told: Told
let alice: number
let bob: number
let carol: number

before(async () => {
  const ears = listening()
  told = ears.told
  house = await openTestHouse({ reactions: ears.reactions })
  alice = (await house.member('alice')).accountId
  bob = (await house.member('bob')).accountId
  carol = await remotePerson(house, 'carol')
})
after(() => house.remove())

const row = async (id: number) => {
  const found = await statusRow(house.db, id)
  assert.ok(found)
  return found
}
const edit = async (id: number, patch: Partial<EditInput>) => {
  const status = await row(id)
  const input = { text: status.text ?? '', spoilerText: status.spoiler_text, sensitive: status.sensitive === 1, language: null, mediaIds: JSON.parse(status.media_ids) as number[], mediaDetails: [], poll: null, ...patch }
  return house.write(async (tx) => editStatus(tx, id, await composeEdit(tx, status, input)))
}
const upload = (accountId: number, description: string) => house.write(async (tx) => {
  const id = tx.id()
  await tx.db.insertInto('media_attachments').values({ id, account_id: accountId, type: 'image', state: 'ready', description, created_at: tx.now }).execute()
  return id
})

test('every version stays, the first with its own date', async () => {
  const id = await posts(house, alice, 'Frist')
  const first = await row(id)
  told.length = 0
  assert.equal(await edit(id, { text: 'First' }), true)
  assert.equal(await edit(id, { text: 'First!', spoilerText: 'cw' }), true)
  assert.deepEqual(told.map(([name]) => name), ['status.edited', 'status.edited'])
  const versions = await versionsOf(house.db, await row(id))
  assert.deepEqual(versions.map((one) => [one.text, one.spoiler_text, one.sensitive]), [['Frist', '', 0], ['First', '', 0], ['First!', 'cw', 1]])
  assert.equal(versions[0]?.created_at, first.created_at)
  assert.equal((await row(id)).edited_at, versions[2]?.created_at)
})

test('an edit without a difference is none', async () => {
  const id = await posts(house, alice, 'Same')
  await edit(id, { text: 'Same' })
  told.length = 0
  assert.equal(await edit(id, { text: 'Same' }), false)
  assert.deepEqual(told, [])
  assert.equal((await versionsOf(house.db, await row(id))).length, (await row(id)).edited_at === null ? 1 : 2)
})

test('who is no longer named keeps access, who is new is named; tags follow', async () => {
  const { statusId: id } = await house.write((tx) => postStatus(tx, draftOf(alice, 'Hi', { mentions: [bob], tags: ['old'] })))
  await edit(id, { text: 'Hi @carol@peer.example #new' })
  const mentions = await house.db.selectFrom('mentions').select(['account_id', 'silent']).where('status_id', '=', id).execute()
  assert.deepEqual(new Map(mentions.map((one) => [one.account_id, one.silent])), new Map([[bob, 1], [carol, 0]]))
  const tags = await house.db.selectFrom('status_tags').innerJoin('tags', 'tags.id', 'tag_id').select('name').where('status_id', '=', id).execute()
  assert.deepEqual(tags.map((tag) => tag.name), ['new'])
})

test('media change, are described anew, and stay for the history', async () => {
  const [one, two] = [await upload(alice, 'one'), await upload(alice, 'two')]
  const { statusId: id } = await house.write((tx) => postStatus(tx, { ...draftOf(alice, 'Pics'), mediaIds: [one] }))
  assert.equal(await edit(id, { mediaIds: [two, one], mediaDetails: [{ id: one, description: 'uno' }] }), true)
  assert.equal(await edit(id, { mediaIds: [two] }), true)
  const versions = await versionsOf(house.db, await row(id))
  assert.deepEqual(versions.map((version) => JSON.parse(version.media) as unknown), [
    [{ id: one, description: 'one' }], [{ id: two, description: 'two' }, { id: one, description: 'uno' }], [{ id: two, description: 'two' }],
  ])
  assert.equal(await edit(id, { mediaIds: [two, one] }), true, 'what was shown before may come back')
  await assert.rejects(edit(id, { mediaIds: [await upload(bob, 'his')] }), /not found or already attached/)
})

test('other options take the votes back, another end does not', async () => {
  const poll = { options: ['a', 'b'], multiple: false, hideTotals: false, expiresAt: Date.now() + 600_000 }
  const { statusId: id } = await house.write((tx) => postStatus(tx, { ...draftOf(alice, 'Vote'), poll }))
  const pollId = (await row(id)).poll_id ?? 0
  await house.write((tx) => vote(tx, bob, pollId, [1]))
  const pollRow = () => house.db.selectFrom('polls').selectAll().where('id', '=', pollId).executeTakeFirstOrThrow()
  const input = { options: ['a', 'b'], expiresIn: 7200, multiple: false, hideTotals: false }
  await edit(id, { poll: input })
  assert.deepEqual([(await pollRow()).counts, (await pollRow()).voters_count], ['[0,1]', 1])
  await edit(id, { poll: { ...input, options: ['a', 'c'] } })
  assert.deepEqual([(await pollRow()).counts, (await pollRow()).votes_count, (await pollRow()).voters_count], ['[0,0]', 0, 0])
  await house.write((tx) => vote(tx, bob, pollId, [0]))
  await edit(id, { poll: null })
  assert.equal((await row(id)).poll_id, null)
  assert.deepEqual((await versionsOf(house.db, await row(id))).map((version) => version.poll_options), ['["a","b"]', '["a","b"]', '["a","c"]', null])
})

test('a remote edit is taken once, and never an older one', async () => {
  const id = await posts(house, carol, 'One', { uri: 'https://peer.example/p/1', createdAt: Date.now() - 60_000 })
  const change = (content: string, editedAt: number) => house.write((tx) => editStatus(tx, id, { content, editedAt }))
  const at = Date.now() - 30_000
  assert.equal(await change('<p>Two</p>', at), true)
  assert.equal(await change('<p>Two</p>', at), false)
  assert.equal(await change('<p>Late</p>', at - 10_000), false)
  assert.equal((await row(id)).content, '<p>Two</p>')
  assert.equal((await row(id)).edited_at, at)
})

test('a remote edit keeps the row of a file that stays', async () => {
  const media = (name: string, description: string) => ({
    type: 'image' as const, contentType: null, remoteUrl: `https://peer.example/${name}`, description, blurhash: null, focus: null, width: null, height: null,
  })
  const { statusId: id } = await house.write((tx) => postStatus(tx, { ...draftOf(carol, 'Pic', { uri: 'https://peer.example/p/2', createdAt: Date.now() - 60_000 }), remoteMedia: [media('a', 'A')] }))
  const [first] = JSON.parse((await row(id)).media_ids) as number[]
  await house.write((tx) => editStatus(tx, id, { remoteMedia: [media('b', 'B'), media('a', 'AA')], editedAt: Date.now() - 20_000 }))
  const ids = JSON.parse((await row(id)).media_ids) as number[]
  assert.equal(ids.length, 2)
  assert.equal(ids[1], first)
  assert.equal((await house.db.selectFrom('media_attachments').select('description').where('id', '=', first ?? 0).executeTakeFirst())?.description, 'AA')
})

test('a boost and a missing status cannot be edited', async () => {
  await assert.rejects(house.write((tx) => editStatus(tx, 12, { content: 'x' })), (error: { code?: string }) => error.code === 'record.missing')
})
