// Profiles that change, what is shown on them, and people who leave.
import assert from 'node:assert/strict'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { activity, follows, type Activity } from '../activity.ts'
import { accountOf, act, AS2, home, meet, picture, post, relationship, visit, writings } from '../person.ts'

export const profiles: Activity[] = [
  activity('Update Person', async (scene) => {
    const { ann, ben, there, settle } = scene
    const id = await follows(scene, ben, ann)
    const before = await accountOf(ben, id)
    const form = new FormData()
    for (const [name, value] of Object.entries({
      display_name: 'Ann, renamed', note: 'A new life', locked: 'true', bot: 'true', 'fields_attributes[0][name]': 'Now', 'fields_attributes[0][value]': 'here',
    })) form.append(name, value)
    form.append('avatar', new Blob([new Uint8Array(await picture('#0a0', 400, 400))], { type: 'image/png' }), 'new.png')
    await ann.ask('PATCH', '/v1/accounts/update_credentials', { multipart: form })
    await settle()
    const after = await accountOf(ben, id)
    assert.deepEqual([after.display_name, after.locked, after.bot], ['Ann, renamed', true, true])
    assert.match(after.note, /A new life/)
    assert.deepEqual(after.fields.map((field) => field.name), ['Now'])
    assert.notEqual(after.avatar, before.avatar)
    assert.ok(after.avatar.startsWith(there.server.url))
    assert.equal((await visit(after.avatar)).status, 200)
  }),

  activity('Add: a pin', async (scene) => {
    const { ann, ben, settle } = scene
    const id = await follows(scene, ben, ann)
    const sent = await post(ann, 'To be pinned')
    await settle()
    await act(ann, 'pin', sent.id)
    await settle()
    assert.deepEqual((await writings(ben, id, { pinned: true })).map((one) => one.uri), [sent.uri])
  }),

  activity('Remove: a pin', async (scene) => {
    const { ann, ben, settle } = scene
    const id = await follows(scene, ben, ann)
    const sent = await post(ann, 'Pinned for a while')
    await act(ann, 'pin', sent.id)
    await settle()
    assert.equal((await writings(ben, id, { pinned: true })).length, 1)
    await act(ann, 'unpin', sent.id)
    await settle()
    assert.deepEqual(await writings(ben, id, { pinned: true }), [])
    assert.equal((await writings(ben, id)).length, 1)
  }),

  activity('Add and Remove: a featured hashtag', async (scene) => {
    const { ann, ben, settle } = scene
    const id = await follows(scene, ben, ann)
    const shown = async () => (await ben.ask<{ name: string; url: string }[]>('GET', `/v1/accounts/${id}/featured_tags`)).map((tag) => tag.name.toLowerCase())
    const tag = await ann.ask<{ id: string }>('POST', '/v1/featured_tags', { json: { name: 'Lighthouses' } })
    await settle()
    assert.deepEqual(await shown(), ['lighthouses'])
    await ann.ask('DELETE', `/v1/featured_tags/${tag.id}`)
    await settle()
    assert.deepEqual(await shown(), [])
  }),

  activity('Delete Person', async (scene) => {
    const { ann, ben, here, settle } = scene
    const id = await follows(scene, ben, ann)
    await follows(scene, ann, ben)
    const sent = await post(ann, 'My last words')
    await settle()
    assert.ok((await home(ben)).some((one) => one.uri === sent.uri))
    const { uri } = await accountOf(ben, id)
    // There is no page yet on which a member leaves.
    await here.server.house.write((tx) => deleteAccount(tx, ann.member.accountId))
    await settle()
    assert.ok(!(await home(ben)).some((one) => one.uri === sent.uri))
    assert.equal((await ben.call('GET', `/v1/accounts/${id}`)).status, 404)
    assert.equal((await visit(uri, AS2)).status, 410)
    const own = await ben.ask<{ followers_count: number; following_count: number }>('GET', '/v1/accounts/verify_credentials')
    assert.deepEqual([own.followers_count, own.following_count], [0, 0])
    const { accounts } = await ben.ask<{ accounts: unknown[] }>('GET', '/v2/search', { query: { q: ann.handle, resolve: true } })
    assert.deepEqual(accounts, [])
  }),

  activity('Block before anything else, then peace', async (scene) => {
    const { ann, ben, settle } = scene
    const { id } = await meet(ann, ben.handle)
    for (const verb of ['block', 'unblock', 'follow']) await ann.ask('POST', `/v1/accounts/${id}/${verb}`)
    await settle()
    assert.equal((await relationship(ann, id)).following, true)
  }),
]
