// Invitations from both sides: the member who makes and ends them, the guest who sees who invites, and those who may not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { EVERYONE_ROLE_ID } from '#domain/access/roles.ts'
import { startSession } from '#domain/access/web-sessions.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { createInvite } from '#domain/onboarding/invites.ts'
import { checkDocument } from '#test/pages/check-document.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let ada: Member
let host: Browser

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  host = await signedIn(ada)
})
after(() => server.remove())

async function signedIn(member: Member): Promise<Browser> {
  const browser = openBrowser(server.url)
  const { cookie } = await server.house.write((tx) => startSession(tx, member.userId, { ip: null, userAgent: null }))
  browser.cookies.set('covey_session', cookie)
  return browser
}

async function make(fields: Record<string, string>): Promise<string> {
  await host.get('/invites')
  const { location } = await host.submit('/invites', { max_uses: '5', expires: '7', ...fields })
  return /made=(\w+)$/.exec(location ?? '')?.[1] ?? ''
}

const guestAt = async (code: string) => openBrowser(server.url).get(`/invite/${code}`)

test('a member makes a link with words, a limit and an end; the guest reads all of it', async () => {
  const code = await make({ note: 'The kettle is <on>.', autofollow: '1' })
  assert.match(code, /^[a-z0-9]{10}$/)
  const page = await host.get(`/invites?made=${code}`)
  checkDocument(page.html)
  assert.ok(page.html.includes(`${server.house.config.origin}/invite/${code}`))
  assert.match(page.html, /Used 0 of 5 times/)
  const { html } = await guestAt(code)
  checkDocument(html)
  for (const words of ['You are invited to Covey', 'The kettle is &lt;on>.', 'It is good for 5 more people', 'The invitation is good until', 'ready at once']) assert.ok(html.includes(words), words)
  assert.ok(!html.includes('e-mail is confirmed'), 'without mail nothing is to be confirmed')
  const row = await server.house.db.selectFrom('invites').selectAll().where('code', '=', code).executeTakeFirstOrThrow()
  assert.deepEqual([row.account_id, row.max_uses, row.autofollow], [ada.accountId, 5, 1])
})

test('for any number and for ever says neither', async () => {
  const { html } = await guestAt(await make({ max_uses: '', expires: '' }))
  assert.doesNotMatch(html, /more people|good until/)
})

test('what is not on the lists is refused, with the words kept', async () => {
  await host.get('/invites')
  const refused = await host.submit('/invites', { max_uses: '-1', expires: '9999', note: 'My words' })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /My words/)
})

test('only one’s own are listed and ended; over is over, for guests and for who used it', async () => {
  const bob = await server.member('bob')
  const foreign = await server.house.write((tx) => createInvite(tx, { accountId: bob.accountId }))
  const page = await host.get('/invites')
  assert.ok(!page.html.includes(foreign))
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  assert.equal((await host.post('/invites/end', { csrf, code: foreign })).status, 404)
  assert.equal((await guestAt(foreign)).status, 200)
  const code = await make({})
  assert.equal((await guestAt(code)).status, 200)
  await host.get('/invites')
  assert.equal((await host.post('/invites/end', { csrf, code })).location, '/invites?notice=ended')
  const gone = await guestAt(code)
  assert.equal(gone.status, 404)
  assert.match(gone.html, /used up or too old/)
  const again = await server.house.db.selectFrom('invites').select('expires_at').where('code', '=', code).executeTakeFirstOrThrow()
  await host.post('/invites/end', { csrf, code })
  assert.deepEqual(await server.house.db.selectFrom('invites').select('expires_at').where('code', '=', code).executeTakeFirstOrThrow(), again, 'twice is the same as once')
})

test('an invitation that has run out, and one that everybody has used, let nobody in', async () => {
  const code = await make({ max_uses: '1' })
  const first = openBrowser(server.url)
  await first.get(`/invite/${code}`)
  const fields = { username: 'guest', email: 'guest@people.example', password: 'correct horse battery', agreement: '1' }
  assert.equal((await first.submit('/auth/sign_up', fields)).location, '/')
  assert.equal((await guestAt(code)).status, 404)
  assert.match((await host.get('/invites')).html, /Used 1 of 1 times · used up/)
  const late = await make({ expires: '1' })
  await server.house.write((tx) => tx.db.updateTable('invites').set({ expires_at: tx.now - 1 }).where('code', '=', late).execute())
  assert.equal((await guestAt(late)).status, 404)
})

test('visitors sign in first, members without the permission are told, a closed community says that links rest', async () => {
  assert.match((await openBrowser(server.url).get('/invites')).location ?? '', /^\/auth\/sign_in/)
  await server.house.write((tx) => changeSettings(tx, { registrations: 'closed' }))
  const code = await server.house.write((tx) => createInvite(tx, { accountId: ada.accountId }))
  assert.equal((await guestAt(code)).status, 404)
  await server.house.write((tx) => tx.db.updateTable('roles').set({ permissions: 0 }).where('id', '=', EVERYONE_ROLE_ID).execute())
  assert.equal((await (await signedIn(ada)).get('/invites')).status, 403)
})
