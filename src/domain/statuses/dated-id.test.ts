// More posts of one moment than a moment has ids.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { firstIdAt } from '#machinery/ids/ids.ts'
import { draftOf, remotePerson } from '#test/seeds/village.ts'
import { testEngine } from '#test/support/database.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { postStatus } from './post-status.ts'

const AT = Date.UTC(2026, 0, 1)
/** More than a process has ids in a millisecond, and so twice around: on PostgreSQL several processes share them. */
const MANY = testEngine === 'postgres' ? 200 : 4100

let house: TestHouse
let far: number
before(async () => {
  house = await openTestHouse()
  far = await remotePerson(house, 'far')
})
after(() => house.remove())

test('fetched posts of the same moment all get an id, and sort at their date', async () => {
  const ids = await house.write(async (tx) => {
    const given: number[] = []
    for (let count = 0; count < MANY; count++) {
      given.push((await postStatus(tx, { ...draftOf(far, 'now', { uri: `https://peer.example/${count}` }), fetched: true, createdAt: AT })).statusId)
    }
    return given
  })
  assert.equal(new Set(ids).size, MANY)
  assert.ok(ids.every((id) => id >= firstIdAt(AT - 5000) && id < firstIdAt(AT + 1)))
})
