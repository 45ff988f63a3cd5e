// The log is carried over by the thread: it stays small whatever is written, and what it held is in the database file.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { openCheckpoints } from './checkpoints.ts'
import { serially } from './serially.ts'

const folder = mkdtempSync(join(tmpdir(), 'covey-log-'))
const path = join(folder, 'any.db')
const PAGE = 4096
let database: DatabaseSync
before(() => {
  database = new DatabaseSync(path)
  // The thread locks for a moment; the engine waits for it in its own way, this test in SQLite's.
  database.exec('pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = normal; create table things (id integer primary key, body blob)')
})
after(() => {
  if (database.isOpen) database.close()
  rmSync(folder, { recursive: true, force: true })
})

const turn = () => new Promise((resolve) => { setImmediate(resolve) })
const logPages = () => statSync(`${path}-wal`).size / PAGE

test('under writing without a pause the log stays bounded, and all of it arrives', async () => {
  const exclusively = serially()
  const checkpoints = openCheckpoints({ database, path, exclusively, pages: 50, tooMany: 200 })
  const insert = database.prepare('insert into things (body) values (zeroblob(8000))')
  let highest = 0
  for (let n = 0; n < 3000; n++) {
    await exclusively(async () => {
      insert.run()
      checkpoints.committed()
    })
    if (n % 3 === 0) await turn()
    highest = Math.max(highest, logPages())
  }
  assert.ok(highest > 50, 'nothing was ever left to the thread')
  assert.ok(highest < 1500, `the log grew to ${highest} pages`)
  await checkpoints.close()
  const left = database.prepare('pragma wal_checkpoint(noop)').get()
  assert.ok(Number(left?.['log']) < 3000, 'the log never began anew')
  database.close()
  const again = new DatabaseSync(path, { readOnly: true })
  assert.deepEqual({ ...again.prepare('select count(*) as n from things').get() }, { n: 3000 })
  again.close()
})

test('without its thread the database goes on, and SQLite does it itself', async () => {
  database = new DatabaseSync(path)
  const checkpoints = openCheckpoints({ database, path: join(folder, 'missing', 'any.db'), exclusively: serially(), pages: 50 })
  const insert = database.prepare('insert into things (body) values (zeroblob(8000))')
  for (let n = 0; n < 200; n++) {
    insert.run()
    checkpoints.committed()
    await turn()
  }
  await checkpoints.close()
  assert.deepEqual({ ...database.prepare('pragma wal_autocheckpoint').get() }, { wal_autocheckpoint: 50 })
  // However late the thread failed: the first carries the whole log over, so the second begins it anew.
  insert.run()
  insert.run()
  // Fifty, and the few pages of the commit that reached them.
  assert.ok(Number(database.prepare('pragma wal_checkpoint(noop)').get()?.['log']) < 60)
})
