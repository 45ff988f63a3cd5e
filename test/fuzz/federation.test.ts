// Spoiled activities and documents by the thousand, the same on every run: nothing breaks, nothing is stored that runs, nobody
// is asked who must not be asked, and memory stays. FUZZ_FEDERATION says how many; `npm run fuzz`: 100,000.
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { seededRandom } from '#bench/seed/random.ts'
import { actorUri } from '#domain/addresses.ts'
import { signCavage } from '#federation/signatures/draft-cavage.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import { exchange, newKeys } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startSite, type Site } from '#test/support/pages.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { fetchSpoiled } from './federation/fetched.ts'
import { startFuzzPeer, type FuzzPeer } from './federation/fuzz-peer.ts'
import { activityOf, actorOf, type Cast, type Stage } from './federation/shapes.ts'
import { spoil, written, type Bait } from './federation/spoil.ts'
import { judgeStored } from './federation/stored.ts'

const CASES = Number(process.env['FUZZ_FEDERATION'] ?? 3000)
const BATCH = 250
const AT_ONCE = 8
const MB = 1_048_576
/** What a case may be answered: taken, refused as what it is, or "later", where a key cannot be had. */
const ANSWERS = new Set([202, 400, 401, 404, 413, 415, 503])

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let server: TestServer
let peer: FuzzPeer
let traps: Site[]
let ada: Member
let stage: Stage
let bait: Bait
const keys = newKeys()
const faults: string[] = []
const connected = new Set<string>()

/** Errors of ours: what is logged as one, and jobs that failed for another reason than that somebody could not be reached, which is told as `what: a-reason`. */
const log = pino({ level: 'warn', base: null }, { write: (line: string) => {
  const { level, msg, err } = JSON.parse(line) as { level: number; msg: string; err?: { type?: string; message?: string; stack?: string } }
  const expected = level < 50 && (err?.type === 'Unreachable' || (err?.type === 'Error' && /: [a-z]+(?:-[a-z\d]+)*$/.test(err.message ?? '')))
  if (!expected) faults.push(`${msg}: ${err?.stack?.slice(0, 600) ?? ''}`)
} })

const watch = (message: unknown): void => {
  const { socket } = message as { socket: Socket }
  socket.once('connect', () => connected.add(socket.remoteAddress ?? ''))
}

before(async () => {
  server = await startTestServer({ log, env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32' } })
  peer = await startFuzzPeer('127.0.0.2')
  traps = await Promise.all(['127.0.0.9', '127.0.0.1'].map((address) => startSite(address)))
  ada = await server.member('ada')
  const members = [ada, await server.member('bea')]
  const posted = await Promise.all(members.map((member) => server.call<{ uri: string }>('POST', '/api/v1/statuses', { token: member.token, form: { status: 'about this' } })))
  stage = { origin: peer.origin, host: peer.host, members: members.map((member) => actorUri(server.house.config, member.accountId)), posts: posted.map((one) => one.body.uri), publicKeyPem: keys.publicPem }
  const [far = '', near = ''] = traps.map((trap) => trap.origin)
  const port = new URL(near).port
  bait = {
    forbidden: [far, near, `http://[::1]:${port}/`, `http://localhost:${port}/`, `http://0.0.0.0:${port}/`, `http://[::ffff:127.0.0.9]:${new URL(far).port}/`, 'http://169.254.169.254/latest', `http://2130706433:${port}/`, `${server.url}/inbox`, 'https://10.0.0.1/'],
    known: [`${peer.origin}/users/z0`, ...stage.members, ...stage.posts, `${peer.origin}/notes/1`],
  }
  subscribe('net.client.socket', watch)
})
after(async () => {
  unsubscribe('net.client.socket', watch)
  await server.remove()
  await Promise.all([peer.close(), ...traps.map((trap) => trap.close())])
})

/** The people of a batch: nobody has heard of them before. */
function castOf(batch: number): Cast[] {
  return Array.from({ length: 6 }, (_, index) => {
    const someone = { name: `z${batch}x${index}`, uri: `${peer.origin}/users/z${batch}x${index}` }
    peer.pages.set(`/users/${someone.name}`, { body: JSON.stringify(actorOf(stage, someone)) })
    return someone
  })
}

const statuses = new Map<number, number>()

async function post(actor: Cast, body: Buffer, n: number): Promise<void> {
  const url = new URL(n % 10 === 0 ? `${stage.members[0]}/inbox` : '/inbox', server.url)
  const headers = await signCavage({ method: 'POST', url, body, headers: { 'content-type': 'application/activity+json' } },
    { keyId: `${actor.uri}#main-key`, privateKey: readPrivateKey(keys.privatePem) })
  const { status, text } = await exchange('POST', url, headers, body)
  statuses.set(status, (statuses.get(status) ?? 0) + 1)
  if (!ANSWERS.has(status)) faults.push(`case ${n} was answered ${status} ${text}: ${body.toString('utf8', 0, 500)}`)
}

/** One batch: cases are prepared in order, so that they are the same on every run, and sent a few at a time. */
async function playBatch(batch: number): Promise<void> {
  const random = seededRandom(1000 + batch)
  const cast = castOf(batch)
  const earlier: string[] = []
  const cases: (() => Promise<void>)[] = []
  for (let n = batch * BATCH; n < Math.min(CASES, (batch + 1) * BATCH); n++) {
    if (n % 5 < 2) {
      const own = seededRandom(1_000_000 + n)
      cases.push(() => fetchSpoiled({ reach: server.house, peer, stage, bait, cast, random: own }, n).catch((error: unknown) => { faults.push(`case ${n}: ${error instanceof Error ? error.stack : String(error)}`) }))
      continue
    }
    const actor = cast[random.under(cast.length)] as Cast
    const activity = activityOf(stage, actor, `${actor.uri}/acts/${n}`, { random, earlier })
    if (activity['type'] === 'Create') earlier.push(`${actor.uri}/acts/${n}/object`)
    const body = Buffer.from(written(spoil(activity, 4, { random, bait, keep: random.chance(0.8) ? ['id', 'type', 'actor'] : [] }), random))
    cases.push(() => post(actor, body, n))
  }
  const work = async () => { for (let next = cases.shift(); next; next = cases.shift()) await next() }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  await server.idle()
  peer.pages.clear()
}

/** What members see of it all. */
async function look(): Promise<void> {
  for (const path of ['/api/v1/timelines/public', '/api/v1/timelines/home', '/api/v1/notifications', '/api/v2/notifications', '/api/v1/conversations', '/api/v1/follow_requests', '/api/v1/custom_emojis', '/@ada']) {
    const { status, text } = await server.call('GET', path, { token: ada.token, query: path.includes('timelines') ? { limit: 40 } : {} })
    if (status !== 200) faults.push(`${path} was answered ${status} ${text.slice(0, 300)}`)
  }
}

test('spoiled activities and documents', { timeout: 3_600_000 }, async () => {
  let upTo = new Map<string, number>()
  let rows = 0
  let early = 0
  const batches = Math.ceil(CASES / BATCH)
  for (let batch = 0; batch < batches && faults.length === 0; batch++) {
    await playBatch(batch)
    await look()
    const judged = await judgeStored(server, upTo)
    faults.push(...judged.faults)
    rows += judged.rows
    upTo = judged.upTo
    if (batch === Math.floor(batches / 2)) { collect(); early = process.memoryUsage().heapUsed }
  }
  assert.deepEqual(faults.slice(0, 5), [])
  assert.deepEqual(traps.flatMap((trap) => trap.asked.map((one) => one.path)), [], 'asked where nobody may ask')
  assert.deepEqual([...connected].filter((address) => !['127.0.0.1', '127.0.0.2'].includes(address)), [])
  collect()
  const grown = (process.memoryUsage().heapUsed - early) / MB
  assert.ok(grown < 60, `the heap grew by ${grown.toFixed(1)} MB in the second half`)
  const sent = [...statuses.values()].reduce((sum, count) => sum + count, 0)
  assert.ok((statuses.get(202) ?? 0) / sent > 0.5, JSON.stringify([...statuses]))
  assert.ok(rows > CASES / 10, `only ${rows} rows were stored`)
  console.log(`${CASES} cases, ${rows} rows judged; answers: ${[...statuses].sort().map(([status, count]) => `${status} × ${count}`).join(', ')}; ${grown.toFixed(1)} MB`)
})
