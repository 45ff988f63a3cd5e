// Every start that cannot succeed ends at once with one sentence that says what to mend.
import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { ConfigError, readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { start } from '#main/serve.ts'
import { freePort } from '#test/support/free-port.ts'
import { runCovey } from './covey.ts'

const folder = mkdtempSync(join(tmpdir(), 'covey-faults-'))
let taken: Server
let count = 0
const dataDir = () => join(folder, `data-${count++}`)

before(async () => {
  taken = createServer()
  await new Promise<void>((ready) => { taken.listen(0, '127.0.0.1', ready) })
})
after(() => {
  taken.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts within this process and gives the sentence it fails with. */
async function refusal(env: Record<string, string>): Promise<string> {
  const running = start(readConfig({ COVEY_DATA_DIR: dataDir(), COVEY_PORT: '0', ...env }), { http: true, work: true, log: createLog('silent') })
  const error = await running.then(async (one): Promise<unknown> => {
    await one.stop()
    return null
  }, (problem: unknown) => problem)
  assert.ok(error instanceof ConfigError, String(error instanceof Error ? error.stack : 'it started'))
  return error.message
}

function emptyDatabase(prepare: (database: DatabaseSync) => void): string {
  const dir = dataDir()
  mkdirSync(dir)
  const database = new DatabaseSync(join(dir, 'covey.db'))
  prepare(database)
  database.close()
  return dir
}

test('a port that is taken', async () => {
  const { port } = taken.address() as AddressInfo
  assert.equal(await refusal({ COVEY_PORT: String(port) }), `Port ${port} is taken. Set COVEY_PORT to another one, or stop what uses it.`)
})

test('an address that is not of this machine', async () => {
  assert.equal(await refusal({ COVEY_BIND: '192.0.2.1' }), 'COVEY_BIND=192.0.2.1 is not an address of this machine.')
  assert.equal(await refusal({ COVEY_BIND: 'no-such-host.invalid' }), 'COVEY_BIND=no-such-host.invalid is not an address of this machine.')
})

test('a data folder that is a file, or inside one', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  assert.equal(await refusal({ COVEY_DATA_DIR: file }), `COVEY_DATA_DIR=${file} is not a folder.`)
  assert.equal(await refusal({ COVEY_DATA_DIR: join(file, 'data') }), `COVEY_DATA_DIR=${join(file, 'data')} is not a folder.`)
})

test('a folder where there can be none: one sentence for every verb, at once', async () => {
  const file = join(folder, 'plain')
  writeFileSync(file, '')
  const sentences = { '/proc/nope': 'COVEY_DATA_DIR=/proc/nope cannot be made there. Set it to a folder that can.', [file]: `COVEY_DATA_DIR=${file} is not a folder.` }
  for (const [dir, sentence] of Object.entries(sentences)) {
    for (const words of [['serve'], ['work'], ['migrate'], ['accounts', 'list'], ['settings', 'set', 'name', 'x']]) {
      const { code, out, err } = await runCovey(words, { COVEY_DATA_DIR: dir, COVEY_PORT: '0' }).ended
      assert.deepEqual({ code, out, err }, { code: 1, out: [], err: [sentence] }, words.join(' '))
    }
  }
  assert.equal(await refusal({ COVEY_STORAGE_DIR: '/proc/nope' }), 'The media folder /proc/nope cannot be written to by this user. Change its owner, or set COVEY_STORAGE_DIR.')
})

test('a database that is none, or of a newer version, or held by another program', async () => {
  const garbage = dataDir()
  mkdirSync(garbage)
  writeFileSync(join(garbage, 'covey.db'), 'not a database at all, '.repeat(500))
  assert.match(await refusal({ COVEY_DATA_DIR: garbage }), /covey\.db is damaged, or no database\. Restore it from a backup/)
  assert.equal(readFileSync(join(garbage, 'covey.db'), 'utf8').slice(0, 10), 'not a data', 'it must be left as it is')

  const newer = emptyDatabase((database) => database.exec(`create table migrations (name text primary key, applied_at integer); insert into migrations values ('9999-later', 1)`))
  assert.match(await refusal({ COVEY_DATA_DIR: newer }), /^The database is of a newer Covey \(it has had 9999-later\)/)

  const held = emptyDatabase((database) => database.exec('pragma journal_mode = wal'))
  const holder = new DatabaseSync(join(held, 'covey.db'))
  holder.exec('begin exclusive')
  assert.match(await refusal({ COVEY_DATA_DIR: held }), /covey\.db is locked by another program/)
  holder.close()
})

test('TLS files that are missing or nonsense', async () => {
  const pem = join(folder, 'nonsense.pem')
  writeFileSync(pem, 'nonsense')
  const nowhere = join(folder, 'nowhere.pem')
  assert.equal(await refusal({ COVEY_TLS_CERT: nowhere, COVEY_TLS_KEY: pem }), `COVEY_TLS_CERT: ${nowhere} cannot be read.`)
  assert.equal(await refusal({ COVEY_TLS_CERT: pem, COVEY_TLS_KEY: nowhere }), `COVEY_TLS_KEY: ${nowhere} cannot be read.`)
  assert.match(await refusal({ COVEY_TLS_CERT: pem, COVEY_TLS_KEY: pem }), /are not a PEM certificate and its key/)
})

test('a PostgreSQL that does not answer', async () => {
  const port = await freePort()
  const sentence = await refusal({ COVEY_DATABASE_URL: `postgres://somebody:hunter2@127.0.0.1:${port}/covey` })
  assert.match(sentence, /^COVEY_DATABASE_URL: PostgreSQL refuses/)
  assert.ok(!sentence.includes('hunter2'))
})

test('covey migrate says the same', async () => {
  const garbage = dataDir()
  mkdirSync(garbage)
  writeFileSync(join(garbage, 'covey.db'), 'not a database at all, '.repeat(500))
  const { code, err } = await runCovey(['migrate'], { COVEY_DATA_DIR: garbage }).ended
  assert.equal(code, 1)
  assert.match(err.join('\n'), /^[^\n]*covey\.db is damaged, or no database[^\n]*$/)
})

test('a folder that another user owns', async () => {
  const dir = dataDir()
  mkdirSync(dir)
  chmodSync(folder, 0o755)
  chmodSync(dir, 0o555)
  const asRoot = process.getuid?.() === 0
  const covey = runCovey(['serve'], { COVEY_DATA_DIR: dir, COVEY_PORT: '0' }, asRoot ? { uid: 65_534 } : {})
  const { code, out, err } = await covey.ended
  assert.deepEqual({ code, out, err }, { code: 1, out: [], err: [`The data folder ${dir} cannot be written to by this user. Change its owner, or set COVEY_DATA_DIR.`] })
  chmodSync(dir, 0o755)
})

test('a second server, or a worker, on the same folder', async () => {
  const dir = dataDir()
  const env = { COVEY_DATA_DIR: dir, COVEY_PORT: '0' }
  const first = await start(readConfig(env), { http: true, work: true, log: createLog('silent') })
  const sentence = `Another Covey already runs on ${dir}. Stop it, or set COVEY_DATA_DIR; several processes need PostgreSQL.`
  for (const verb of ['serve', 'work']) {
    const { code, out, err } = await runCovey([verb], env).ended
    assert.deepEqual({ code, out, err }, { code: 1, out: [], err: [sentence] })
  }
  await first.stop()
  assert.ok(existsSync(join(dir, 'covey.db')))
})

test('a wrong setting is named on one line, whatever it is', async () => {
  const { code, out, err } = await runCovey(['serve'], { COVEY_DATA_DIR: dataDir(), COVEY_PORT: 'many' }).ended
  assert.deepEqual({ code, out, err }, { code: 1, out: [], err: ['COVEY_PORT must be a whole number from 0 to 65535, not "many".'] })
})

test('SQLite with its work elsewhere', async () => {
  const { code, err } = await runCovey(['serve'], { COVEY_DATA_DIR: dataDir(), COVEY_PORT: '0', COVEY_WORK: 'off' }).ended
  assert.deepEqual({ code, err }, { code: 1, err: ['COVEY_WORK=off needs COVEY_DATABASE_URL: on SQLite one process does everything.'] })
})
