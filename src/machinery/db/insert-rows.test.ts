// Inserts of several rows: any number, each once, conflicts as told; inside a transaction.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { insertRows } from './insert-rows.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.remove())

const insertRules = insertRows<{ id: number }>({ into: 'rules (id, text, position)', columns: 3, rest: 'on conflict (id) do nothing returning id', repeatable: true })
const exactly = insertRows({ into: 'rules (id, text, position)', columns: 3, rest: 'on conflict (id) do update set text = excluded.text' })

const row = (id: number, text = `rule ${id}`) => [id, text, id] as const
const texts = async () => (await house.db.selectFrom('rules').select('text').orderBy('id').execute()).map((one) => one.text)

it('inserts any number of rows and says which are new', async () => {
  await house.write(async (tx) => {
    assert.deepEqual(await insertRules(tx.db, []), [])
    assert.deepEqual((await insertRules(tx.db, [row(1)])).map((one) => one.id), [1])
    assert.deepEqual((await insertRules(tx.db, [row(1, 'again'), row(2), row(3)])).map((one) => one.id).toSorted(), [2, 3])
    assert.equal((await insertRules(tx.db, [4, 5, 6, 7, 8].map((id) => row(id)))).length, 5)
  })
  assert.deepEqual(await texts(), [1, 2, 3, 4, 5, 6, 7, 8].map((id) => `rule ${id}`))
})

it('repeats no row where that would matter', async () => {
  await house.write((tx) => exactly(tx.db, [row(1, 'one'), row(2, 'two'), row(9, 'nine')]))
  assert.deepEqual((await texts()).filter((text) => !text.startsWith('rule')), ['one', 'two', 'nine'])
})

it('refuses a value that is not there', async () => {
  await assert.rejects(house.write((tx) => insertRules(tx.db, [[10, undefined as never, 1]])), /undefined/)
})
