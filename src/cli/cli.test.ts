// The executable as an operator uses it: with the server stopped and while it runs.
import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { createLog } from '#machinery/log/log.ts'
import { readConfig } from '#machinery/config/config.ts'
import { lockDomain } from '#domain/instance/domain-lock.ts'
import { start } from '#main/serve.ts'
import { createTestDatabase, testEngine, type TestDatabase } from '#test/support/database.ts'
import { freePort } from '#test/support/free-port.ts'
import { runVerb } from './run.ts'
import { verbs } from './verbs.ts'

const covey = resolve(import.meta.dirname, '../../bin/covey')
interface Ran { code: number; out: string; err: string }

let database: TestDatabase
let env: NodeJS.ProcessEnv
let port: number

/** The executable itself, as a process. */
function execute(words: string[], { input = '', env: more = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Ran> {
  return new Promise((done) => {
    const child = execFile(covey, words, { env: { ...env, ...more }, timeout: 60_000 }, (error, out, err) => {
      done({ code: error ? Number(error.code ?? -1) : 0, out: out.trimEnd(), err: err.trimEnd() })
    })
    child.stdin?.end(input)
  })
}

/** What the executable does for an operator's verb, without the process around it. */
async function run(words: string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const code = await runVerb(words, {
    dataDir: database.dataDir, print: (line) => out.push(line), complain: (line) => err.push(line), readLine: async () => '',
    async open() {
      const { house, stop } = await start(readConfig(env), { http: false, work: false, log: createLog('silent') })
      return { ctx: house, close: stop }
    },
  })
  return { code: code ?? -1, out: out.join('\n'), err: err.join('\n') }
}

async function startServer(): Promise<ChildProcess> {
  const child = spawn(covey, ['serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((ready, failed) => {
    child.stdout?.once('data', () => ready())
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)))
  })
  return child
}

const stopServer = (child: ChildProcess): Promise<number | null> => new Promise((done) => {
  child.once('exit', (code) => done(code))
  child.kill('SIGTERM')
})

before(async () => {
  database = await createTestDatabase()
  port = await freePort()
  env = {
    PATH: process.env['PATH'], HOME: process.env['HOME'], COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url,
    COVEY_PORT: String(port), COVEY_LOG_LEVEL: 'silent', COVEY_DOMAIN: 'covey.test',
  }
})
after(() => database.remove())

test('help for the program and for each verb, and exit code 2 for what is not understood', async () => {
  const all = await execute(['--help'])
  assert.equal(all.code, 0)
  const serveHelp = await execute(['serve', '--help'])
  assert.deepEqual([serveHelp.code, serveHelp.out.startsWith('bin/covey serve\n')], [0, true])
  for (const name of Object.keys(verbs)) {
    assert.match(all.out, new RegExp(`^ {2}${name} `, 'm'))
    const help = await run([...name.split(' '), '--help'])
    assert.deepEqual([help.code, help.err], [0, ''], name)
    assert.match(help.out, new RegExp(`^bin/covey ${name}`))
  }
  for (const words of [[], ['accounts', 'dance'], ['serve', 'now'], ['accounts', 'create', 'noa']]) assert.equal((await execute(words)).code, 2, words.join(' '))
  for (const words of [['accounts', 'create'], ['accounts', 'create', 'noa'], ['tokens', 'create', '--account', 'noa', '--bogus'],
    ['accounts', 'list', '--state', 'sad'], ['accounts', 'list', 'extra'], ['settings', 'set', 'registrations', 'perhaps']]) {
    assert.equal((await run(words)).code, 2, words.join(' '))
  }
})

test('a wrong setting stops everything with one sentence that names it', async () => {
  const { code, err } = await execute(['accounts', 'list'], { env: { COVEY_PORT: 'many' } })
  assert.equal(code, 1)
  assert.match(err, /^COVEY_PORT must be .*\.$/)
})

test('with the server stopped: set up once, accounts, tokens, questions, invitations', async () => {
  const kept = await run(['setup', '--name', 'Harbour', '--owner', '@admin', '--email', 'rana@harbour.example'])
  assert.deepEqual([kept.code, kept.out], [1, ''])
  assert.match(kept.err, /@admin is kept back.*add --reserved\.$/)
  const set = await execute(['setup', '--name', 'Harbour', '--owner', 'rana', '--email', 'rana@harbour.example'])
  assert.equal(set.code, 0, set.err)
  assert.match(set.out, /^Harbour is set up.*\nPassword: [a-z0-9]{20}$/)
  const again = await run(['setup', '--name', 'Harbour', '--owner', 'eve', '--email', 'eve@harbour.example'])
  assert.deepEqual([again.code, again.out], [1, ''])
  assert.match(again.err, /has an owner\.$/)

  const made = await run(['accounts', 'create', 'noa', '--email', 'noa@people.example', '--confirmed', '--approved', '--role', 'moderator', '--json'])
  const { password, ...told } = JSON.parse(made.out) as Record<string, string>
  assert.match(password ?? '', /^[a-z0-9]{20}$/)
  assert.deepEqual({ ...told, account_id: '' }, { username: 'noa', account_id: '', confirmed: true, approved: true })
  const read = await execute(['accounts', 'create', 'kit', '--email', 'kit@people.example', '--password', '-'], { input: 'correct horse\n' })
  assert.deepEqual([read.code, read.out], [0, 'Made @kit. Before they can act, the application must be approved.'])
  for (const words of [['noa', '--email', 'other@people.example'], ['NOA', '--email', 'other@people.example'], ['x', '--email', 'noa@people.example'], ['y', '--email', 'no'],
    ['z', '--email', 'z@people.example', '--role', 'king'], ['z', '--email', 'z@people.example', '--password', 'short']]) {
    const refused = await run(['accounts', 'create', ...words])
    assert.deepEqual([refused.code, refused.out], [1, ''], words.join(' '))
    assert.match(refused.err, /^[A-Z].*[^.]\.$/)
  }
  const keptName = await run(['accounts', 'create', '_Admin1', '--email', 'admin@people.example'])
  assert.deepEqual([keptName.code, keptName.out], [1, ''])
  assert.match(keptName.err, /@_Admin1 is kept back.*add --reserved\.$/)
  const list = await run(['accounts', 'list', '--json'])
  assert.deepEqual((JSON.parse(list.out) as { username: string; state: string; role: string | null }[]).map((one) => [one.username, one.state, one.role]),
    [['kit', 'pending', null], ['noa', 'active', 'Moderator'], ['rana', 'active', 'Owner']])
  assert.match((await run(['tokens', 'create', '--account', 'noa', '--scopes', 'read write follow push'])).out, /^[\w-]{43}$/)
  assert.equal((await run(['tokens', 'create', '--account', 'nobody'])).code, 1)
  assert.equal((await run(['tokens', 'create', '--account', 'noa', '--scopes', 'all'])).code, 2)
  assert.equal((await run(['settings', 'set', 'registrations', 'invited'])).code, 0)
  const invitation = (await run(['invites', 'create', '--account', 'noa', '--max-uses', '2', '--expires-in', '7d'])).out
  assert.match(invitation, /^https:\/\/covey\.test\/invite\/[a-z0-9]{10}$/)
  assert.equal((await run(['invites', 'end', invitation])).code, 0)
  assert.equal((await run(['invites', 'end', 'nonsense'])).code, 1)
  assert.match((await run(['applications', 'list'])).out, /^@kit\tkit@people\.example\t\d{4}/)
  assert.deepEqual(JSON.parse((await run(['applications', 'list', '--state', 'rejected', '--json'])).out), [])
  assert.equal((await run(['invites', 'create', '--account', 'noa', '--expires-in', 'soon'])).code, 2)
  const { id } = JSON.parse((await run(['questions', 'add', 'Why here?', '--required', '--json'])).out) as { id: string }
  assert.equal((await run(['questions', 'list'])).out, `${id}\trequired\tWhy here?`)
  assert.equal((await run(['questions', 'archive', id])).code, 0)
  assert.equal((await run(['questions', 'list'])).out, '')
  assert.equal((await run(['questions', 'archive', '1'])).code, 1)
  assert.equal((await execute(['migrate'])).out, 'The database is up to date.')
})

test('an applicant with questions open is shown so and let in only by saying so; a decline is taken back', async () => {
  const { id } = JSON.parse((await run(['questions', 'add', 'Which row?', '--required', '--json'])).out) as { id: string }
  assert.equal((await run(['accounts', 'create', 'ole', '--email', 'ole@people.example', '--confirmed'])).code, 0)
  const { house, stop } = await start(readConfig(env), { http: false, work: false, log: createLog('silent') })
  await house.write((tx) => tx.db.updateTable('applications').set({ state: 'questions' })
    .where('user_id', 'in', (from) => from.selectFrom('users').select('id').where('email_key', '=', 'ole@people.example')).execute())
  await stop()
  assert.match((await run(['applications', 'list'])).out, /^@ole\t.*\tquestions open\n {2}Which row\?\n {4}\(no answer yet\)/m)
  assert.match((await run(['accounts', 'list', '--state', 'pending'])).out, /^@ole\t.*\tquestions open$/m)
  const refused = await run(['accounts', 'approve', 'ole'])
  assert.deepEqual([refused.code, refused.out], [1, ''])
  assert.match(refused.err, /@ole has not answered "Which row\?" yet.*--anyway\.$/)
  assert.equal((await run(['accounts', 'reject', 'ole', '--message', 'No.'])).out, 'The application of @ole is declined.')
  assert.equal((await run(['accounts', 'reject', 'ole'])).out, 'The application of @ole had been declined already.')
  assert.match((await run(['accounts', 'list', '--state', 'disabled'])).out, /^@ole/m)
  assert.equal((await run(['accounts', 'approve', 'ole'])).code, 1, 'still unanswered')
  assert.equal((await run(['accounts', 'approve', 'ole', '--anyway'])).out, '@ole is in.')
  assert.equal((await run(['accounts', 'approve', 'ole'])).out, '@ole had been let in already.')
  assert.deepEqual(JSON.parse((await run(['accounts', 'approve', '@ole', '--json'])).out), { approved: true, already: true, unanswered: [] })
  assert.equal((await run(['accounts', 'create', 'support', '--email', 'help@people.example', '--confirmed', '--approved', '--reserved'])).code, 0)
  assert.match((await run(['accounts', 'list', '--state', 'active'])).out, /^@ole/m)
  assert.equal((await run(['questions', 'archive', id])).code, 0)
})

test('a member\'s invitations are listed, good ones first', async () => {
  const made = (await run(['invites', 'create', '--account', 'noa', '--note', 'Come in.'])).out
  const lines = (await run(['invites', 'list', '--account', 'noa'])).out.split('\n')
  assert.match(lines[0] ?? '', new RegExp(`^${made}\t0/any\tfor ever\tgood$`))
  assert.match(lines.at(-1) ?? '', /\t0\/2\t\S+\tover$/)
})

test('with the server stopped, only where the data is must be set: the domain is the one last served, or the locked one', async () => {
  const other = await createTestDatabase()
  const bare = { PATH: process.env['PATH'], HOME: process.env['HOME'], COVEY_DATA_DIR: other.dataDir, COVEY_DATABASE_URL: other.url, COVEY_LOG_LEVEL: 'silent' }
  const words = async (...typed: string[]) => execute(typed, { env: { ...bare, COVEY_DOMAIN: undefined, COVEY_PORT: undefined } })
  const setUp = await words('setup', '--name', 'Quay', '--owner', 'rana', '--email', 'rana@quay.example')
  assert.match(setUp.out, /http:\/\/localhost:3000\/auth/, setUp.err)
  const serve = async (domain: string, lock = false) => {
    const { house, stop } = await start(readConfig({ ...bare, COVEY_DOMAIN: domain, COVEY_PORT: '0' }), { http: true, work: false, log: createLog('silent') })
    if (lock) await house.write(lockDomain)
    await stop()
  }
  await serve('quay.example')
  await serve('quay.test')
  assert.match((await words('invites', 'create', '--account', 'rana')).out, /^https:\/\/quay\.test\/invite\//)
  await serve('quay.example', true)
  assert.match((await words('invites', 'create', '--account', 'rana')).out, /^https:\/\/quay\.example\/invite\//)
  assert.match((await words('accounts', 'list')).out, /^@rana/)
  const misled = await execute(['accounts', 'list'], { env: { ...bare, COVEY_DOMAIN: 'other.example' } })
  assert.equal(misled.code, 1)
  assert.match(misled.err, /^Other servers know this one as quay\.example, so COVEY_DOMAIN cannot become other\.example/)
  await assert.rejects(start(readConfig({ ...bare, COVEY_PORT: '0' }), { http: true, work: false, log: createLog('silent') }), /know this one as quay\.example/)
  await other.remove()
})

test('while the server runs: the same verbs, and what they do is there at once', async () => {
  const server = await startServer()
  try {
    const socket = join(database.dataDir, 'covey.sock')
    if (testEngine === 'sqlite') assert.equal(statSync(socket).mode & 0o777, 0o600)
    const token = (await execute(['tokens', 'create', '--account', 'noa', '--scopes', 'read profile'])).out
    const asNoa = () => fetch(`http://127.0.0.1:${port}/api/v1/apps/verify_credentials`, { headers: { authorization: `Bearer ${token}` } })
    assert.equal((await asNoa()).status, 200)
    assert.equal((await run(['accounts', 'approve', '@kit'])).code, 0)
    assert.equal((await run(['accounts', 'approve', 'kit'])).code, 0, 'twice is the same as once')
    assert.equal((await run(['accounts', 'reject', 'kit'])).code, 1)
    assert.equal((await run(['accounts', 'list', '--state', 'pending'])).out, '')
    const link = (await run(['accounts', 'reset-password', 'noa', '--link'])).out.trim()
    assert.match(link, /\/auth\/password\/edit\?code=[\w-]{32}$/)
    const opened = async () => (await fetch(`http://127.0.0.1:${port}${link.replace(/^https?:\/\/[^/]+/, '')}`)).status
    assert.equal(await opened(), 200)
    assert.equal((await run(['accounts', 'reset-password', 'noa', '--link', '--password', 'long enough'])).code, 2)
    assert.match((await run(['accounts', 'remove-second-factor', 'noa'])).out, /There was no second step/)
    assert.match((await run(['mail', 'test', 'noa@people.example'])).out, /outbox/)
    assert.equal((await run(['mail', 'test', 'nobody'])).code, 2)
    assert.match((await run(['accounts', 'reset-password', 'noa'])).out, /^Password: /)
    assert.equal(await opened(), 404, 'a new password ends the link')
    assert.equal((await asNoa()).status, 401)
    const bad = await run(['accounts', 'create', 'noa', '--email', 'noa2@people.example', '--json'])
    assert.deepEqual([bad.code, JSON.parse(bad.out)], [1, { error: 'Username has already been taken' }])
    assert.equal((await execute(['migrate'])).code, 0)
    if (testEngine === 'sqlite') {
      const second = await execute(['serve'], { env: { COVEY_PORT: String(await freePort()) } })
      assert.equal(second.code, 1)
      assert.match(second.err, /already runs/)
      await speakNonsense(socket)
      assert.equal((await run(['accounts', 'list'])).code, 0, 'the server survives nonsense on its socket')
    }
  } finally {
    assert.equal(await stopServer(server), 0)
  }
  assert.equal(existsSync(join(database.dataDir, 'covey.sock')), false)
  assert.equal((await run(['accounts', 'list'])).code, 0)
})

const speakNonsense = (path: string): Promise<void> => new Promise((done) => {
  const socket = connect(path, () => socket.write('nonsense\n'))
  socket.once('close', () => done()).once('error', () => {}).resume()
})

test('a socket left by a crash is no server', async () => {
  const before = { database, env }
  // Only servers on SQLite have a socket.
  database = await createTestDatabase('sqlite')
  env = { ...env, COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: '' }
  try {
    const server = await startServer()
    const gone = new Promise((done) => server.once('exit', done))
    // The wrapper has replaced itself with node, so this is the server itself.
    server.kill('SIGKILL')
    await gone
    assert.equal(existsSync(join(database.dataDir, 'covey.sock')), true)
    assert.equal((await run(['accounts', 'list'])).code, 0)
    const next = await startServer()
    assert.equal((await run(['accounts', 'list'])).code, 0)
    assert.equal(await stopServer(next), 0)
  } finally {
    await database.remove();
    ({ database, env } = before)
  }
})

test('a folder whose name is too long for a socket still works, with the server stopped', async () => {
  const base = mkdtempSync(join(tmpdir(), 'covey-'))
  try {
    const dataDir = join(base, 'x'.repeat(120))
    const told = await execute(['accounts', 'list'], { env: { COVEY_DATA_DIR: dataDir } })
    assert.equal(told.code, 0, told.err)
  } finally {
    rmSync(base, { recursive: true })
  }
})

test('everybody is told something, now or later, and no more', async () => {
  const told = await run(['announcements', 'publish', 'Maintenance tonight', '--json'])
  const { id } = JSON.parse(told.out) as { id: string }
  assert.equal((await run(['announcements', 'publish', 'Party', '--starts', '2090-01-01', '--ends', '2090-01-02', '--all-day', '--at', '2089-12-01'])).code, 0)
  const listed = JSON.parse((await run(['announcements', 'list', '--json'])).out) as { id: string; published: boolean }[]
  assert.deepEqual(listed.map((one) => one.published), [true, false])
  assert.equal((await run(['announcements', 'publish', 'x', '--at', 'someday'])).code, 2)
  assert.equal((await run(['announcements', 'remove', id])).code, 0)
  assert.notEqual((await run(['announcements', 'remove', id])).code, 0)
  assert.equal(JSON.parse((await run(['announcements', 'list', '--json'])).out).length, 1)
})
