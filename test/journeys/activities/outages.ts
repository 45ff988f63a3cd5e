// A server that is away for a while and comes back.
import assert from 'node:assert/strict'
import { activity, follows, type Activity } from '../activity.ts'
import { eventually } from '../eventually.ts'
import { act, findPost, home, notifications, post, statusOf } from '../person.ts'

export const outages: Activity[] = [
  activity('redelivery after an outage', async (scene) => {
    const { ann, ben, there, settle } = scene
    await follows(scene, ben, ann)
    const asked = await post(ben, 'I shall be away')
    const here = await findPost(ann, asked.url)
    assert.ok(here)
    await there.server.stop()
    const written = []
    for (const text of ['First', 'Second', 'Third', 'Never mind']) written.push(await post(ann, text))
    const [first, , , last] = written
    await act(ann, 'favourite', here.id)
    await ann.ask('PUT', `/v1/statuses/${first?.id}`, { json: { status: 'First, corrected' } })
    await ann.ask('DELETE', `/v1/statuses/${last?.id}`)
    await there.server.restart()
    await eventually('everything that was said meanwhile', async () => {
      await settle()
      return (await home(ben)).length >= 4 && (await statusOf(ben, asked.id)).favourites_count === 1
    }, 20_000)
    await settle()
    const seen = (await home(ben)).filter((one) => one.account.acct === ann.handle).sort((a, b) => a.created_at < b.created_at ? -1 : 1)
    assert.deepEqual(new Set(seen.map((one) => one.content.replaceAll(/<[^>]+>/g, ''))), new Set(['First, corrected', 'Second', 'Third']))
    assert.equal((await notifications(ben, 'favourite')).length, 1)
  }),
]
