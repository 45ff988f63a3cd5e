// Several processes on one PostgreSQL database: two that serve, two that work. On SQLite one process does everything, and
// that a second one is refused is tested in test/operate.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { findDrift } from '#domain/counters/recount.ts'
import { createContext, type House } from '#main/context.ts'
import { reactions } from '#main/reactions.ts'
import { createTestDatabase, testEngine, type TestDatabase } from '#test/support/database.ts'
import { freePort } from '#test/support/free-port.ts'
import { createMember, type Member } from '#test/support/members.ts'
import { startReceiver, type Receiver } from '#test/support/receiver.ts'
import { remoteProfile } from '#test/support/remote-profile.ts'
import { openEvents, openSocket } from '#test/support/streams.ts'
import { follows } from '#test/seeds/village.ts'
import { runCovey, type Covey } from '../operate/covey.ts'

let database: TestDatabase
let env: Record<string, string>
let house: House
let receiver: Receiver
let ada: Member
let ben: Member
const urls: string[] = []
const processes: Covey[] = []

async function serve(): Promise<string> {
  const port = await freePort()
  const covey = runCovey(['serve'], { ...env, COVEY_WORK: 'off', COVEY_PORT: String(port) })
  processes.push(covey)
  assert.match(await covey.firstLine ?? covey.err.join('\n'), /^Covey answers at /)
  return `http://127.0.0.1:${port}`
}

function work(): Covey {
  const covey = runCovey(['work'], env)
  processes.push(covey)
  return covey
}

async function setUp(): Promise<void> {
  database = await createTestDatabase()
  receiver = await startReceiver('127.0.0.3', { delayMs: 100 })
  env = {
    COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_DATABASE_POOL: '4', COVEY_DOMAIN: '127.0.0.1:3999', COVEY_DEV_HTTP: 'on',
    COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8', COVEY_RATE_LIMITS: 'off',
  }
  // All at once: one of them migrates.
  urls.push(...await Promise.all([serve(), serve()]))
  work()
  work()
  house = await createContext(readConfig(env), createLog('silent'), reactions)
  ada = await createMember(house, 'ada')
  ben = await createMember(house, 'ben')
  await follows(house, ben.accountId, ada.accountId)
  const fan = await house.write((tx) => upsertRemoteAccount(tx, remoteProfile(receiver.origin, 'fan')))
  await follows(house, fan, ada.accountId)
}

async function tearDown(): Promise<void> {
  await house.close()
  for (const { child } of processes) child.kill('SIGTERM')
  await Promise.all(processes.map((one) => one.ended))
  await receiver.close()
  await database.remove()
}

/** Posts as ada through one of the servers; gives the status's id. */
async function post(through: number, status: string): Promise<string> {
  const response = await fetch(`${urls[through]}/api/v1/statuses`, { method: 'POST', headers: { authorization: `Bearer ${ada.token}` }, body: new URLSearchParams({ status }) })
  assert.equal(response.status, 200, await response.clone().text())
  return (await response.json() as { id: string }).id
}

const homeOfBen = async (): Promise<string[]> => {
  const response = await fetch(`${urls[1]}/api/v1/timelines/home?limit=40`, { headers: { authorization: `Bearer ${ben.token}` } })
  return (await response.json() as { id: string }[]).map((one) => one.id)
}

const delivered = (): string[] => receiver.received.filter((one) => one.body['type'] === 'Create').map((one) => String((one.body['object'] as { id: string }).id).split('/').at(-1) ?? '')

async function until(what: string, ms: number, check: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + ms; !await check(); await sleep(50)) assert.ok(Date.now() < end, `${what} did not happen within ${ms} ms`)
}

const count = async (query: string): Promise<number> => Number((await house.engine.raw(`select count(*) as n from ${query}`))[0]?.['n'])

function tests(): void {
  before(setUp)
  after(tearDown)

  test('a post through one server is streamed by the other, once', async () => {
    const socket = await openSocket(urls[1] ?? '', { access_token: ben.token, stream: 'user' })
    const events = await openEvents(urls[1] ?? '', 'user', { token: ben.token })
    const id = await post(0, 'through A')
    const fits = (one: { event: string; payload: string }) => one.event === 'update' && (JSON.parse(one.payload) as { id: string }).id === id
    await Promise.all([socket.until(fits), events.until(fits)])
    await sleep(300)
    assert.equal(socket.heard.filter(fits).length, 1)
    assert.equal(events.heard.filter(fits).length, 1)
    socket.close()
    events.close()
  })

  test('what follows from a post is done soon and once, whichever worker does it', async () => {
    const ids = await Promise.all(Array.from({ length: 16 }, (_, n) => post(n % 2, `shared ${n} @ben`)))
    await until('the feed', 3000, async () => new Set([...await homeOfBen(), ...ids]).size === (await homeOfBen()).length)
    await until('delivery', 8000, () => ids.every((id) => delivered().includes(id)))
    await sleep(300)
    for (const id of ids) assert.equal(delivered().filter((one) => one === id).length, 1, `${id} was delivered again`)
    assert.equal(await count(`notifications where account_id = ${ben.accountId} and type = 'mention'`), ids.length)
    assert.equal(new Set(await homeOfBen()).size, (await homeOfBen()).length)
  })

  test('workers killed in the middle of it lose nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => post(n % 2, `surviving ${n}`)))
    await until('a claim', 3000, async () => await count('deliveries where claimed_until is not null') > 0)
    for (const { child } of processes.slice(2, 4)) child.kill('SIGKILL')
    await Promise.all(processes.slice(2, 4).map((one) => one.ended))
    assert.ok(await count('deliveries where claimed_until is not null') > 0, 'nothing was under way')
    const killed = Date.now()
    work()
    await until('delivery by the next worker', 30_000, () => ids.every((id) => delivered().includes(id)))
    await until('an empty queue', 30_000, async () => await count('deliveries') + await count('jobs where run_at < 9e15 and dead_at is null and run_at <= ' + Date.now()) === 0)
    console.log(`what dead workers had claimed was done ${((Date.now() - killed) / 1000).toFixed(1)} s after their end`)
    const home = await homeOfBen()
    for (const id of ids) assert.ok(home.includes(id))
    for (const table of ['accounts', 'statuses'] as const) assert.deepEqual((await findDrift(house.db, { table, after: 0 })).drift, [])
  })

  test('connections that break are made again: streams, ids and jobs go on', async () => {
    const socket = await openSocket(urls[1] ?? '', { access_token: ben.token, stream: 'user' })
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(house.db).catch(() => {})
    const posts = async () => {
      const response = await fetch(`${urls[0]}/api/v1/statuses`, { method: 'POST', headers: { authorization: `Bearer ${ada.token}` }, body: new URLSearchParams({ status: 'after the break' }) })
      assert.ok([200, 503].includes(response.status), `a broken connection is answered with ${response.status}`)
      return response.status === 200
    }
    await until('a post', 10_000, posts)
    await until('streaming', 15_000, async () => {
      await posts()
      await sleep(200)
      return socket.heard.some((one) => one.event === 'update')
    })
    const lanes = async () => Number((await house.engine.raw(`select count(*) as n from pg_locks where locktype = 'advisory' and classid = 720200 and granted
      and database = (select oid from pg_database where datname = current_database())`))[0]?.['n'])
    await until('an id lane for every process', 10_000, async () => await lanes() === 4)
    socket.close()
  })
}

if (testEngine === 'postgres') tests()
