// What both engines promise: commits and rollbacks, one writer at a time, refusal of undefined, unique violations.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

interface Schema { notes: { id: number; text: string; size: number | null } }

let database: TestDatabase
let engine: Engine<Schema>
const migration = {
  name: 'notes', statements: ['create table notes (id integer primary key, text text not null unique, size integer)'],
}

before(async () => {
  database = await createTestDatabase(undefined, { empty: true })
  engine = database.url ? await openPostgres<Schema>(database.url, 4) : openSqlite<Schema>(`${database.dataDir}/t.db`)
  assert.deepEqual(await migrate(engine, [migration]), ['notes'])
})
after(async () => {
  await engine.close()
  await database.remove()
})

const texts = async () => (await engine.reader.selectFrom('notes').select('text').orderBy('id').execute()).map((row) => row.text)

test('a second migration run applies nothing', async () => {
  assert.deepEqual(await migrate(engine, [migration]), [])
})

test('a commit is seen by readers, a rollback is not', async () => {
  await engine.begin((db) => db.insertInto('notes').values({ id: 1, text: 'kept', size: 2 ** 52 }).execute())
  await assert.rejects(engine.begin(async (db) => {
    await db.insertInto('notes').values({ id: 2, text: 'lost', size: null }).execute()
    throw new Error('no')
  }), /no/)
  assert.deepEqual(await texts(), ['kept'])
  const row = await engine.reader.selectFrom('notes').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
  assert.equal(row.size, 2 ** 52)
})

test('transactions asked for at once all happen', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => engine.begin(async (db) => {
    const { n } = await db.selectFrom('notes').select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
    assert.equal(typeof n, 'number')
    await db.insertInto('notes').values({ id: 100 + index, text: `many ${index}`, size: n }).execute()
  })))
  assert.equal((await texts()).filter((text) => text.startsWith('many')).length, 20)
})

test('of transactions asked for at once, one that fails takes back its own writes and no others', async () => {
  const write = (id: number, fails: boolean) => engine.begin(async (db) => {
    await db.insertInto('notes').values({ id, text: `of ${id}`, size: null }).execute()
    if (fails) throw new Error(`not ${id}`)
    return id
  })
  const ended = await Promise.allSettled([write(20, true), write(21, false), write(22, true), write(23, false)])
  assert.deepEqual(ended.map((one) => one.status === 'fulfilled' ? one.value : (one.reason as Error).message), ['not 20', 21, 'not 22', 23])
  assert.deepEqual((await texts()).filter((text) => text.startsWith('of ')), ['of 21', 'of 23'])
})

test('a transaction sees what those before it wrote, not what a failed one did', async () => {
  if (engine.name === 'postgres') return
  const count = () => engine.begin(async (db) => (await db.selectFrom('notes').select('id').where('text', 'like', 'in turn%').execute()).length)
  const add = (id: number, fails: boolean) => engine.begin(async (db) => {
    await db.insertInto('notes').values({ id, text: `in turn ${id}`, size: null }).execute()
    if (fails) throw new Error('no')
  })
  const [, early, , late] = await Promise.allSettled([add(30, false), count(), add(31, true), count()])
  assert.deepEqual([early, late].map((one) => one?.status === 'fulfilled' ? one.value : -1), [1, 1])
})

test('what a transaction is told has happened can be read at once, by readers too', async () => {
  await Promise.all(Array.from({ length: 10 }, async (_, index) => {
    await engine.begin((db) => db.insertInto('notes').values({ id: 40 + index, text: `seen ${index}`, size: null }).execute())
    assert.ok((await texts()).includes(`seen ${index}`))
  }))
})

test('undefined is refused before anything is written', async () => {
  await assert.rejects(engine.begin((db) => sql`insert into notes (id, text) values (${500}, ${undefined})`.execute(db)), TypeError)
})

test('a unique violation is recognised', async () => {
  const error = await engine.begin((db) => db.insertInto('notes').values({ id: 9, text: 'kept', size: null }).execute()).catch((problem: unknown) => problem)
  assert.ok(engine.isUniqueViolation(error))
  assert.ok(!engine.isUniqueViolation(new Error('else')))
})

test('counts of changed rows are told', async () => {
  const result = await engine.begin((db) => db.updateTable('notes').set({ size: 0 }).where('id', '>=', 100).executeTakeFirst())
  assert.equal(Number(result.numUpdatedRows), 20)
})

test('readers of the embedded engine cannot write', async () => {
  if (engine.name === 'postgres') return
  await assert.rejects(sql`delete from notes`.execute(engine.reader), /readonly/)
})
