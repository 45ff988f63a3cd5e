import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changePassword } from '#domain/access/users.ts'
import { hashPassword, verifyPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser } from '#test/support/browser.ts'
import { lettersTo, linkIn } from '#test/support/outbox.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const PASSWORD = 'correct horse battery'
let server: TestServer
let strict: TestServer

async function personOn(on: TestServer, name: string): Promise<Member> {
  const member = await on.member(name)
  const hash = await hashPassword(PASSWORD)
  await on.house.write((tx) => changePassword(tx, member.userId, hash))
  return member
}

before(async () => {
  server = await startTestServer()
  strict = await startTestServer({ env: { COVEY_RATE_LIMITS: 'on' } })
})
after(async () => {
  await server.remove()
  await strict.remove()
})

async function browserOf(on: TestServer, email: string, password = PASSWORD, path = '/auth/sign_in') {
  const browser = openBrowser(on.url)
  await browser.get(path)
  return { browser, answer: await browser.submit('/auth/sign_in', { email, password }) }
}

test('a member signs in, is known on the next page, and signs out', async () => {
  await personOn(server, 'mirjam')
  const { browser, answer } = await browserOf(server, ' Mirjam@People.example ')
  assert.deepEqual([answer.status, answer.location], [303, '/'])
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('covey_session=')) ?? ''
  assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Lax$/)
  const page = await browser.get('/auth/edit')
  assert.equal(page.status, 200)
  assert.match(page.html, /mirjam@people\.example/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  const out = await browser.submit('/auth/sign_out')
  assert.equal(out.location, '/')
  assert.equal((await browser.get('/auth/edit')).location, '/auth/sign_in?return_to=%2Fauth%2Fedit')
})

test('signing out ends the session itself, not only the cookie', async () => {
  await personOn(server, 'kit')
  const { browser } = await browserOf(server, 'kit@people.example')
  const stolen = browser.cookies.get('covey_session') ?? ''
  await browser.get('/auth/edit')
  await browser.submit('/auth/sign_out')
  const thief = openBrowser(server.url)
  thief.cookies.set('covey_session', stolen)
  assert.equal((await thief.get('/auth/edit')).status, 303)
})

test('wrong passwords, unknown people and disabled accounts are refused in the same place', async () => {
  const sofia = await personOn(server, 'sofia')
  for (const [email, password] of [['sofia@people.example', 'wrong'], ['nobody@people.example', PASSWORD], ['', '']] as const) {
    const { answer, browser } = await browserOf(server, email, password)
    assert.equal(answer.status, 401)
    assert.match(answer.html, /E-mail and password do not match/)
    assert.equal(browser.cookies.has('covey_session'), false)
    assert.ok(!answer.html.includes(PASSWORD))
  }
  await server.house.write((tx) => tx.db.updateTable('users').set({ disabled_at: tx.now }).where('id', '=', sofia.userId).execute())
  assert.equal((await browserOf(server, 'sofia@people.example')).answer.status, 403)
})

test('a suspended member’s session is worth nothing', async () => {
  const jonas = await personOn(server, 'jonas')
  const { browser } = await browserOf(server, 'jonas@people.example')
  assert.equal((await browser.get('/auth/edit')).status, 200)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', jonas.accountId).execute())
  assert.equal((await browser.get('/auth/edit')).status, 303)
})

test('signing in never leads to another site', async () => {
  await personOn(server, 'ada')
  const there = async (path: string) => (await browserOf(server, 'ada@people.example', PASSWORD, `/auth/sign_in?return_to=${encodeURIComponent(path)}`)).answer.location
  assert.equal(await there('/auth/edit?x=1'), '/auth/edit?x=1')
  for (const path of ['https://evil.example/', '//evil.example/', '/\\evil.example', '/\t/evil.example', '\\\\evil.example', 'javascript:alert(1)', '/%0d%0aSet-Cookie:x=1\r\nX: y', 'evil']) {
    assert.equal(await there(path), '/', path)
  }
  const browser = openBrowser(server.url)
  await browser.get('/auth/sign_in')
  const posted = await browser.submit('/auth/sign_in', { email: 'ada@people.example', password: PASSWORD, return_to: '//evil.example/' })
  assert.equal(posted.location, '/')
  assert.equal((await browser.get('/auth/sign_in?return_to=//evil.example/')).location, '/')
})

test('a form without this browser’s token is refused, as is one from elsewhere or of another kind', async () => {
  await personOn(server, 'lin')
  const browser = openBrowser(server.url)
  const fields = { email: 'lin@people.example', password: PASSWORD }
  assert.equal((await browser.post('/auth/sign_in', fields)).status, 422)
  const other = openBrowser(server.url)
  const page = await other.get('/auth/sign_in')
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  assert.equal((await browser.post('/auth/sign_in', { ...fields, csrf })).status, 422)
  assert.equal((await other.post('/auth/sign_in', { ...fields, csrf }, { 'sec-fetch-site': 'cross-site' })).status, 422)
  assert.equal((await other.post('/auth/sign_in', { ...fields, csrf }, { 'content-type': 'text/plain' })).status, 415)
  assert.equal((await other.post('/auth/sign_in', { ...fields, csrf })).status, 303)
  assert.equal((await other.post('/auth/sign_out', { csrf })).status, 422, 'the token from before signing in is no longer good')
})

test('every page has its protecting headers', async () => {
  for (const path of ['/auth/sign_in', '/auth/sign_up', '/auth/password/new', '/join/status/none', '/auth/confirmation?code=x', '/auth/password/edit?code=x']) {
    const { headers } = await openBrowser(server.url).get(path)
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.ok(headers.get('referrer-policy'))
    assert.equal(headers.get('cache-control'), 'no-store')
  }
})

test('guessing is slowed down, for one account and for one address', async () => {
  await personOn(strict, 'noa')
  const browser = openBrowser(strict.url)
  await browser.get('/auth/sign_in')
  for (let i = 0; i < 25; i++) assert.equal((await browser.submit('/auth/sign_in', { email: 'noa@people.example', password: 'wrong' })).status, 401)
  const refused = await browser.submit('/auth/sign_in', { email: 'noa@people.example', password: PASSWORD })
  assert.equal(refused.status, 429)
  assert.match(refused.html, /Too many attempts\. Try again in \d\d minutes\./)
  const wait = Number(refused.headers.get('retry-after'))
  assert.ok(wait > 55 * 60 && wait <= 60 * 60, `retry after ${wait} s: the address may be tried 25 times an hour`)
})

test('a forgotten password: the same answer for everybody, a link that works once, every session and token over', async () => {
  const rana = await personOn(server, 'rana')
  const { browser: elsewhere } = await browserOf(server, 'rana@people.example')
  const browser = openBrowser(server.url)
  await browser.get('/auth/password/new')
  const unknown = await browser.submit('/auth/password/new', { email: 'nobody@people.example' })
  await browser.get('/auth/password/new')
  const known = await browser.submit('/auth/password/new', { email: 'rana@people.example' })
  const plain = (html: string) => html.replaceAll(/value="[^"]*"/g, '')
  assert.equal(plain(known.html), plain(unknown.html))
  assert.deepEqual(await lettersTo(server, 'nobody@people.example'), [])
  const [letter] = await lettersTo(server, 'rana@people.example')
  const path = linkIn(letter, '/auth/password/edit')

  await browser.get(path)
  assert.equal((await browser.submit('/auth/password/edit', { password: 'short', password_confirmation: 'short' })).status, 422)
  assert.equal((await browser.submit('/auth/password/edit', { password: 'a new password', password_confirmation: 'another one' })).status, 422)
  const done = await browser.submit('/auth/password/edit', { password: 'a new password', password_confirmation: 'a new password' })
  assert.equal(done.status, 303)
  assert.equal((await browser.get(path)).status, 404)
  assert.equal((await elsewhere.get('/auth/edit')).status, 303)
  assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token: rana.token })).status, 401)
  assert.equal((await browserOf(server, 'rana@people.example')).answer.status, 401)
  assert.equal((await browserOf(server, 'rana@people.example', 'a new password')).answer.status, 303)
})

test('a member changes address and password, and ends apps and other browsers', async () => {
  const uma = await personOn(server, 'uma')
  const { browser: other } = await browserOf(server, 'uma@people.example')
  const { browser } = await browserOf(server, 'uma@people.example')
  await browser.get('/auth/edit/email')
  assert.equal((await browser.submit('/auth/edit/email', { email: 'uma@new.example', current_password: 'wrong' })).status, 422)
  assert.equal((await browser.submit('/auth/edit/email', { email: 'rana@people.example', current_password: PASSWORD })).status, 422)
  assert.equal((await browser.submit('/auth/edit/email', { email: 'uma@new.example', current_password: PASSWORD })).status, 303)
  assert.match((await lettersTo(server, 'uma@people.example')).at(-1)?.text ?? '', /uma@new\.example/)
  assert.match((await browser.get('/auth/edit')).html, /uma@new\.example.*Where you are signed in.*In 2 browsers/s)

  assert.match((await browser.get('/auth/edit/apps')).html, /Apps that may use your account/)
  await browser.submit('/auth/edit/apps')
  assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token: uma.token })).status, 401)

  await browser.get('/auth/edit/sessions')
  assert.equal((await browser.submit('/auth/edit/sessions')).status, 303)
  assert.equal((await other.get('/auth/edit')).status, 303)
  await browser.get('/auth/edit/password')
  const changed = await browser.submit('/auth/edit/password', { current_password: PASSWORD, password: 'a new password', password_confirmation: 'a new password' })
  assert.equal(changed.location, '/auth/edit/password?notice=password')
  assert.equal((await browser.get('/auth/edit')).status, 200, 'the browser that changed it stays signed in')
  const row = await server.house.db.selectFrom('users').select('password_hash').where('id', '=', uma.userId).executeTakeFirstOrThrow()
  assert.equal(await verifyPassword('a new password', row.password_hash), true)
})

test('one press signs out every browser but this one', async () => {
  await personOn(server, 'pim')
  const others = [await browserOf(server, 'pim@people.example'), await browserOf(server, 'pim@people.example')]
  const { browser } = await browserOf(server, 'pim@people.example')
  await browser.get('/auth/edit/sessions')
  assert.equal((await browser.submit('/auth/edit/sessions/others')).location, '/auth/edit/sessions?notice=sessions')
  for (const one of others) assert.equal((await one.browser.get('/auth/edit')).status, 303)
  const page = await browser.get('/auth/edit/sessions?notice=sessions')
  assert.match(page.html, /Every other browser is signed out/)
  assert.doesNotMatch(page.html, /Sign out everywhere else</)
})

test('a suspended member is told at the door, whatever the password', async () => {
  const sam = await personOn(server, 'sam')
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', sam.accountId).execute())
  const { answer, browser } = await browserOf(server, 'sam@people.example')
  assert.equal(answer.status, 403)
  assert.match(answer.html, /closed to sign-ins/)
  assert.equal(browser.cookies.has('covey_session'), false)
})

test('nobody ends somebody else’s sessions or apps', async () => {
  const vic = await personOn(server, 'vic')
  const { browser } = await browserOf(server, 'vic@people.example')
  await personOn(server, 'eve')
  const { browser: eve } = await browserOf(server, 'eve@people.example')
  const session = await server.house.db.selectFrom('sessions').select('id').where('user_id', '=', vic.userId).executeTakeFirstOrThrow()
  await eve.get('/auth/edit')
  const html = await eve.get('/auth/edit')
  const csrf = /name="csrf" value="([^"]+)"/.exec(html.html)?.[1] ?? ''
  await eve.post('/auth/edit/sessions', { csrf, session_id: String(session.id) })
  await eve.post('/auth/edit/apps', { csrf, app_id: '1' })
  assert.equal((await browser.get('/auth/edit')).status, 200)
  assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token: vic.token })).status, 200)
})

test('over https the cookies are bound to the host, and so is the page', async () => {
  const secure = await startTestServer({ env: { COVEY_DEV_HTTP: 'off', COVEY_DOMAIN: 'covey.example' } })
  try {
    const { headers } = await openBrowser(secure.url).get('/auth/sign_in')
    assert.match(headers.getSetCookie()[0] ?? '', /^__Host-covey_form=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=\d{8}/)
  } finally {
    await secure.remove()
  }
})
