// The letter about a scheduled post that was refused when it was due.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { compose } from './compose.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.remove())

test('it quotes the post and says when, why and what next', async () => {
  const { userId } = await house.member('ada')
  const letter = await compose(house, { template: 'post-not-sent', userId, text: 'An <answer>', at: Date.UTC(2026, 10, 23, 9, 30), reason: 'The post is gone.' })
  assert.equal(letter?.to, 'ada@people.example')
  assert.equal(letter?.subject, 'A scheduled post was not posted – Covey')
  for (const part of ['@ada', 'An <answer>', '2026', 'The reason: The post is gone.', 'another time']) assert.ok(letter?.text.includes(part), part)
  assert.ok(!letter?.text.includes('gone..'))
  assert.ok(letter?.html.includes('An &lt;answer&gt;'))
})
