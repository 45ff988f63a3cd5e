// A full disk and a database that another program holds: calls are refused with 503 and words, nothing acknowledged is
// lost, the event loop stays free, and afterwards the server goes on by itself. On SQLite, whose disk is ours.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { findDrift } from '#domain/counters/recount.ts'
import { start, type Running } from '#main/serve.ts'
import { createMember, type Member } from '#test/support/members.ts'

/** A small disk of its own if this user may mount one, else a folder. */
const folder = mkdtempSync(join(tmpdir(), 'covey-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status === 0
const config = readConfig({ COVEY_DATA_DIR: join(folder, 'data'), COVEY_PORT: '0', COVEY_RATE_LIMITS: 'off' })
let running: Running
let ada: Member

const begin = () => start(config, { http: true, work: true, log: createLog('silent') })
before(async () => {
  running = await begin()
  ada = await createMember(running.house, 'ada')
})
after(async () => {
  await running.stop()
  if (mounted) spawnSync('umount', ['-l', folder])
  rmSync(folder, { recursive: true, force: true })
})

async function call(method: string, path: string, form?: Record<string, string>) {
  const response = await fetch(`${running.url}${path}`, {
    method, headers: { authorization: `Bearer ${ada.token}` }, ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  return { status: response.status, body: await response.json() as Record<string, unknown> }
}
const post = (status: string) => call('POST', '/api/v1/statuses', { status })

/** Posts until one is refused; gives the ids of those that were not, and the refusal. */
async function postUntilRefused(): Promise<{ kept: string[]; refused: { status: number; body: unknown } }> {
  const kept: string[] = []
  for (let n = 0; n < 3000; n++) {
    const answer = await post(`${n} ${'long '.repeat(90)}`)
    if (answer.status !== 200) return { kept, refused: answer }
    kept.push(String(answer.body['id']))
  }
  throw new Error('the disk never became full')
}

async function allThere(ids: readonly string[]): Promise<void> {
  for (const id of ids) assert.equal((await call('GET', `/api/v1/statuses/${id}`)).status, 200)
}

const FULL = { status: 503, body: { error: 'The disk is full; nothing was saved' } }

test('a full database is told, reads go on, and so do writes when there is room again', async () => {
  const pages = async () => Number((await running.house.engine.raw('pragma page_count'))[0]?.['page_count'])
  await running.house.engine.raw(`pragma max_page_count = ${await pages() + 10}`)
  const { kept, refused } = await postUntilRefused()
  assert.deepEqual(refused, FULL)
  assert.ok(kept.length > 0)
  await allThere(kept)
  assert.equal((await call('GET', '/api/v1/timelines/home')).status, 200)
  await running.house.engine.raw('pragma max_page_count = 1000000')
  assert.equal((await post('there is room again')).status, 200)
})

if (mounted) test('a full disk is told, and what was answered survives it and a restart', async () => {
  const ballast = join(folder, 'ballast')
  const free = Number(spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).stdout.split('\n')[1])
  writeFileSync(ballast, Buffer.alloc(free - 256 * 1024))
  const { kept, refused } = await postUntilRefused()
  assert.deepEqual(refused, FULL)
  assert.ok(kept.length > 0)
  assert.equal((await call('GET', '/api/v1/timelines/home')).status, 200)
  assert.deepEqual(await post('still full'), FULL)
  rmSync(ballast)
  assert.equal((await post('there is room again')).status, 200)
  await running.stop()
  running = await begin()
  await allThere(kept)
  await running.idle()
  assert.deepEqual((await findDrift(running.house.db, { table: 'accounts', after: 0 })).drift, [])
})

if (mounted) test('no room for an upload\'s temporary file: refused in words, and the server goes on', async () => {
  const usual = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(16 * 1024 * 1024)], { type: 'image/png' }), 'a.png')
    const answer = await fetch(`${running.url}/api/v2/media`, { method: 'POST', headers: { authorization: `Bearer ${ada.token}` }, body: form })
    assert.deepEqual({ status: answer.status, body: await answer.json() }, FULL)
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('covey-upload-')), [])
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
  assert.equal((await post('and on')).status, 200)
})

test('while another program holds the database writes wait, reads do not', async () => {
  const other = new DatabaseSync(join(config.dataDir, 'covey.db'))
  other.exec('begin immediate')
  const waiting = post('patient')
  await sleep(300)
  const started = performance.now()
  assert.equal((await call('GET', '/api/v1/timelines/home')).status, 200)
  assert.ok(performance.now() - started < 250, 'the event loop was held up')
  other.exec('rollback')
  assert.equal((await waiting).status, 200)
  other.close()
})

test('held for longer, every waiting write is refused about as late as the first', async () => {
  const other = new DatabaseSync(join(config.dataDir, 'covey.db'))
  other.exec('begin immediate')
  const started = performance.now()
  const answers = await Promise.all([post('one'), post('two'), post('three')])
  assert.ok(performance.now() - started < 9000)
  for (const answer of answers) assert.deepEqual(answer, { status: 503, body: { error: 'The server is busy; try again shortly' } })
  other.exec('rollback')
  other.close()
  assert.equal((await post('free again')).status, 200)
})
