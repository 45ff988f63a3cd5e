// A day as an app built on npm's `masto` 8 lives it, in which every method that its declarations offer is called, but for
// those of administrators: every answer checked by schemas made from the same declarations.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ClientServer, startClientServer } from './client-server.ts'
import { mastoDay } from './masto-day.ts'
import { masto } from './masto-schemas.ts'
import { dayTable, uncalled } from './notebook.ts'

let server: ClientServer
before(async () => { server = await startClientServer() })
after(async () => { await server.close() })

// Made by masto itself while it subscribes, and marked as not for apps.
const INTERNAL = ['streaming.prepare']

test('every method of masto is called, every answer as its declarations say', async () => {
  const entries = await mastoDay({ baseUrl: server.baseUrl, tokens: server.tokens, extras: true, speakFromAfar: server.speakFromAfar })
  console.log(dayTable(entries))
  const wrong = entries.filter((entry) => !entry.ok)
  assert.deepEqual(wrong.map((entry) => `${entry.call}: ${entry.problems.join('; ')}`), [])
  assert.deepEqual(uncalled(masto, entries), INTERNAL)
})

test('a status without one of its attributes is noticed', async () => {
  const { body } = await server.people.server.call<Record<string, unknown>>('POST', '/api/v1/statuses', { token: server.tokens.alice, form: { status: 'whole' } })
  assert.deepEqual(masto.validatorFor('v1.Status')(body), [])
  for (const attribute of ['visibility', 'account', 'media_attachments', 'created_at']) {
    const { [attribute]: _left, ...rest } = body
    assert.notDeepEqual(masto.validatorFor('v1.Status')(rest), [], attribute)
  }
})
