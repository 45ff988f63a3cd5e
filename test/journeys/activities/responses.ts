// Favourites and boosts.
import assert from 'node:assert/strict'
import { activity, follows, type Activity, type Scene } from '../activity.ts'
import { act, findPost, home, notifications, post, statusOf, type Account, type Status } from '../person.ts'

/** ben's post as ann's server has it. */
async function foundHere({ ann, ben }: Scene, text: string, rest: object = {}): Promise<{ theirs: Status; here: Status }> {
  const theirs = await post(ben, text, rest)
  const here = await findPost(ann, theirs.url)
  assert.ok(here)
  return { theirs, here }
}

export const responses: Activity[] = [
  activity('Like', async (scene) => {
    const { ann, ben, settle } = scene
    const { theirs, here } = await foundHere(scene, 'Do you like it?')
    assert.equal((await act(ann, 'favourite', here.id)).favourites_count, 1)
    await settle()
    assert.equal((await statusOf(ben, theirs.id)).favourites_count, 1)
    assert.deepEqual((await notifications(ben)).map((one) => [one.type, one.account.acct, one.status?.id]), [['favourite', ann.handle, theirs.id]])
    const fans = await ben.ask<Account[]>('GET', `/v1/statuses/${theirs.id}/favourited_by`)
    assert.deepEqual(fans.map((one) => one.acct), [ann.handle])
  }),

  activity('Undo Like', async (scene) => {
    const { ann, ben, settle } = scene
    const { theirs, here } = await foundHere(scene, 'Do you still like it?')
    await act(ann, 'favourite', here.id)
    await settle()
    await act(ann, 'unfavourite', here.id)
    await settle()
    assert.equal((await statusOf(ben, theirs.id)).favourites_count, 0)
    assert.deepEqual(await notifications(ben), [])
    await act(ann, 'favourite', here.id)
    await settle()
    assert.equal((await statusOf(ben, theirs.id)).favourites_count, 1, 'a second time, after it was taken back')
  }),

  activity('Announce', async (scene) => {
    const { ann, ben, there, settle } = scene
    const { theirs, here } = await foundHere(scene, 'Tell everybody')
    const fan = await there.newcomer('fan')
    await follows(scene, fan, ann)
    assert.equal((await act(ann, 'reblog', here.id)).reblog?.reblogs_count, 1)
    await settle()
    assert.equal((await statusOf(ben, theirs.id)).reblogs_count, 1)
    assert.deepEqual((await notifications(ben)).map((one) => [one.type, one.account.acct, one.status?.id]), [['reblog', ann.handle, theirs.id]])
    const [boost] = await home(fan)
    assert.deepEqual([boost?.account.acct, boost?.reblog?.id], [ann.handle, theirs.id])
  }),

  activity('Announce of one’s own and of a third one’s post', async (scene) => {
    const { ann, ben, here, settle } = scene
    await follows(scene, ben, ann)
    const carl = await here.newcomer('carl')
    const third = await post(carl, 'Nobody there knows me')
    await act(ann, 'reblog', third.id)
    await settle()
    const [boost] = await home(ben)
    assert.deepEqual([boost?.account.acct, boost?.reblog?.uri, boost?.reblog?.account.acct], [ann.handle, third.uri, carl.handle])
  }),

  activity('Undo Announce', async (scene) => {
    const { ann, ben, there, settle } = scene
    const { theirs, here } = await foundHere(scene, 'Or tell nobody')
    const fan = await there.newcomer('fan')
    await follows(scene, fan, ann)
    await act(ann, 'reblog', here.id)
    await settle()
    assert.equal((await home(fan)).length, 1)
    await act(ann, 'unreblog', here.id)
    await settle()
    assert.equal((await statusOf(ben, theirs.id)).reblogs_count, 0)
    assert.deepEqual(await notifications(ben), [])
    assert.deepEqual(await home(fan), [])
    await act(ann, 'reblog', here.id)
    await settle()
    assert.equal((await statusOf(ben, theirs.id)).reblogs_count, 1, 'a second time, after it was taken back')
  }),

  activity('Announce of a private post is refused', async (scene) => {
    const { ann, ben, here, there, settle } = scene
    await follows(scene, ben, ann)
    const fan = await there.newcomer('fan')
    await follows(scene, fan, ann)
    const carl = await here.newcomer('carl')
    const secret = await post(carl, 'Only for mine', { visibility: 'private' })
    const own = await post(ann, 'Only for mine, too', { visibility: 'private' })
    assert.equal((await ann.call('POST', `/v1/statuses/${secret.id}/reblog`)).status, 404)
    await act(ann, 'reblog', own.id)
    await settle()
    const stranger = await there.newcomer('str')
    const shown = await stranger.ask<Status[]>('GET', '/v1/timelines/public', { query: { limit: 40 } })
    assert.ok(!shown.some((one) => (one.reblog ?? one).visibility === 'private'))
  }),
]
