// Answers and threads across servers.
import assert from 'node:assert/strict'
import { activity, follows, type Activity } from '../activity.ts'
import { eventually } from '../eventually.ts'
import { findPost, home, notifications, post, statusOf, type Person, type Status } from '../person.ts'

const contextOf = (person: Person, id: string) => person.ask<{ ancestors: Status[]; descendants: Status[] }>('GET', `/v1/statuses/${id}/context`)

export const talks: Activity[] = [
  activity('Create: a reply', async ({ ann, ben, settle }) => {
    const asked = await post(ben, 'Who is awake?')
    const seenHere = await findPost(ann, asked.url)
    assert.ok(seenHere)
    const answer = await post(ann, `@${ben.handle} I am`, { in_reply_to_id: seenHere.id })
    await settle()
    const [told] = await notifications(ben, 'mention')
    assert.equal(told?.status?.uri, answer.uri)
    assert.equal(told.status.in_reply_to_id, asked.id)
    assert.equal((await statusOf(ben, asked.id)).replies_count, 1)
    assert.deepEqual((await contextOf(ben, asked.id)).descendants.map((one) => one.uri), [answer.uri])
    assert.deepEqual((await contextOf(ann, answer.id)).ancestors.map((one) => one.uri), [asked.uri])
  }),

  activity('Create: a reply without a mention', async (scene) => {
    const { ann, ben, settle } = scene
    const asked = await post(ben, 'Nobody need answer')
    const seenHere = await findPost(ann, asked.url)
    assert.ok(seenHere)
    const answer = await post(ann, 'But I do', { in_reply_to_id: seenHere.id })
    await settle()
    assert.deepEqual((await contextOf(ben, asked.id)).descendants.map((one) => one.uri), [answer.uri])
    assert.equal((await statusOf(ben, asked.id)).replies_count, 1)
  }),

  activity('Create: a thread of one’s own', async (scene) => {
    const { ann, ben, settle } = scene
    await follows(scene, ben, ann)
    const written = [await post(ann, 'One')]
    for (const text of ['Two', 'Three']) written.push(await post(ann, text, { in_reply_to_id: written.at(-1)?.id }))
    await settle()
    const onHome = (await home(ben)).filter((one) => written.some((mine) => mine.uri === one.uri))
    assert.deepEqual(onHome.map((one) => one.uri).reverse(), written.map((one) => one.uri))
    const [one, two] = [onHome.at(-1), onHome.at(-2)]
    assert.ok(one && two)
    assert.equal(two.in_reply_to_id, one.id)
    assert.deepEqual((await contextOf(ben, one.id)).descendants.map((each) => each.uri), written.slice(1).map((each) => each.uri))
  }),

  activity('Create: a thread fetched from its end', async ({ ann, ben }) => {
    const first = await post(ann, 'The beginning')
    const middle = await post(ann, 'The middle', { in_reply_to_id: first.id })
    const last = await post(ann, 'The end', { in_reply_to_id: middle.id })
    const found = await findPost(ben, last.url)
    assert.ok(found)
    await eventually('what it answers', async () =>
      (await contextOf(ben, found.id)).ancestors.map((one) => one.uri).join() === [first.uri, middle.uri].join())
  }),

  activity('Create: a thread fetched from its beginning', async ({ ann, ben, settle }) => {
    const first = await post(ann, 'A question to all')
    const second = await post(ann, 'An afterthought', { in_reply_to_id: first.id })
    const found = await findPost(ben, first.url)
    assert.ok(found)
    await contextOf(ben, found.id)
    await settle()
    await eventually('the answers nobody sent', async () =>
      (await contextOf(ben, found.id)).descendants.map((one) => one.uri).join() === second.uri)
  }),
]
