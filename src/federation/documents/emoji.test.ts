// A custom emoji under its network id: ours, if it is in use, and nobody else's.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
before(async () => { server = await startTestServer({ work: false }) })
after(() => server.remove())

const add = (shortcode: string, more: { host?: string; disabled?: number } = {}) => server.house.write(async (tx) => {
  const id = tx.id()
  const host = more.host ?? null
  await tx.db.insertInto('custom_emojis').values({
    id, shortcode, host, emoji_key: `${shortcode}@${host ?? ''}`, file_key: `emojis/${id}.png`, static_key: `emojis/${id}.png`,
    remote_url: host === null ? null : `https://${host}/e.png`, disabled: more.disabled ?? 0, updated_at: tx.now,
  }).execute()
  return id
})
const get = (id: number | string) => server.call<{ type: string; id: string; name: string; icon: { type: string; url: string } }>('GET', `/ap/emojis/${id}`, { headers: { accept: 'application/activity+json' } })

test('ours is told with its picture; another server\'s, a disabled and an unknown one are not found', async () => {
  const id = await add('anchor')
  const { status, body } = await get(id)
  assert.equal(status, 200)
  assert.deepEqual([body.type, body.id, body.name, body.icon.type], ['Emoji', `${server.url}/ap/emojis/${id}`, ':anchor:', 'Image'])
  assert.ok(body.icon.url.startsWith(`${server.url}/`), body.icon.url)
  for (const other of [await add('theirs', { host: 'peer.example' }), await add('old', { disabled: 1 }), 999, 'x']) assert.equal((await get(other)).status, 404)
})
