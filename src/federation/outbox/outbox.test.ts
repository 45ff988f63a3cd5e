import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { at } from '#test/support/json-path.ts'
import type { Member } from '#test/support/members.ts'
import { addRemoteAccount, postLocal, postRemote } from '#test/support/network.ts'
import { deleteAccount } from '#domain/accounts/delete-account.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { favourite, unfavourite } from '#domain/interactions/favourite.ts'
import { pin, unpin } from '#domain/interactions/pin.ts'
import { reblog, unreblog } from '#domain/interactions/reblog.ts'
import { closePoll } from '#domain/polls/close-poll.ts'
import { vote } from '#domain/polls/vote.ts'
import { block, unblock } from '#domain/relationships/block.ts'
import { acceptFollowFrom, rejectFollow } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import { removeFollower, unfollow } from '#domain/relationships/unfollow.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { outboxJobs } from './outbox-jobs.ts'

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'
const ORIGIN = 'https://covey.test'

interface Sent { inbox: string; type: string; activity: Record<string, unknown>; objectKey: string }

let house: TestHouse
let alice: Member
let bob: number
let bert: number
let carl: number
let dan: number

const uriOf = (id: number) => `${ORIGIN}/ap/users/${id}`

/** What has been queued since the last call, in order, by inbox. */
async function sent(): Promise<Sent[]> {
  const rows = await house.db.selectFrom('deliveries').innerJoin('outgoing', 'outgoing.id', 'deliveries.outgoing_id')
    .select(['deliveries.inbox_url', 'outgoing.body', 'deliveries.object_key']).orderBy('deliveries.outgoing_id').orderBy('inbox_url').execute()
  await house.write(async (tx) => {
    await tx.db.deleteFrom('deliveries').execute()
    await tx.db.deleteFrom('outgoing').execute()
  })
  return rows.map((row) => {
    const activity = JSON.parse(row.body) as Record<string, unknown>
    return { inbox: row.inbox_url, type: String(activity['type']), activity, objectKey: row.object_key }
  })
}

const inboxes = (of: readonly Sent[]) => of.map((one) => one.inbox)
const PEER = 'https://peer.example/inbox'
const CARL = 'https://alone.example/users/carl/inbox'
const DAN = 'https://far.example/inbox'

before(async () => {
  house = await openTestHouse()
  alice = await house.member('alice')
  await house.write(async (tx) => {
    bob = await addRemoteAccount(tx, 'bob', { origin: 'https://peer.example' })
    bert = await addRemoteAccount(tx, 'bert', { origin: 'https://peer.example' })
    carl = await addRemoteAccount(tx, 'carl', { origin: 'https://alone.example', shared: false })
    dan = await addRemoteAccount(tx, 'dan', { origin: 'https://far.example' })
    for (const id of [bob, bert]) await follow(tx, id, alice.accountId, { uri: `https://peer.example/f/${id}` })
  })
  await sent()
})

beforeEach(async () => { await sent() })
after(() => house.remove())

describe('a post', () => {
  test('goes once to each server of its followers and to whom it mentions', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId, { mentions: [{ accountId: carl, silent: false }] }))
    const out = await sent()
    assert.deepEqual(inboxes(out), [CARL, PEER])
    const { activity } = out[0] as Sent
    assert.equal(activity['type'], 'Create')
    assert.equal(activity['actor'], uriOf(alice.accountId))
    assert.equal(at(activity, 'object.id'), `${uriOf(alice.accountId)}/statuses/${id}`)
    assert.deepEqual(activity['to'], [PUBLIC])
    assert.ok(activity['@context'])
    assert.equal(activity['bto'], undefined)
    assert.equal(activity['bcc'], undefined)
  })

  test('followers-only: followers and mentioned; direct: mentioned only, and nobody when all are here', async () => {
    const ben = await house.member('ben')
    await house.write((tx) => postLocal(tx, alice.accountId, { visibility: 'private', mentions: [{ accountId: dan, silent: false }] }))
    const closed = await sent()
    assert.deepEqual(inboxes(closed), [DAN, PEER])
    assert.equal(JSON.stringify(closed).includes(PUBLIC), false)
    await house.write((tx) => postLocal(tx, alice.accountId, { visibility: 'direct', mentions: [{ accountId: dan, silent: false }] }))
    const letter = await sent()
    assert.deepEqual(inboxes(letter), [DAN])
    assert.deepEqual(letter[0]?.activity['to'], ['https://far.example/users/dan'])
    assert.deepEqual(letter[0]?.activity['cc'], [])
    await house.write((tx) => postLocal(tx, alice.accountId, { visibility: 'direct', mentions: [{ accountId: ben.accountId, silent: false }] }))
    assert.deepEqual(await house.db.selectFrom('outgoing').select('id').execute(), [])
  })

  test('a public answer reaches who is answered, the thread, and the followers of a member who is answered', async () => {
    const ben = await house.member('benny')
    const [remote, own] = await house.write(async (tx) => [
      await postRemote(tx, dan, 'https://far.example/n/1'), await postLocal(tx, ben.accountId),
    ])
    await house.write((tx) => postRemote(tx, carl, 'https://alone.example/n/1', { inReplyToId: remote }))
    await house.write((tx) => postLocal(tx, ben.accountId, { inReplyToId: remote ?? 0 }))
    assert.deepEqual(inboxes(await sent()), [CARL, DAN])
    await house.write((tx) => follow(tx, dan, ben.accountId, { uri: 'https://far.example/f/1' }))
    await sent()
    const other = await house.member('otto')
    await house.write((tx) => postLocal(tx, other.accountId, { inReplyToId: own ?? 0 }))
    assert.deepEqual(inboxes(await sent()), [DAN])
    await house.write((tx) => postLocal(tx, other.accountId, { inReplyToId: own ?? 0, visibility: 'private' }))
    assert.deepEqual(await sent(), [])
  })

  test('of somebody elsewhere is not ours to tell', async () => {
    await house.write((tx) => postRemote(tx, bob, 'https://peer.example/n/7', { mentions: [{ accountId: carl, silent: false }, { accountId: alice.accountId, silent: false }] }))
    const id = await house.write((tx) => postRemote(tx, bob, 'https://peer.example/n/8'))
    await house.write((tx) => favourite(tx, carl, id))
    await house.write((tx) => reblog(tx, dan, id, { uri: 'https://far.example/b/1' }))
    await house.write((tx) => block(tx, carl, alice.accountId))
    await house.write((tx) => unblock(tx, carl, alice.accountId))
    await house.write((tx) => deleteStatus(tx, id))
    assert.deepEqual(await sent(), [])
  })

  test('its deletion goes to everybody it has reached and holds nothing but its id', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId, { content: '<p>SECRET</p>' }))
    await house.write((tx) => favourite(tx, dan, id))
    await sent()
    await house.write((tx) => deleteStatus(tx, id))
    const out = await sent()
    assert.deepEqual(inboxes(out), [DAN, PEER])
    assert.deepEqual(out[0]?.activity['object'], { id: `${uriOf(alice.accountId)}/statuses/${id}`, type: 'Tombstone' })
    assert.equal(JSON.stringify(out).includes('SECRET'), false)
    assert.equal(out[0]?.objectKey, `${uriOf(alice.accountId)}/statuses/${id}`)
  })
})

describe('marks', () => {
  test('a favourite is told to the author and taken back by the same name', async () => {
    const id = await house.write((tx) => postRemote(tx, bob, 'https://peer.example/n/20'))
    await house.write((tx) => favourite(tx, alice.accountId, id))
    await house.write((tx) => unfavourite(tx, alice.accountId, id))
    const [like, undo] = await sent()
    assert.deepEqual([like?.inbox, like?.type, like?.activity['object']], [PEER, 'Like', 'https://peer.example/n/20'])
    assert.equal(undo?.type, 'Undo')
    assert.equal(at(undo?.activity, 'object.id'), like?.activity['id'])
    assert.equal(undo?.objectKey, like?.objectKey)
    const own = await house.write((tx) => postLocal(tx, alice.accountId))
    await sent()
    await house.write((tx) => favourite(tx, alice.accountId, own))
    assert.deepEqual(await sent(), [])
  })

  test('a boost is told to followers and to the author, and taken back by the same name', async () => {
    const id = await house.write((tx) => postRemote(tx, dan, 'https://far.example/n/20'))
    await house.write((tx) => reblog(tx, alice.accountId, id))
    const out = await sent()
    assert.deepEqual(inboxes(out), [DAN, PEER])
    assert.equal(out[0]?.activity['object'], 'https://far.example/n/20')
    assert.deepEqual(out[0]?.activity['cc'], [`${uriOf(alice.accountId)}/followers`, 'https://far.example/users/dan'])
    await house.write((tx) => unreblog(tx, alice.accountId, id))
    const undone = await sent()
    assert.equal(undone.length, 2)
    assert.equal(at(undone[0]?.activity, 'object.id'), out[0]?.activity['id'])
  })

  test('pins are told to followers', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId))
    await sent()
    await house.write((tx) => pin(tx, alice.accountId, id))
    await house.write((tx) => unpin(tx, alice.accountId, id))
    const out = await sent()
    assert.deepEqual(out.map((one) => one.type), ['Add', 'Remove'])
    assert.equal(out[0]?.activity['target'], `${uriOf(alice.accountId)}/collections/featured`)
    assert.equal(out[0]?.activity['object'], `${uriOf(alice.accountId)}/statuses/${id}`)
  })
})

describe('follows', () => {
  test('a follow keeps its name until it is taken back', async () => {
    await house.write((tx) => follow(tx, alice.accountId, dan))
    const [asked] = await sent()
    assert.deepEqual([asked?.inbox, asked?.type, asked?.activity['object']], [DAN, 'Follow', 'https://far.example/users/dan'])
    await house.write((tx) => acceptFollowFrom(tx, dan, alice.accountId))
    assert.deepEqual(await sent(), [])
    await house.write((tx) => unfollow(tx, alice.accountId, dan))
    const [undone] = await sent()
    assert.equal(undone?.type, 'Undo')
    assert.equal(at(undone?.activity, 'object.id'), asked?.activity['id'])
    assert.equal(undone?.objectKey, asked?.objectKey)
    await house.write((tx) => follow(tx, alice.accountId, dan))
    const [again] = await sent()
    assert.notEqual(again?.activity['id'], asked?.activity['id'], 'a new follow is not mistaken for a repeat')
  })

  test('who is let in is told so, again if asked again; who is not, likewise', async () => {
    await house.write((tx) => follow(tx, carl, alice.accountId, { uri: 'https://alone.example/f/1' }))
    await house.write((tx) => follow(tx, carl, alice.accountId, { uri: 'https://alone.example/f/1' }))
    const accepted = await sent()
    assert.deepEqual(accepted.map((one) => [one.inbox, one.type]), [[CARL, 'Accept'], [CARL, 'Accept']])
    assert.notEqual(accepted[0]?.activity['id'], accepted[1]?.activity['id'])
    assert.deepEqual(accepted[0]?.activity['object'], {
      id: 'https://alone.example/f/1', type: 'Follow', actor: 'https://alone.example/users/carl', object: uriOf(alice.accountId),
    })
    await house.write((tx) => removeFollower(tx, alice.accountId, carl))
    const [removed] = await sent()
    assert.deepEqual([removed?.type, at(removed?.activity, 'object.id')], ['Reject', 'https://alone.example/f/1'])
    const locked = await house.member('lea')
    await house.write((tx) => tx.db.updateTable('accounts').set({ locked: 1 }).where('id', '=', locked.accountId).execute())
    await house.write((tx) => follow(tx, carl, locked.accountId, { uri: 'https://alone.example/f/2' }))
    assert.deepEqual(await sent(), [])
    await house.write((tx) => rejectFollow(tx, locked.accountId, carl))
    assert.deepEqual((await sent()).map((one) => one.type), ['Reject'])
  })

  test('a block ends both follows and then says so, to one server alone', async () => {
    await house.write((tx) => follow(tx, dan, alice.accountId, { uri: 'https://far.example/f/9' }))
    await sent()
    await house.write((tx) => block(tx, alice.accountId, dan))
    const out = await sent()
    assert.deepEqual(out.map((one) => [one.inbox, one.type]).at(-1), [DAN, 'Block'])
    assert.ok(out.every((one) => one.inbox === DAN))
    assert.ok(out.some((one) => one.type === 'Reject'))
    await house.write((tx) => unblock(tx, alice.accountId, dan))
    const [undone] = await sent()
    assert.equal(at(undone?.activity, 'object.id'), out.at(-1)?.activity['id'])
  })
})

describe('polls', () => {
  const poll = (now: number) => ({ options: ['yes', 'no'], multiple: true, hideTotals: false, expiresAt: now + 60_000 })

  test('each choice goes to the author as a note of its own', async () => {
    const id = await house.write((tx) => postRemote(tx, dan, 'https://far.example/q/1', { poll: poll(tx.now) }))
    const row = await house.db.selectFrom('polls').select('id').where('status_id', '=', id).executeTakeFirstOrThrow()
    await house.write((tx) => vote(tx, alice.accountId, row.id, [0, 1]))
    const out = await sent()
    assert.deepEqual(inboxes(out), [DAN, DAN])
    assert.deepEqual(out.map((one) => at(one.activity, 'object.name')), ['yes', 'no'])
    assert.equal(at(out[0]?.activity, 'object.inReplyTo'), 'https://far.example/q/1')
    assert.equal(at(out[0]?.activity, 'object.content'), undefined)
    assert.equal(out[0]?.activity['to'], 'https://far.example/users/dan')
  })

  test('numbers of ours are told together a little later, and at the end', async () => {
    const id = await house.write((tx) => postLocal(tx, alice.accountId, { poll: poll(tx.now) }))
    await sent()
    const row = await house.db.selectFrom('polls').select('id').where('status_id', '=', id).executeTakeFirstOrThrow()
    await house.write((tx) => vote(tx, bob, row.id, [0], { uri: 'https://peer.example/v/1' }))
    await house.write((tx) => vote(tx, bert, row.id, [0], { uri: 'https://peer.example/v/2' }))
    assert.deepEqual(await sent(), [])
    const jobs = await house.db.selectFrom('jobs').select(['kind', 'payload', 'run_at']).where('kind', '=', 'poll.tell-tallies').execute()
    assert.equal(jobs.length, 1)
    await outboxJobs(house)['poll.tell-tallies'](JSON.parse(jobs[0]?.payload ?? '') as never)
    const [update] = await sent()
    assert.equal(update?.type, 'Update')
    assert.equal(at(update?.activity, 'object.anyOf.0.replies.totalItems'), 2)
    await house.write(async (tx) => {
      await tx.db.updateTable('polls').set({ expires_at: tx.now - 1 }).where('id', '=', row.id).execute()
      await closePoll(tx, row.id)
    })
    const [last] = await sent()
    assert.ok(at(last?.activity, 'object.closed'))
  })
})

describe('profiles', () => {
  test('a change goes to followers and to those lately written to', async () => {
    await house.write((tx) => postLocal(tx, alice.accountId, { visibility: 'direct', mentions: [{ accountId: carl, silent: false }] }))
    await sent()
    await house.write((tx) => updateProfile(tx, alice.accountId, { displayName: 'Alice!' } as never))
    const out = await sent()
    assert.ok(inboxes(out).includes(PEER))
    assert.ok(inboxes(out).includes(CARL))
    assert.equal(at(out[0]?.activity, 'object.name'), 'Alice!')
    assert.equal(out[0]?.objectKey, uriOf(alice.accountId))
  })

  test('a farewell goes to every server we know; nobody is told of a person who was never admitted', async () => {
    const gone = await house.member('gone')
    await house.write((tx) => deleteAccount(tx, gone.accountId))
    await outboxJobs(house)['outgoing.spread']({ objectKey: uriOf(gone.accountId) })
    const out = (await sent()).filter((one) => one.type === 'Delete')
    assert.deepEqual(inboxes(out), [CARL, DAN, PEER])
    assert.equal(out[0]?.activity['object'], uriOf(gone.accountId))
    const never = await house.member('never')
    await house.write((tx) => tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', never.accountId).execute())
    await house.write((tx) => deleteAccount(tx, never.accountId))
    assert.deepEqual(await house.db.selectFrom('outgoing').select('id').execute(), [])
  })
})

describe('many followers', () => {
  test('are listed by a job, each server once, and what follows keeps its place', async () => {
    const star = await house.member('star')
    await house.write(async (tx) => {
      for (let n = 0; n < 1300; n++) {
        const id = await addRemoteAccount(tx, `fan${n}`, { origin: `https://h${n % 900}.example` })
        await tx.db.insertInto('follows').values({ id: tx.id(), account_id: id, target_account_id: star.accountId, created_at: tx.now }).execute()
      }
      await tx.db.updateTable('accounts').set({ followers_count: 1300 }).where('id', '=', star.accountId).execute()
    })
    const id = await house.write((tx) => postLocal(tx, star.accountId))
    await house.write((tx) => tx.db.updateTable('accounts').set({ followers_count: 3 }).where('id', '=', star.accountId).execute())
    await house.write((tx) => deleteStatus(tx, id))
    assert.deepEqual(await house.db.selectFrom('deliveries').select('id').execute(), [], 'the deletion waits for its post')
    await outboxJobs(house)['outgoing.spread']({ objectKey: `${uriOf(star.accountId)}/statuses/${id}` })
    const out = await sent()
    const creates = out.filter((one) => one.type === 'Create')
    assert.equal(creates.length, 900)
    assert.equal(new Set(inboxes(creates)).size, 900)
    assert.ok(out.filter((one) => one.type === 'Delete').length > 0)
    assert.deepEqual(await house.db.selectFrom('outgoing').select('id').where('spread', 'is not', null).execute(), [])
  })

  test('a suspended account\'s server is not told', async () => {
    await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: 1 }).where('id', 'in', [bob, bert]).execute())
    await house.write((tx) => postLocal(tx, alice.accountId))
    assert.equal(inboxes(await sent()).includes(PEER), false)
  })
})
