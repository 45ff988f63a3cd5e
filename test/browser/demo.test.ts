// `npm run demo` as whoever tries Covey sees it: fills a folder of its own, starts again what is there, and keeps its
// hands off everything else. The tour of the other tests stands on what it makes.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readConfig } from '#machinery/config/config.ts'
import { seedDemo } from '#test/seeds/demo/seed-demo.ts'
import { openTimeLapse } from '#test/seeds/demo/time-lapse.ts'
import { createTestDatabase } from '#test/support/database.ts'
import { freePort } from '#test/support/free-port.ts'

let folder = ''
before(() => { folder = mkdtempSync(join(tmpdir(), 'covey-demo-')) })
after(() => { rmSync(folder, { recursive: true, force: true }) })

/** Runs the demo until it is open (then `use` may talk to it) or gives up; what it wrote. */
async function demo(env: Record<string, string>, words: string[] = [], use: (url: string) => Promise<void> = async () => {}): Promise<string> {
  const port = env['COVEY_PORT'] ?? String(await freePort())
  const child = spawn(process.execPath, ['test/seeds/demo.ts', ...words], { env: { ...process.env, COVEY_DATABASE_URL: '', COVEY_PORT: port, ...env } })
  let said = ''
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
  const open = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (/^ {2}member .*\n/m.test(said)) resolve()
      })
    }
  })
  await Promise.race([open, ended])
  try {
    if (child.exitCode === null) await use(`http://localhost:${port}`)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
  return said
}

const json = async <T>(url: string): Promise<T> => await (await fetch(url)).json() as T

test('a community is open, has a past, and says who may look at it', async () => {
  // Its address stays what it was: other servers have heard of it.
  const env = { COVEY_DATA_DIR: join(folder, 'fresh'), COVEY_PORT: String(await freePort()) }
  const said = await demo(env, [], async (url) => {
    const instance = await json<{ title: string; rules: unknown[] }>(`${url}/api/v2/instance`)
    assert.equal(instance.title, 'Second Shift')
    assert.equal(instance.rules.length, 5)
    const latest = await json<{ created_at: string; account: { acct: string } }[]>(`${url}/api/v1/timelines/public?limit=40`)
    assert.equal(latest.length, 40)
    const ages = latest.map((one) => Date.now() - Date.parse(one.created_at))
    assert.ok(ages.every((age) => age > 0), 'something is from the future')
    assert.ok(Math.max(...ages) > 24 * 3_600_000, 'everything is from today')
    const [mara] = await json<{ id: string; acct: string; statuses_count: number; followers_count: number }[]>(`${url}/api/v1/directory?local=true&limit=80`)
      .then((all) => all.filter((one) => one.acct === 'mara'))
    assert.ok(mara && mara.statuses_count >= 5 && mara.followers_count >= 38)
  })
  assert.match(said, /moves in/)
  for (const name of ['owner +mara@', 'moderator +rana@', 'member +jonas@']) assert.match(said, new RegExp(name))
  const again = await demo(env)
  assert.match(again, /is open at/)
  assert.doesNotMatch(again, /moves in/)
})

test('somebody else\'s folder is left alone', async () => {
  const dataDir = mkdtempSync(join(folder, 'other-'))
  writeFileSync(join(dataDir, 'covey.db'), 'precious')
  assert.match(await demo({ COVEY_DATA_DIR: dataDir }), /is not empty and not a demo: nothing was touched/)
  assert.deepEqual(readdirSync(dataDir), ['covey.db'])
  assert.equal(readFileSync(join(dataDir, 'covey.db'), 'utf8'), 'precious')
})

test('wrong wishes are told in a sentence', async () => {
  assert.match(await demo({ COVEY_DATA_DIR: join(folder, 'none') }, ['--people', 'many']), /--people must be a whole number/)
  assert.match(await demo({ COVEY_DATA_DIR: join(folder, 'none'), COVEY_DATABASE_URL: 'postgres://localhost/other' }), /leave COVEY_DATABASE_URL out/)
})

test('a larger community, on either engine: everybody has a home, polls have ended, nine wait', async () => {
  const database = await createTestDatabase()
  const config = readConfig({ COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_DOMAIN: 'second-shift.example' })
  await seedDemo(config, 120)
  const lapse = await openTimeLapse(config, 0)
  try {
    const { db } = lapse.house
    const count = async (rows: Promise<unknown[]>) => (await rows).length
    assert.equal(await count(db.selectFrom('accounts').select('id').where('host', 'is', null).where('pending', '=', 0).where('id', '>', 1).where('deleted_at', 'is', null).execute()), 124)
    assert.equal(await count(db.selectFrom('applications').select('user_id').where('state', '=', 'waiting').execute()), 9)
    assert.equal(await count(db.selectFrom('polls').select('id').where('closed_at', 'is not', null).execute()), 1)
    assert.equal(await count(db.selectFrom('polls').select('id').where('closed_at', 'is', null).execute()), 2)
    assert.equal(await count(db.selectFrom('reports').select('id').where('resolved_at', 'is', null).execute()), 2)
    assert.equal(await count(db.selectFrom('jobs').select('id').where('dead_at', 'is not', null).execute()), 0)
    const homes = await db.selectFrom('feed_entries').select('feed_id').distinct().execute()
    assert.ok(homes.length > 110, `${homes.length} homes have something in them`)
  } finally {
    await lapse.close()
    await database.remove()
  }
})
