// A day as an app built on npm's `masto` 8 lives it: every answer checked by schemas made from the package's own
// declarations; and one attribute less makes the check fail.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startPeopledServer, type PeopledServer } from '#test/support/people.ts'
import { dayTable, mastoDay } from './masto-day.ts'
import { validatorFor } from './masto-schemas.ts'

const SCOPES = ['read', 'write', 'follow']
let people: PeopledServer
before(async () => { people = await startPeopledServer() })
after(async () => { await people.close() })

test('a day of calls through masto, every answer as its declarations say', async () => {
  const [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((name) => people.token(name, SCOPES)))
  const entries = await mastoDay({ baseUrl: people.baseUrl, tokens: { alice: alice ?? '', bob: bob ?? '', carol: carol ?? '' }, extras: false })
  console.log(dayTable(entries))
  const wrong = entries.filter((entry) => !entry.ok)
  assert.deepEqual(wrong.map((entry) => `${entry.call}: ${entry.problems.join('; ')}`), [])
  assert.ok(new Set(entries.map((entry) => entry.call)).size >= 80)
})

test('a status without one of its attributes is noticed', async () => {
  const token = await people.token('alice', SCOPES)
  const { body } = await people.server.call<Record<string, unknown>>('POST', '/api/v1/statuses', { token, form: { status: 'whole' } })
  assert.deepEqual(validatorFor('v1.Status')(body), [])
  for (const attribute of ['visibility', 'account', 'media_attachments', 'created_at']) {
    const { [attribute]: _left, ...rest } = body
    assert.notDeepEqual(validatorFor('v1.Status')(rest), [], attribute)
  }
})
