// The token of a member's pages: one for each browser session, and gone with it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { browserSecret, giveBrowserToken } from './browser-token.ts'
import { sweepAccess } from './sweep.ts'
import { authorizedApps, revokeTokensOf } from './tokens.ts'
import { changePassword } from './users.ts'
import { endSession, findWebSession, startSession } from './web-sessions.ts'

let server: TestServer
let ada: Member
before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
})
after(() => server.remove())

async function signIn(): Promise<{ id: number; cookie: string; token: string }> {
  const { house } = server
  const { sessionId, cookie } = await house.write((tx) => startSession(tx, ada.userId, { ip: null, userAgent: null }))
  const token = await house.write((tx) => giveBrowserToken(tx, { id: sessionId, userId: ada.userId }, cookie))
  return { id: sessionId, cookie, token }
}

const status = async (token: string): Promise<number> => (await server.call('GET', '/api/v1/accounts/verify_credentials', { token })).status
const found = async ({ cookie }: { cookie: string }) => findWebSession(server.house.db, cookie, server.house.clock.now())

test('a session has one token, which acts for its member and is no app among those let in', async () => {
  const one = await signIn()
  assert.equal(await status(one.token), 200)
  const tokenId = (await found(one))?.tokenId ?? 0
  assert.equal(browserSecret(one.cookie, tokenId), one.token)
  assert.equal(await server.house.write((tx) => giveBrowserToken(tx, { id: one.id, userId: ada.userId }, one.cookie)), one.token)
  assert.ok((await authorizedApps(server.house.db, ada.userId)).every((app) => app.name !== 'Covey on the web'))
})

test('two pages opened at once are given the same token', async () => {
  const { house } = server
  const { sessionId, cookie } = await house.write((tx) => startSession(tx, ada.userId, { ip: null, userAgent: null }))
  const tokens = await Promise.all([1, 2, 3].map(() => house.write((tx) => giveBrowserToken(tx, { id: sessionId, userId: ada.userId }, cookie))))
  assert.equal(new Set(tokens).size, 1)
})

test('signing out ends the token of that browser and of no other', async () => {
  const [here, there] = [await signIn(), await signIn()]
  await server.house.write((tx) => endSession(tx, ada.userId, here.id))
  assert.equal(await status(here.token), 401)
  assert.equal(await status(there.token), 200)
})

test('a new password ends all but the one that is kept', async () => {
  const [here, there] = [await signIn(), await signIn()]
  await server.house.write((tx) => changePassword(tx, ada.userId, 'hash', { keepSessionId: here.id }))
  assert.equal(await status(here.token), 200)
  assert.equal(await status(there.token), 401)
})

test('a session that nobody used ends with its token', async () => {
  const idle = await signIn()
  await server.house.write(async (tx) => {
    await tx.db.updateTable('sessions').set({ expires_at: tx.now - 1 }).where('id', '=', idle.id).execute()
    await sweepAccess(tx)
  })
  assert.equal(await status(idle.token), 401)
})

test('a token taken back is replaced at the next page', async () => {
  const one = await signIn()
  await server.house.write((tx) => revokeTokensOf(tx, ada.userId))
  assert.equal(await status(one.token), 401)
  assert.equal((await found(one))?.tokenId, null)
  const next = await server.house.write((tx) => giveBrowserToken(tx, { id: one.id, userId: ada.userId }, one.cookie))
  assert.notEqual(next, one.token)
  assert.equal(await status(next), 200)
})
