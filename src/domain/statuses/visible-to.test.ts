// Who sees what: every visibility, looked at by everybody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { block } from '#domain/relationships/block.ts'
import { blockHost } from '#domain/relationships/block-host.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { listening } from '#test/support/told-events.ts'
import { VISIBILITIES } from './draft.ts'
import { visibleStatus, visibleTo } from './visible-to.ts'

let house: TestHouse
const people: Record<string, number> = {}
const ids: Record<string, number> = {}

before(async () => {
  house = await openTestHouse({ reactions: listening().reactions })
  for (const name of ['author', 'follower', 'mentioned', 'stranger', 'blocked', 'gone']) people[name] = (await house.member(name)).accountId
  people['remoteFollower'] = await remotePerson(house, 'remote', 'good.example')
  people['remoteBlocked'] = await remotePerson(house, 'remote', 'bad.example')
  await follows(house, who('follower'), who('author'))
  await follows(house, who('remoteFollower'), who('author'))
  await house.write((tx) => block(tx, who('author'), who('blocked')))
  await house.write((tx) => blockHost(tx, who('author'), 'bad.example'))
  for (const visibility of VISIBILITIES) {
    ids[visibility] = await posts(house, who('author'), visibility, { visibility, mentions: [who('mentioned'), who('blocked')] })
  }
  ids['boost'] = await boosts(house, who('follower'), ids['public'] ?? 0)
})
after(() => house.remove())

const who = (name: string) => people[name] ?? 0
const seenBy = async (viewer: number | null) => {
  const names = Object.keys(ids)
  const seen = await visibleTo(house.db, viewer, names.map((name) => ids[name] ?? 0))
  return names.filter((name) => seen.includes(ids[name] ?? 0))
}

test('the author sees everything', async () => {
  assert.deepEqual(await seenBy(who('author')), ['public', 'unlisted', 'private', 'direct', 'boost'])
})
test('a follower sees what is for followers, here and elsewhere', async () => {
  assert.deepEqual(await seenBy(who('follower')), ['public', 'unlisted', 'private', 'boost'])
  assert.deepEqual(await seenBy(who('remoteFollower')), ['public', 'unlisted', 'private', 'boost'])
})
test('who is mentioned sees it', async () => {
  assert.deepEqual(await seenBy(who('mentioned')), ['public', 'unlisted', 'private', 'direct', 'boost'])
})
test('a stranger and the public see what is public and unlisted', async () => {
  assert.deepEqual(await seenBy(who('stranger')), ['public', 'unlisted', 'boost'])
  assert.deepEqual(await seenBy(null), ['public', 'unlisted', 'boost'])
})
test('whom the author blocks sees nothing of theirs, not even through a boost; nor do people of a blocked host', async () => {
  assert.deepEqual(await seenBy(who('blocked')), [])
  assert.deepEqual(await seenBy(who('remoteBlocked')), [])
})
test('blocking the author does not hide what one asks for', async () => {
  await house.write((tx) => block(tx, who('stranger'), who('author')))
  assert.deepEqual(await seenBy(who('stranger')), ['public', 'unlisted', 'boost'])
})
test('nothing of a suspended author is seen, also not by who boosted it', async () => {
  const id = await posts(house, who('gone'), 'Bye')
  const boost = await boosts(house, who('follower'), id)
  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', who('gone')).execute())
  assert.deepEqual(await visibleTo(house.db, who('follower'), [id, boost]), [])
  assert.deepEqual(await visibleTo(house.db, who('gone'), [id]), [])
})
test('order is kept and unknown ids are left out', async () => {
  const [a, b] = [ids['public'] ?? 0, ids['unlisted'] ?? 0]
  assert.deepEqual(await visibleTo(house.db, null, [b, 12, a]), [b, a])
  assert.deepEqual(await visibleTo(house.db, null, []), [])
})
test('what is not for the viewer refuses like what is not there', async () => {
  for (const id of [ids['direct'] ?? 0, 12]) {
    await assert.rejects(visibleStatus(house.db, who('stranger'), id), (error: { code?: string }) => error.code === 'record.missing')
  }
})
