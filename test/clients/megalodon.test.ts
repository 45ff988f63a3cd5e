// A day as an app built on npm's `megalodon` 10 lives it, in which every method that its Mastodon client declares is
// called: every answer checked by schemas made from the same declarations.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import generator from 'megalodon'
import { appByClientId } from '#domain/access/apps.ts'
import { createGrant } from '#domain/access/grants.ts'
import { type ClientServer, SCOPES, startClientServer } from './client-server.ts'
import { aPicture } from './day/writing.ts'
import { megalodonAmendments } from './megalodon-amendments.ts'
import { megalodonDay } from './megalodon-day/megalodon-day.ts'
import { megalodon } from './megalodon-schemas.ts'
import { dayTable, uncalled } from './notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'covey-megalodon-'))
const picture = join(folder, 'colour.png')
let server: ClientServer
before(async () => {
  writeFileSync(picture, new Uint8Array(await (await aPicture()).arrayBuffer()))
  server = await startClientServer()
})
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

async function consent(clientId: string): Promise<string> {
  const { house } = server.people.server
  const app = await appByClientId(house.db, clientId)
  const userId = server.people.members['alice']?.userId ?? 0
  return house.write((tx) => createGrant(tx, { appId: app?.id ?? 0, userId, redirectUri: 'urn:ietf:wg:oauth:2.0:oob', scopes: ['read', 'write'], codeChallenge: null }))
}

test('every method of megalodon is called, every answer as its declarations say', async () => {
  const appToken = await server.people.appToken(SCOPES)
  const entries = await megalodonDay({ baseUrl: server.baseUrl, tokens: server.tokens, consent, appToken, picture })
  console.log(dayTable(entries))
  const wrong = entries.filter((entry) => !entry.ok)
  assert.deepEqual(wrong.map((entry) => `${entry.call}: ${entry.problems.join('; ')}`), [])
  assert.deepEqual(uncalled(megalodon, entries), [])
})

test('a status without one of its attributes is noticed', async () => {
  const client = generator('mastodon', server.baseUrl, server.tokens.alice)
  const { data } = await client.postStatus('whole', {})
  const validate = megalodon.validatorFor('Entity.Status')
  assert.deepEqual(validate(data), [])
  for (const attribute of ['visibility', 'account', 'created_at', 'content', 'reblogs_count'] as const) {
    assert.deepEqual(validate({ ...data, [attribute]: undefined }), [`must have required property '${attribute}'`])
  }
})

test('every amendment still names something megalodon declares', () => {
  const declared = megalodon.properties()
  assert.deepEqual(Object.keys(megalodonAmendments.of).filter((name) => !declared.has(name)), [])
})
