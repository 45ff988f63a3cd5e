// A poll of another server that a member looks at: its numbers come behind the answer, a minute apart at most.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findStatusByUri } from '#domain/statuses/find-status.ts'
import { pollOfStatus } from '#domain/polls/find-poll.ts'
import { stalePoll } from '#domain/polls/stale-poll.ts'
import { startPeer, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { resolveStatus } from './resolve-status.ts'

const MINUTE = 60_000
let server: TestServer
let peer: SimulatedPeer
let zoe: PeerActor
let ann: Member

before(async () => {
  server = await startTestServer({ env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32' } })
  peer = await startPeer('127.0.0.2')
  zoe = peer.actor('zoe')
  ann = await server.member('ann')
})
after(async () => {
  await server.remove()
  await peer.close()
})

const option = (name: string, votes: number) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: votes } })

/** A poll of Zoe's that is known here, as old as `fetched` ms ago. */
async function pollOf(endTime: number, fetched: number) {
  const note = zoe.note({ type: 'Question', oneOf: [option('Tea', 1), option('Coffee', 2)], votersCount: 3, endTime: new Date(endTime).toISOString() })
  assert.ok((await resolveStatus(server.house, note.id)).ok)
  const poll = await pollOfStatus(server.house.db, await findStatusByUri(server.house, note.id) ?? 0)
  assert.ok(poll)
  const age = (ms: number) => server.house.write((tx) => tx.db.updateTable('polls').set({ fetched_at: Date.now() - ms }).where('id', '=', poll.id).execute())
  await age(fetched)
  const asked = () => peer.seen.filter((one) => one.url === new URL(note.id).pathname).length
  return { note, id: poll.id, age, asked }
}

const look = async (id: number, token?: string) => {
  const { body } = await server.call<{ votes_count: number; expired: boolean }>('GET', `/api/v1/polls/${id}`, token === undefined ? {} : { token })
  await server.idle()
  return body
}

test('a member who looks has old numbers asked for anew; a stranger does not, nor who looks again', async () => {
  const { note, id, asked } = await pollOf(Date.now() + 60 * MINUTE, 2 * MINUTE)
  peer.serve(note.id, { ...note, oneOf: [option('Tea', 5), option('Coffee', 2)], votersCount: 7 })
  const before = asked()
  assert.equal((await look(id)).votes_count, 3)
  assert.equal(asked(), before, 'a stranger')
  assert.equal((await look(id, ann.token)).votes_count, 3, 'nobody waits for another server')
  assert.equal(asked(), before + 1)
  assert.equal((await look(id, ann.token)).votes_count, 7)
  assert.equal(asked(), before + 1, 'a minute is not over')
})

test('the last numbers come after the end, and then no more', async () => {
  const { note, id, age, asked } = await pollOf(Date.now() - 10 * MINUTE, 20 * MINUTE)
  peer.serve(note.id, { ...note, oneOf: [option('Tea', 9), option('Coffee', 0)], votersCount: 9, closed: new Date(Date.now() - 10 * MINUTE).toISOString() })
  await look(id, ann.token)
  assert.equal((await look(id, ann.token)).votes_count, 9)
  const before = asked()
  await age(5 * MINUTE)
  await look(id, ann.token)
  assert.equal(asked(), before)
})

test('what another author says, or a post without a poll, changes nothing', async () => {
  const { note, id, age } = await pollOf(Date.now() + 60 * MINUTE, 2 * MINUTE)
  for (const wrong of [{ attributedTo: peer.actor('mallory').uri }, { oneOf: undefined, type: 'Note' }]) {
    await age(2 * MINUTE)
    peer.serve(note.id, { ...note, oneOf: [option('Tea', 99), option('Coffee', 99)], ...wrong })
    await look(id, ann.token)
    assert.equal((await look(id, ann.token)).votes_count, 3)
  }
})

test('polls of ours are never stale', async () => {
  const { body } = await server.call<{ poll: { id: string } }>('POST', '/api/v1/statuses', { token: ann.token, json: { status: 'Ours', poll: { options: ['a', 'b'], expires_in: 3600 } } })
  assert.equal(await stalePoll(server.house.db, Number(body.poll.id), Date.now() + 60 * MINUTE), null)
})
