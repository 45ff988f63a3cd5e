// Nothing lost: a server killed without warning at seeded moments under mixed load. Afterwards everything it answered
// is there, every delivery has arrived once in effect, and no counter has drifted. COVEY_CRASHES sets how many deaths.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '#bench/seed/random.ts'
import { readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { findDrift } from '#domain/counters/recount.ts'
import { start, type Running } from '#main/serve.ts'
import { freePort } from '#test/support/free-port.ts'
import { endLife, killLife, prepareLife, startLife, type Life } from './lives.ts'
import { nothingYet, putLoad, type Acknowledged } from './load.ts'
import { startReceiver } from './receiver.ts'

// An inherited setting of the slow suites, not of the product: those start with COVEY_ and are checked.
const DEATHS = Number(process.env['CRASHES'] ?? 200)

const dataDir = mkdtempSync(join(tmpdir(), 'covey-crash-'))
const receiver = await startReceiver()
const port = await freePort()
const env = {
  COVEY_DATA_DIR: dataDir, COVEY_PORT: String(port), COVEY_DOMAIN: `127.0.0.1:${port}`, COVEY_DEV_HTTP: 'on',
  COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8', COVEY_RATE_LIMITS: 'off', COVEY_LOG_LEVEL: 'fatal',
}
after(async () => {
  await receiver.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function dieOften(seen: Acknowledged): Promise<number> {
  const random = seededRandom(2026)
  let answered = 0
  const prepare = () => prepareLife({ ...env, TEST_RECEIVER: receiver.origin })
  let next = prepare()
  for (let death = 0; death < DEATHS; death++) {
    const life = await next.begin()
    next = prepare()
    let dead = false
    // The moment is a number of answers and a few ms more, so that a slow machine dies at the same places.
    let left = random.under(16)
    const load = putLoad(life.url, life.people, seen, death, () => dead, () => { left -= 1 })
    for (const until = performance.now() + 120_000; left > 0; await sleep(2)) assert.ok(performance.now() < until, 'it answered nothing for two minutes')
    await sleep(random.under(40))
    dead = true
    await killLife(life)
    answered += await load
  }
  await next.discard()
  return answered
}

async function checkAnswers(life: Life, seen: Acknowledged): Promise<void> {
  const ask = async (name: string, path: string) => {
    const response = await fetch(`${life.url}${path}`, { headers: { authorization: `Bearer ${life.people[name]?.token}` } })
    return { status: response.status, body: await response.json() as Record<string, unknown> }
  }
  for (const [id, { by, text }] of seen.posts) {
    const { status, body } = await ask(by, `/api/v1/statuses/${id}`)
    if (seen.deletions.get(id)) assert.equal(status, 404, `deleted post ${id} is back`)
    else if (!seen.deletions.has(id)) {
      assert.equal(status, 200, `post ${id} is lost`)
      assert.match(String(body['content']), new RegExp(text))
    }
  }
  for (const [key, on] of seen.toggles) {
    const [verb, name = '', target = ''] = key.split(' ')
    if (seen.open.has(key) || seen.deletions.has(target)) continue
    if (verb === 'follow') {
      const { body } = await ask(name, `/api/v1/accounts/relationships?id[]=${life.people[target]?.accountId}`)
      assert.equal((body as unknown as { following: boolean }[])[0]?.following, on, key)
    } else {
      const { body } = await ask(name, `/api/v1/statuses/${target}`)
      assert.equal(body[verb === 'boost' ? 'reblogged' : 'favourited'], on, key)
    }
  }
}

/** Lets everything end, also what a slow machine has put off: its time comes at once. */
async function settle({ house, idle }: Running): Promise<void> {
  for (let rounds = 0; rounds < 50; rounds++) {
    await idle()
    const deliveries = await house.db.selectFrom('deliveries').select('id').where('dead_at', 'is', null).execute()
    const jobs = await house.db.selectFrom('jobs').select('id').where('dead_at', 'is', null).where('attempts', '>', 0).execute()
    if (deliveries.length === 0 && jobs.length === 0) return
    await house.write(async (tx) => {
      await tx.db.updateTable('hosts').set({ next_attempt_at: null, failing_since: null, failures: 0 }).execute()
      await tx.db.updateTable('deliveries').set({ next_at: tx.now }).where('dead_at', 'is', null).execute()
      await tx.db.updateTable('jobs').set({ run_at: tx.now }).where('dead_at', 'is', null).where('attempts', '>', 0).execute()
      tx.wake()
    })
  }
}

function checkDeliveries(seen: Acknowledged): void {
  const creates = [...receiver.activities.values()].filter((one) => one.type === 'Create')
  const created = new Set(creates.map((one) => String((one.object as { id: string }).id).split('/').at(-1)))
  const deleted = new Set([...receiver.activities.values()].filter((one) => one.type === 'Delete').map((one) => String((one.object as { id: string }).id).split('/').at(-1)))
  for (const id of seen.posts.keys()) {
    assert.ok(created.has(id), `post ${id} was never delivered`)
    if (seen.deletions.get(id)) assert.ok(deleted.has(id), `the deletion of ${id} was never delivered`)
  }
  assert.equal(created.size, creates.length, 'a post was created twice under different activities')
  assert.deepEqual(receiver.conflicts, [])
}

test(`nothing answered is lost over ${DEATHS} deaths`, async () => {
  const seen = nothingYet()
  const answered = await dieOften(seen)
  assert.ok(answered > DEATHS * 2, `only ${answered} calls were answered`)
  const life = await startLife({ ...env, TEST_RECEIVER: receiver.origin })
  await checkAnswers(life, seen)
  await endLife(life)

  const running = await start(readConfig(env), { http: false, work: true, log: createLog('fatal') })
  await settle(running)
  for (const table of ['accounts', 'statuses'] as const) {
    for (let afterId: number | null = 0; afterId !== null;) {
      const { drift, last } = await findDrift(running.house.db, { table, after: afterId })
      assert.deepEqual(drift, [])
      afterId = last
    }
  }
  await running.stop()
  checkDeliveries(seen)
  console.log(`${DEATHS} deaths, ${answered} answers, ${seen.posts.size} posts, ${receiver.activities.size} activities received`)
})
