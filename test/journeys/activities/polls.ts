// Polls: asked here, answered there, counted here, told there.
import assert from 'node:assert/strict'
import { activity, follows, type Activity, type Scene } from '../activity.ts'
import { findPost, home, post, statusOf, type Person, type Poll, type Status } from '../person.ts'
import { hurry } from '../hurry.ts'

const ask = (person: Person, more: object = {}) =>
  post(person, 'Tea or coffee?', { poll: { options: ['Tea', 'Coffee', 'Water'], expires_in: 3600, ...more } })

const counts = (poll: Poll | null | undefined) => poll?.options.map((option) => option.votes_count)

async function onHome(person: Person, { uri }: Status): Promise<Status> {
  const seen = (await home(person)).find((one) => one.uri === uri)
  assert.ok(seen?.poll, 'the poll did not arrive')
  return seen
}

const votes = (person: Person, poll: Poll | null, choices: number[]) => person.ask<Poll>('POST', `/v1/polls/${poll?.id}/votes`, { json: { choices } })

/** What the author counted, told to the others without waiting for the minutes in which votes are gathered. */
async function tell({ settle }: Scene, author: Person): Promise<void> {
  await hurry(author.town, 'poll.tell-tallies')
  await settle()
}

export const polls: Activity[] = [
  activity('Create: with a poll', async (scene) => {
    const { ann, ben, settle } = scene
    await follows(scene, ben, ann)
    const sent = await ask(ann, { multiple: true })
    await settle()
    const { poll } = await onHome(ben, sent)
    assert.deepEqual(poll?.options.map((option) => option.title), ['Tea', 'Coffee', 'Water'])
    assert.deepEqual([poll?.multiple, poll?.expired, poll?.voted, poll?.votes_count], [true, false, false, 0])
  }),

  activity('Question: a vote', async (scene) => {
    const { ann, ben, settle } = scene
    const asked = await ask(ben)
    const here = await findPost(ann, asked.url)
    const voted = await votes(ann, here?.poll ?? null, [1])
    assert.deepEqual([voted.voted, voted.own_votes], [true, [1]])
    await settle()
    const counted = (await statusOf(ben, asked.id)).poll
    assert.deepEqual([counts(counted), counted?.votes_count, counted?.voters_count ?? 1], [[0, 1, 0], 1, 1])
    assert.equal((await statusOf(ben, asked.id)).replies_count, 0, 'a vote is no reply')
    assert.deepEqual(await ben.ask('GET', '/v1/notifications'), [])
    assert.equal((await ann.call('POST', `/v1/polls/${here?.poll?.id}/votes`, { json: { choices: [0] } })).status, 422)
  }),

  activity('Question: several choices', async (scene) => {
    const { ann, ben, settle } = scene
    const asked = await ask(ben, { multiple: true })
    const here = await findPost(ann, asked.url)
    await votes(ann, here?.poll ?? null, [0, 2])
    await settle()
    const counted = (await statusOf(ben, asked.id)).poll
    assert.deepEqual([counts(counted), counted?.votes_count, counted?.voters_count], [[1, 0, 1], 2, 1])
  }),

  activity('Update Question: new numbers', async (scene) => {
    const { ann, ben, here, settle } = scene
    await follows(scene, ben, ann)
    const sent = await ask(ann)
    await settle()
    const neighbour = await here.newcomer('carl')
    await votes(neighbour, (await statusOf(neighbour, sent.id)).poll, [0])
    const seen = await onHome(ben, sent)
    await votes(ben, seen.poll, [1])
    await settle()
    await tell(scene, ann)
    const after = (await statusOf(ben, seen.id)).poll
    assert.deepEqual([counts(after), after?.votes_count, after?.own_votes], [[1, 1, 0], 2, [1]])
    assert.equal((await statusOf(ben, seen.id)).edited_at, null, 'numbers are no edit')
  }),

  activity('Update Question: the end', async (scene) => {
    const { ann, ben, settle } = scene
    await follows(scene, ben, ann)
    const sent = await ask(ann, { expires_in: 300 })
    await settle()
    const seen = await onHome(ben, sent)
    await votes(ben, seen.poll, [2])
    await settle()
    for (const town of [scene.here, scene.there]) {
      await town.server.house.write((tx) => tx.db.updateTable('polls').set({ expires_at: tx.now - 1000 }).where('expires_at', '>', tx.now).execute())
      await hurry(town, 'poll.close')
    }
    await settle()
    const after = (await statusOf(ben, seen.id)).poll
    assert.deepEqual([after?.expired, counts(after)], [true, [0, 0, 1]])
    for (const person of [ann, ben]) {
      const told = await person.ask<{ type: string }[]>('GET', '/v1/notifications', { query: { types: ['poll'] } })
      assert.equal(told.length, 1, `${person.name} is told once that it is over`)
    }
  }),
]
