// Posts that change and posts that go.
import assert from 'node:assert/strict'
import { activity, follows, type Activity, type Scene } from '../activity.ts'
import { act, AS2, home, notifications, post, statusOf, upload, visit, type Status } from '../person.ts'

async function seenBy(scene: Scene, text: string, rest: object = {}): Promise<{ sent: Status; seen: Status }> {
  await follows(scene, scene.ben, scene.ann)
  const sent = await post(scene.ann, text, rest)
  await scene.settle()
  const seen = (await home(scene.ben)).find((one) => one.uri === sent.uri)
  assert.ok(seen, 'it did not arrive')
  return { sent, seen }
}

export const changes: Activity[] = [
  activity('Update Note', async (scene) => {
    const { ann, ben, settle } = scene
    const { sent, seen } = await seenBy(scene, 'A mistkae #before')
    await act(ben, 'reblog', seen.id)
    await ann.ask('PUT', `/v1/statuses/${sent.id}`, { json: { status: 'No mistake #after', spoiler_text: 'corrected', language: 'en' } })
    await settle()
    const after = await statusOf(ben, seen.id)
    assert.match(after.content, /No mistake/)
    assert.deepEqual([after.spoiler_text, after.tags.map((tag) => tag.name)], ['corrected', ['after']])
    assert.ok(after.edited_at)
    const history = await ben.ask<{ content: string; spoiler_text: string }[]>('GET', `/v1/statuses/${seen.id}/history`)
    assert.deepEqual(history.map((one) => /mistkae/.test(one.content)), [true, false])
    assert.deepEqual((await notifications(ben, 'update')).map((one) => one.status?.id), [seen.id])
  }),

  activity('Update Note: another picture and alt text', async (scene) => {
    const { ann, ben, settle } = scene
    const first = await upload(ann, { description: 'before' })
    const { sent, seen } = await seenBy(scene, 'Pictures', { media_ids: [first.id] })
    const second = await upload(ann, { description: 'after' })
    await ann.ask('PUT', `/v1/statuses/${sent.id}`, { json: { status: 'Pictures', media_ids: [second.id] } })
    await settle()
    assert.deepEqual((await statusOf(ben, seen.id)).media_attachments.map((one) => one.description), ['after'])
  }),

  activity('Delete Note', async (scene) => {
    const { ann, ben, settle } = scene
    const { sent, seen } = await seenBy(scene, `@${scene.ben.handle} forget it`)
    assert.equal((await notifications(ben, 'mention')).length, 1)
    await ann.ask('DELETE', `/v1/statuses/${sent.id}`)
    await settle()
    assert.equal((await ben.call('GET', `/v1/statuses/${seen.id}`)).status, 404)
    assert.ok(!(await home(ben)).some((one) => one.uri === sent.uri))
    assert.deepEqual(await notifications(ben, 'mention'), [])
    const gone = await visit(sent.uri, AS2)
    assert.equal(gone.status, 410)
    assert.equal((JSON.parse(gone.body.toString()) as { type: string }).type, 'Tombstone')
  }),

  activity('Delete Note that was boosted and answered there', async (scene) => {
    const { ann, ben, settle } = scene
    const { sent, seen } = await seenBy(scene, 'Soon gone')
    const boost = await act(ben, 'reblog', seen.id)
    const answer = await post(ben, 'No, stay', { in_reply_to_id: seen.id })
    await settle()
    await ann.ask('DELETE', `/v1/statuses/${sent.id}`)
    await settle()
    assert.equal((await ben.call('GET', `/v1/statuses/${boost.id}`)).status, 404)
    assert.equal((await statusOf(ben, answer.id)).in_reply_to_id, null)
  }),
]
