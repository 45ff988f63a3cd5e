// One post to two thousand local followers: in chunks, each a short transaction, nobody left out, nothing twice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context, StreamMessage, Tx } from '#domain/context.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import { posts } from '#test/seeds/village.ts'
import { timelineJobs } from './timeline-jobs.ts'

const FOLLOWERS = 2000
let house: TestHouse
const heard: StreamMessage[] = []

before(async () => {
  house = await openTestHouse()
  house.bus.subscribe((message) => heard.push(message))
})
after(() => house.remove())

/** Follower accounts with feeds, as a bulk loader writes them; every tenth has no feed and every twentieth is elsewhere. */
async function bulkFollowers(author: number): Promise<{ kept: number[]; all: number[] }> {
  const all = await house.write(async (tx) => Array.from({ length: FOLLOWERS }, () => tx.id()))
  for (let from = 0; from < FOLLOWERS; from += 250) {
    const ids = all.slice(from, from + 250)
    await house.write(async (tx) => {
      await tx.db.insertInto('accounts').values(ids.map((id, n) => ({
        id, username: `f${from + n}`, host: n % 20 === 0 ? 'peer.example' : null, acct_key: `f${from + n}`, created_at: tx.now, updated_at: tx.now,
      }) as never)).execute()
      await tx.db.insertInto('follows').values(ids.map((id) => ({ id: tx.id(), account_id: id, target_account_id: author, languages: null, uri: null, created_at: tx.now }))).execute()
      await tx.db.insertInto('feeds').values(ids.filter((_, n) => n % 10 !== 0).map((id) => ({ id, account_id: id, kind: 'home', active_at: tx.now }))).execute()
    })
  }
  return { all, kept: all.filter((_, n) => n % 250 % 10 !== 0) }
}

/** A context whose transactions are written down: how long each took, others on this machine left aside, and how many statements it ran. */
function watched(): { ctx: Context; transactions: { ms: number; statements: number }[] } {
  const transactions: { ms: number; statements: number }[] = []
  const write: Context['write'] = (body) => house.write(async (tx) => {
    let statements = 0
    const db = tx.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        statements += 1
        return result
      },
    })
    const began = process.cpuUsage()
    const result = await body({ ...tx, db } as Tx)
    const { user, system } = process.cpuUsage(began)
    transactions.push({ ms: (user + system) / 1000, statements })
    return result
  })
  return { ctx: { ...house, write }, transactions }
}

const delivered = async (statusId: number) =>
  (await house.db.selectFrom('feed_entries').select('feed_id').where('status_id', '=', statusId).orderBy('feed_id').execute()).map((row) => row.feed_id)

test('two thousand followers are reached in short transactions of few statements, told once each, also when repeated', async () => {
  const author = (await house.member('star')).accountId
  const { kept } = await bulkFollowers(author)
  const id = await posts(house, author, 'hello, everybody')
  assert.ok((await delivered(id)).length <= 41, 'the post itself waits for few')
  const [job] = await house.db.selectFrom('jobs').select('payload').where('kind', '=', 'timelines.fan-out').execute()

  const { ctx, transactions } = watched()
  await runJobs(house, timelineJobs(ctx))
  assert.deepEqual(await delivered(id), [author, ...kept].sort((a, b) => a - b))
  assert.ok(transactions.length >= 2, `${transactions.length} transactions`)
  assert.ok(transactions.every((one) => one.statements <= 2), 'one statement to find the chunk, one to fill it')
  const slow = transactions.filter((one) => one.ms > 20)
  assert.ok(slow.length <= 1, `slow transactions: ${slow.map((one) => one.ms.toFixed(1)).join(', ')} ms`)

  const streams = heard.filter((one) => one.event === 'update' && one.id === id).flatMap((one) => one.streams).filter((name) => name.startsWith('user:'))
  assert.equal(streams.length, kept.length + 1)
  assert.equal(new Set(streams).size, streams.length)

  const told = heard.length
  await timelineJobs(house)['timelines.fan-out'](JSON.parse(job?.payload ?? '') as never)
  assert.equal(heard.length, told, 'a job done twice adds and tells nothing')
})
