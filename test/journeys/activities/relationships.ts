// Follows, answers to them, and their end.
import assert from 'node:assert/strict'
import { activity, follows, type Activity, type Scene } from '../activity.ts'
import { eventually } from '../eventually.ts'
import { accountOf, home, meet, notifications, post, relate, relationship, writings, type Account, type Person } from '../person.ts'

const lock = (person: Person) => person.ask('PATCH', '/v1/accounts/update_credentials', { json: { locked: true } })
const own = (person: Person) => person.ask<Account>('GET', '/v1/accounts/verify_credentials')
const waiting = (person: Person) => person.ask<Account[]>('GET', '/v1/follow_requests')

/** `asking` asks to follow `locked`; resolves once the request has arrived. */
async function asks({ settle }: Scene, asking: Person, locked: Person): Promise<{ locked: string; asking: string }> {
  await lock(locked)
  const { id } = await meet(asking, locked.handle)
  assert.equal((await relate(asking, 'follow', id)).requested, true)
  await settle()
  const request = await eventually('the request', async () => (await waiting(locked)).find((one) => one.acct === asking.handle))
  return { locked: id, asking: request.id }
}

export const relationships: Activity[] = [
  activity('Follow', async ({ ann, ben, settle }) => {
    const { id } = await meet(ann, ben.handle)
    await relate(ann, 'follow', id)
    await settle()
    assert.equal((await relationship(ann, id)).following, true)
    assert.equal((await relationship(ann, id)).requested, false)
    const [told] = await notifications(ben, 'follow')
    assert.equal(told?.account.acct, ann.handle)
    assert.equal((await relationship(ben, told.account.id)).followed_by, true)
    assert.equal((await own(ben)).followers_count, 1)
    assert.equal((await own(ann)).following_count, 1)
    assert.equal((await accountOf(ann, id)).followers_count, 1)
  }),

  activity('Follow of a locked account', async (scene) => {
    const { ann, ben } = scene
    const ids = await asks(scene, ann, ben)
    assert.equal((await relationship(ann, ids.locked)).following, false)
    assert.equal((await relationship(ben, ids.asking)).requested_by, true)
    const told = await notifications(ben)
    assert.deepEqual(told.map((one) => one.type), ['follow_request'])
    const hidden = await post(ben, 'For followers, not for who asks', { visibility: 'private' })
    await scene.settle()
    assert.ok(!(await home(ann)).some((one) => one.uri === hidden.uri))
  }),

  activity('Accept', async (scene) => {
    const { ann, ben, settle } = scene
    const ids = await asks(scene, ben, ann)
    await ann.ask('POST', `/v1/follow_requests/${ids.asking}/authorize`)
    await settle()
    const after = await relationship(ben, ids.locked)
    assert.deepEqual([after.following, after.requested], [true, false])
    assert.deepEqual(await waiting(ann), [])
    const written = await post(ann, 'Now you may read it', { visibility: 'private' })
    await settle()
    assert.ok((await home(ben)).some((one) => one.uri === written.uri))
  }),

  activity('Reject', async (scene) => {
    const { ann, ben, settle } = scene
    const ids = await asks(scene, ben, ann)
    await ann.ask('POST', `/v1/follow_requests/${ids.asking}/reject`)
    await settle()
    const after = await relationship(ben, ids.locked)
    assert.deepEqual([after.following, after.requested], [false, false])
    assert.equal((await own(ben)).following_count, 0)
  }),

  activity('Reject of a follower of long standing', async (scene) => {
    const { ann, ben, settle } = scene
    const id = await follows(scene, ben, ann)
    const benHere = (await meet(ann, ben.handle)).id
    await relate(ann, 'remove_from_followers', benHere)
    await settle()
    assert.equal((await relationship(ben, id)).following, false)
    assert.equal((await own(ann)).followers_count, 0)
    assert.equal((await own(ben)).following_count, 0)
  }),

  activity('Undo Follow', async (scene) => {
    const { ann, ben, settle } = scene
    const id = await follows(scene, ann, ben)
    await relate(ann, 'unfollow', id)
    await settle()
    assert.equal((await own(ben)).followers_count, 0)
    assert.equal((await relationship(ben, (await meet(ben, ann.handle)).id)).followed_by, false)
    const written = await post(ben, 'Nobody follows me')
    await settle()
    assert.ok(!(await home(ann)).some((one) => one.uri === written.uri))
  }),

  activity('Undo Follow of a request', async (scene) => {
    const { ann, ben, settle } = scene
    const ids = await asks(scene, ann, ben)
    await relate(ann, 'unfollow', ids.locked)
    await settle()
    assert.deepEqual(await waiting(ben), [])
    assert.deepEqual(await notifications(ben), [])
  }),

  activity('Block', async (scene) => {
    const { ann, ben, settle } = scene
    const annThere = await follows(scene, ben, ann)
    const benHere = await follows(scene, ann, ben)
    await post(ann, 'Said before')
    await settle()
    assert.equal((await relate(ann, 'block', benHere)).blocking, true)
    await settle()
    const seen = await relationship(ben, annThere)
    assert.deepEqual([seen.following, seen.followed_by, seen.blocked_by], [false, false, true])
    assert.deepEqual([(await own(ann)).followers_count, (await own(ben)).followers_count], [0, 0])
    assert.deepEqual(await writings(ben, annThere), [])
    assert.ok(!(await home(ben)).some((one) => one.account.acct === ann.handle))
  }),

  activity('what a blocked person does is not heard', async (scene) => {
    const { ann, ben, settle } = scene
    const annThere = (await meet(ben, ann.handle)).id
    const written = await post(ann, 'Not for everybody')
    const { id: benHere } = await meet(ann, ben.handle)
    const found = (await ben.ask<{ statuses: { id: string }[] }>('GET', '/v2/search', { query: { q: written.url, resolve: true } })).statuses[0]
    assert.ok(found)
    await relate(ann, 'block', benHere)
    await settle()
    assert.equal((await ben.call('POST', `/v1/accounts/${annThere}/follow`)).status, 403)
    assert.equal((await ben.call('POST', `/v1/statuses/${found.id}/favourite`)).status, 404)
    await post(ben, `@${ann.handle} do you hear me?`)
    await settle()
    assert.deepEqual(await notifications(ann), [])
    const later = await post(ann, `@${ben.handle} I do not`)
    await settle()
    assert.deepEqual(await notifications(ben), [])
    assert.equal((await ben.ask<{ statuses: unknown[] }>('GET', '/v2/search', { query: { q: later.url, resolve: true } })).statuses.length, 0)
  }),

  activity('Undo Block', async (scene) => {
    const { ann, ben, settle } = scene
    const { id: benHere } = await meet(ann, ben.handle)
    const { id: annThere } = await meet(ben, ann.handle)
    await relate(ann, 'block', benHere)
    await settle()
    assert.equal((await relationship(ben, annThere)).blocked_by, true)
    await relate(ann, 'unblock', benHere)
    await settle()
    assert.equal((await relationship(ben, annThere)).blocked_by, false)
    await relate(ben, 'follow', annThere)
    await settle()
    assert.equal((await relationship(ben, annThere)).following, true)
  }),
]
