// Answers go 30 days after the decision, and not before; those that still wait stay.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { forgetAnswers } from './forget-answers.ts'
import { openApplication } from './applications.ts'

const DAY = 86_400_000
let now = Date.now()
let house: TestHouse
before(async () => { house = await openTestHouse({ clock: { now: () => now } }) })
after(async () => { await house.remove() })

test('answers and reasons are kept for 30 days after the decision', async () => {
  const [decided, waiting] = [await house.member('dora'), await house.member('wim')]
  await house.write(async (tx) => {
    for (const { userId } of [decided, waiting]) {
      await openApplication(tx, userId, { state: 'waiting', reason: 'because' })
      await tx.db.insertInto('answers').values({ user_id: userId, question_id: 1, text: 'number 7' }).execute()
    }
    await tx.db.updateTable('applications').set({ state: 'rejected', decided_at: tx.now }).where('user_id', '=', decided.userId).execute()
  })
  const left = async () => {
    await house.write(forgetAnswers)
    const answers = await house.db.selectFrom('answers').select('user_id').orderBy('user_id').execute()
    const reasons = await house.db.selectFrom('applications').select('user_id').where('reason', 'is not', null).orderBy('user_id').execute()
    assert.deepEqual(reasons, answers)
    return answers.map((row) => row.user_id)
  }
  now += 29 * DAY
  assert.deepEqual(await left(), [decided.userId, waiting.userId])
  now += 2 * DAY
  assert.deepEqual(await left(), [waiting.userId])
})
