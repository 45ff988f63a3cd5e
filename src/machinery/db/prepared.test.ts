// Hand-written statements: values and lists of ids bound where they stand, few texts, also inside a transaction.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { prepared } from './prepared.ts'

let house: TestHouse
before(async () => {
  house = await openTestHouse()
  await house.write(async (tx) => {
    for (const id of [11, 12, 13]) await tx.db.insertInto('rules').values({ id, text: `rule ${id}`, position: id }).execute()
  })
})
after(() => house.remove())

const both = prepared<{ id: number; text: string }, { ids: readonly number[]; text: string; most: number }>(
  'select id, text from rules where id in (:ids) and text <> :text union all select id, text from rules where text = :text and id <= :most order by id')

it('binds each name wherever it stands, lists of any length too', async () => {
  const ids = async (params: { ids: number[]; text: string; most: number }) => (await both(house.db, params)).map((row) => row.id)
  assert.deepEqual(await ids({ ids: [11, 12, 13], text: 'rule 12', most: 12 }), [11, 12, 13])
  assert.deepEqual(await ids({ ids: [13], text: 'rule 12', most: 12 }), [12, 13])
  assert.deepEqual(await ids({ ids: [], text: 'none', most: 99 }), [])
  assert.deepEqual(await ids({ ids: [11], text: 'rule 12', most: 1 }), [11])
})

it('leaves out those of a list, none if it is empty', async () => {
  const others = prepared<{ id: number }, { ids: readonly number[] }>('select id from rules where id not in (:ids) order by id')
  const ids = async (list: number[]) => (await others(house.db, { ids: list })).map((row) => row.id).filter((id) => id <= 13)
  assert.deepEqual(await ids([11, 13, 12]), [])
  assert.deepEqual(await ids([12]), [11, 13])
  assert.deepEqual(await ids([]), [11, 12, 13])
})

it('sees what its transaction wrote', async () => {
  await house.write(async (tx) => {
    await tx.db.insertInto('rules').values({ id: 14, text: 'fresh', position: 14 }).execute()
    assert.deepEqual((await both(tx.db, { ids: [14], text: '', most: 0 })).map((row) => row.text), ['fresh'])
  })
})

it('refuses a value that is not there', async () => {
  await assert.rejects(both(house.db, { ids: [1], text: undefined as never, most: 1 }), /undefined/)
})
