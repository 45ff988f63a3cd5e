// The operator's verbs about the queue to other servers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDeliveries } from '#domain/peers/deliveries.ts'
import { noteHostFailed, noteHostReached, postponeDelivery } from '#domain/peers/settle-delivery.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { runVerb } from './run.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 5, 1)
const iso = (ms: number) => new Date(ms).toISOString()
let house: TestHouse
let accountId: number
before(async () => {
  house = await openTestHouse({ clock: { now: () => NOW } })
  accountId = (await house.member('ada')).accountId
})
after(() => house.remove())

async function run(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const code = await runVerb(['deliveries', ...words], {
    dataDir: house.config.dataDir, print: (line) => out.push(line), complain: (line) => err.push(line), readLine: async () => '',
    open: async () => ({ ctx: house, close: async () => {} }),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const send = (host: string, count: number) => house.write(async (tx) => {
  const id = tx.id()
  await tx.db.insertInto('outgoing').values({ id, account_id: accountId, object_key: `key:${id}`, body: '{}', spread: null, created_at: tx.now }).execute()
  await addDeliveries(tx, { id, accountId, objectKey: `key:${id}` }, Array.from({ length: count }, (_, at) => `https://${host}/inbox/${at}`))
})
const rowsOf = (host: string) => house.db.selectFrom('deliveries').selectAll().where('host', '=', host).orderBy('id').execute()
const listed = async (...more: string[]) => JSON.parse((await run('list', '--json', ...more)).out) as Record<string, unknown>[]

/** One host that is well, one that fails, of whose deliveries one was given up. */
async function queue(): Promise<void> {
  await house.write(async ({ db }) => { for (const table of ['deliveries', 'outgoing', 'hosts'] as const) await db.deleteFrom(table).execute() })
  await send('well.example', 1)
  await send('down.example:8443', 3)
  const [first] = await rowsOf('down.example:8443')
  assert.ok(first)
  await house.write(async (tx) => {
    await noteHostReached(tx.db, 'well.example', { now: NOW - HOUR, scheme: null })
    await noteHostFailed(tx.db, 'down.example:8443', { now: NOW - 2 * HOUR, nextAttemptAt: NOW + HOUR, error: 'timeout', counts: true })
    await postponeDelivery(tx.db, { id: first.id, nextAt: null, error: 'timeout' }, NOW)
  })
}

test('the queue by host: waiting, given up, failing, last success, next try', async () => {
  await queue()
  assert.deepEqual(await listed(), [
    { host: 'down.example:8443', waiting: 2, given_up: 1, failing_since: iso(NOW - 2 * HOUR), failures: 1, last_success_at: null, next_try_at: iso(NOW + HOUR), last_error: 'timeout' },
    { host: 'well.example', waiting: 1, given_up: 0, failing_since: null, failures: 0, last_success_at: iso(NOW - HOUR), next_try_at: iso(NOW), last_error: null },
  ])
  assert.deepEqual((await listed('--host', 'WELL.example')).map((one) => one['host']), ['well.example'])
  const { out } = await run('list')
  assert.match(out, /^down\.example:8443\t2 waiting\t1 given up\tfailing since \S+ \(1\)\tlast success never\tnext try \S+\ttimeout\nwell\.example\t1 waiting\t0 given up\twell\t/)
})

test('a host that nothing is known of is refused, one that is none is not understood', async () => {
  await queue()
  for (const verb of ['list', 'retry', 'drop']) {
    const unknown = await run(verb, '--host', 'nobody.example')
    assert.deepEqual([unknown.code, unknown.err], [1, 'Nothing waits for nobody.example, and it does not fail.'], verb)
    assert.equal((await run(verb, '--host', 'not a host')).code, 2, verb)
  }
  assert.equal((await run('drop')).code, 2, 'everything is never dropped at once')
})

test('a retry makes everything for one host due, what was given up too, and lets the host be asked; twice is the same', async () => {
  await queue()
  for (let times = 0; times < 2; times++) {
    const { code, out } = await run('retry', '--host', 'down.example:8443', '--json')
    assert.deepEqual([code, JSON.parse(out)], [0, { hosts: ['down.example:8443'], deliveries: 3 }])
    assert.ok((await rowsOf('down.example:8443')).every((row) => row.dead_at === null && row.next_at === NOW))
    const [state] = await listed('--host', 'down.example:8443')
    assert.deepEqual([state?.['failing_since'], state?.['failures'], state?.['next_try_at']], [null, 0, iso(NOW)])
  }
  await queue()
  assert.equal((await run('retry')).out, 'Trying again: 4 to 2 servers.')
  assert.ok((await rowsOf('down.example:8443')).every((row) => row.dead_at === null))
})

test('a drop forgets what is for one host, however much, with the activities nobody else waits for', async () => {
  await queue()
  await send('down.example:8443', 1100)
  assert.equal((await run('drop', '--host', 'https://down.example:8443')).out, 'Forgotten: 1103 to down.example:8443.')
  assert.deepEqual([(await rowsOf('down.example:8443')).length, (await rowsOf('well.example')).length], [0, 1])
  assert.equal((await house.db.selectFrom('outgoing').selectAll().execute()).length, 1)
})
