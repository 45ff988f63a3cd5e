// Two steps to sign in, as a browser's requests: setting up, the second step, recovery codes, passkeys, and who cannot.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generateSync } from 'otplib'
import { removeSecondFactors } from '#domain/access/second-factors.ts'
import { changePassword } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import type { Member } from '#test/support/members.ts'
import { lettersTo } from '#test/support/outbox.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { optionsOn, softwarePasskey } from '#test/support/software-passkey.ts'

const PASSWORD = 'correct horse battery'
const PAGE = '/auth/edit/second-factor'
const STEP_MS = 30_000
let server: TestServer
let strict: TestServer
let passwordHash: string

before(async () => {
  passwordHash = await hashPassword(PASSWORD)
  server = await startTestServer()
  strict = await startTestServer({ env: { COVEY_RATE_LIMITS: 'on' } })
})
after(async () => {
  await server.remove()
  await strict.remove()
})

async function personOn(on: TestServer, name: string): Promise<Member> {
  const member = await on.member(name)
  await on.house.write((tx) => changePassword(tx, member.userId, passwordHash))
  return member
}

async function withPassword(on: TestServer, name: string, path = '/auth/sign_in') {
  const browser = openBrowser(on.url)
  await browser.get(path)
  return { browser, answer: await browser.submit('/auth/sign_in', { email: `${name}@people.example`, password: PASSWORD }) }
}

const codesOn = (html: string) => [...html.matchAll(/<li><code>([a-z0-9-]{14})<\/code>/g)].map((match) => match[1] ?? '')
const keyOn = (html: string) => (/<code class="code" dir="ltr">([A-Z2-7 ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '')
const codeAt = (secret: string, at = Date.now()) => generateSync({ secret, epoch: Math.floor(at / 1000) })

/** Turns the authenticator app on with the code of the step before, so that the present one is still unused. */
async function turnOn(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  await browser.get(PAGE)
  const secret = keyOn((await browser.submit(`${PAGE}/app`, { current_password: PASSWORD })).html)
  const answer = await browser.submit(`${PAGE}/app/confirm`, { code: codeAt(secret, Date.now() - STEP_MS) })
  assert.equal(answer.status, 200, answer.html)
  return { secret, codes: codesOn(answer.html) }
}

async function addPasskey(browser: Browser, name = 'my phone') {
  await browser.get(PAGE)
  const asked = await browser.submit(`${PAGE}/passkeys/new`, { current_password: PASSWORD, name })
  const passkey = softwarePasskey(server.house.config.origin)
  return { asked, passkey, answer: await browser.submit(`${PAGE}/passkeys`, { credential: passkey.register(optionsOn(asked.html)) }) }
}

test('an authenticator app counts only after a code of it came back, and asks for the password first', async () => {
  await personOn(server, 'noa')
  const { browser } = await withPassword(server, 'noa')
  await browser.get(PAGE)
  assert.equal((await browser.submit(`${PAGE}/app`, { current_password: 'wrong' })).status, 422)
  const setup = await browser.submit(`${PAGE}/app`, { current_password: PASSWORD })
  assert.match(setup.html, /<svg[^>]*viewBox[^>]*>.*otpauth:\/\/totp\//s)
  assert.doesNotMatch(setup.headers.get('content-security-policy') ?? '', /script-src|unsafe/)
  const secret = keyOn(setup.html)
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.equal((await browser.submit(`${PAGE}/app/confirm`, { code: '000000' })).status, 422)
  assert.equal((await withPassword(server, 'noa')).answer.location, '/', 'not on yet')
  const done = await browser.submit(`${PAGE}/app/confirm`, { code: codeAt(secret) })
  const codes = codesOn(done.html)
  assert.equal(new Set(codes).size, 10)
  assert.equal(done.headers.get('cache-control'), 'no-store')
  assert.ok(!(await browser.get(PAGE)).html.includes(codes[0] ?? ''), 'shown once')
  const stored = JSON.stringify(await server.house.db.selectFrom('recovery_codes').selectAll().execute())
  assert.ok(codes.every((code) => !stored.includes(code)))
  assert.match((await lettersTo(server, 'noa@people.example')).at(-1)?.subject ?? '', /Signing in now takes two steps/)
})

test('the password alone no longer signs in; a code does, once, and never an older one after it', async () => {
  await personOn(server, 'kit')
  const { secret } = await turnOn((await withPassword(server, 'kit')).browser)
  const { browser, answer } = await withPassword(server, 'kit', '/auth/sign_in?return_to=/auth/edit/apps')
  assert.equal(answer.status, 200)
  assert.match(answer.html, /One more step/)
  assert.equal(browser.cookies.has('covey_session'), false)
  assert.equal((await browser.get('/auth/edit')).status, 303)

  const again = await withPassword(server, 'kit', '/auth/sign_in?return_to=/auth/edit/apps')
  assert.equal((await again.browser.submit('/auth/sign_in/code', { code: '123' })).status, 401)
  const wrong = await again.browser.submit('/auth/sign_in/code', { code: '000000' })
  assert.equal(wrong.status, 401)
  assert.match(wrong.html, /This code is not right/)
  const code = codeAt(secret)
  assert.equal((await again.browser.submit('/auth/sign_in/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })).location, '/auth/edit/apps')
  assert.equal((await again.browser.get('/auth/edit')).status, 200)

  const thief = await withPassword(server, 'kit')
  assert.equal((await thief.browser.submit('/auth/sign_in/code', { code })).status, 401, 'replayed')
  assert.equal((await thief.browser.submit('/auth/sign_in/code', { code: codeAt(secret, Date.now() - STEP_MS) })).status, 401, 'older')
})

test('what was shown of a password is good in that browser only, once, and not after the password changed', async () => {
  const rana = await personOn(server, 'rana')
  const { codes } = await turnOn((await withPassword(server, 'rana')).browser)
  const { answer } = await withPassword(server, 'rana')
  const step = /name="step" value="([^"]+)"/.exec(answer.html)?.[1] ?? ''
  const other = openBrowser(server.url)
  const csrf = /name="csrf" value="([^"]+)"/.exec((await other.get('/auth/sign_in')).html)?.[1] ?? ''
  assert.equal((await other.post('/auth/sign_in/code', { csrf, step, code: codes[0] ?? '' })).location, '/auth/sign_in?switch=1&notice=again')
  assert.equal((await other.post('/auth/sign_in/code', { csrf, step: 'x.y', code: codes[0] ?? '' })).location, '/auth/sign_in?switch=1&notice=again')

  const { browser, answer: page } = await withPassword(server, 'rana')
  const mine = { csrf: /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '', step: /name="step" value="([^"]+)"/.exec(page.html)?.[1] ?? '' }
  await server.house.write((tx) => changePassword(tx, rana.userId, `${passwordHash}x`))
  assert.equal((await browser.post('/auth/sign_in/code', { ...mine, code: codes[0] ?? '' })).location, '/auth/sign_in?switch=1&notice=again')
})

test('a recovery code signs in once, however it is typed; new ones end the old; its use is told', async () => {
  await personOn(server, 'sofia')
  const { browser: own } = await withPassword(server, 'sofia')
  const { codes: [first = '', second = ''] } = await turnOn(own)
  const enter = async (code: string) => (await (await withPassword(server, 'sofia')).browser.submit('/auth/sign_in/code', { code })).status
  assert.equal(await enter(first.toUpperCase().replaceAll('-', ' ')), 303)
  assert.equal(await enter(first), 401)
  assert.match((await lettersTo(server, 'sofia@people.example')).at(-1)?.text ?? '', /9 are left/)
  await own.get(PAGE)
  assert.equal((await own.submit(`${PAGE}/recovery`, { current_password: 'wrong' })).status, 422)
  await own.get(PAGE)
  const fresh = codesOn((await own.submit(`${PAGE}/recovery`, { current_password: PASSWORD })).html)
  assert.equal(await enter(second), 401)
  assert.equal(await enter(fresh[0] ?? ''), 303)
})

test('an app that asks to be let in waits for the second step too', async () => {
  const uma = await personOn(server, 'uma')
  const { codes } = await turnOn((await withPassword(server, 'uma')).browser)
  const made = await server.call<{ client_id: string }>('POST', '/api/v1/apps', { form: { client_name: 'App', redirect_uris: 'https://app.example/back', scopes: 'read' } })
  const path = `/oauth/authorize?response_type=code&client_id=${made.body.client_id}&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=read`
  const browser = openBrowser(server.url)
  assert.equal((await browser.get(path)).status, 303)
  await browser.get(`/auth/sign_in?return_to=${encodeURIComponent(path)}`)
  const step = await browser.submit('/auth/sign_in', { email: 'uma@people.example', password: PASSWORD })
  assert.match(step.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/app\.example/)
  assert.equal((await browser.get(path)).status, 303, 'still outside')
  const again = await withPassword(server, 'uma', `/auth/sign_in?return_to=${encodeURIComponent(path)}`)
  assert.equal((await again.browser.submit('/auth/sign_in/code', { code: codes[0] ?? '' })).location, path)
  assert.match((await again.browser.get(path)).html, /Let .*App.* use your account/s)
  for (const grant of ['password', 'refresh_token']) {
    const form = { grant_type: grant, client_id: made.body.client_id, username: 'uma@people.example', password: PASSWORD, scope: 'read' }
    assert.ok((await server.call('POST', '/oauth/token', { form })).status >= 400, grant)
  }
  assert.equal(typeof uma.token, 'string')
})

test('guessing the second step is slowed down', async () => {
  await personOn(strict, 'ida')
  await turnOn((await withPassword(strict, 'ida')).browser)
  const { browser } = await withPassword(strict, 'ida')
  let answer = await browser.submit('/auth/sign_in/code', { code: '000000' })
  for (let i = 0; i < 12 && answer.status !== 429; i++) answer = await browser.submit('/auth/sign_in/code', { code: '000000' })
  assert.equal(answer.status, 429)
  assert.ok(Number(answer.headers.get('retry-after')) > 0, 'it says when to come back')
})

test('a passkey signs in without a name, and is asked for after the password', async () => {
  await personOn(server, 'mia')
  const { browser: own } = await withPassword(server, 'mia')
  const { asked, passkey, answer } = await addPasskey(own)
  assert.match(asked.headers.get('content-security-policy') ?? '', /script-src 'self'/)
  assert.equal(codesOn(answer.html).length, 10, 'recovery codes come with the first')
  assert.match((await own.get(PAGE)).html, /my phone/)
  assert.match((await lettersTo(server, 'mia@people.example')).at(-1)?.text ?? '', /my phone/)

  const browser = openBrowser(server.url)
  const page = await browser.get('/auth/sign_in?return_to=/auth/edit')
  const options = optionsOn(page.html)
  assert.equal(options.allowCredentials, undefined)
  const signed = passkey.sign(options)
  assert.equal((await browser.submit('/auth/sign_in/passkey', { credential: signed })).location, '/auth/edit')
  assert.equal((await browser.get('/auth/edit')).status, 200)

  const { browser: second, answer: step } = await withPassword(server, 'mia')
  assert.equal(second.cookies.has('covey_session'), false)
  assert.equal(optionsOn(step.html).allowCredentials?.[0]?.id, passkey.id)
  assert.equal((await second.submit('/auth/sign_in/second-passkey', { credential: passkey.sign(optionsOn(step.html), { verified: false }) })).location, '/')
})

test('an answer of a passkey is good once, for its question, from this site, opened by its owner, and never from the past', async () => {
  await personOn(server, 'lee')
  const { passkey } = await addPasskey((await withPassword(server, 'lee')).browser)
  const attempt = async (make: (options: ReturnType<typeof optionsOn>) => string) => {
    const browser = openBrowser(server.url)
    const page = await browser.get('/auth/sign_in')
    return (await browser.submit('/auth/sign_in/passkey', { credential: make(optionsOn(page.html)) })).status
  }
  assert.equal(await attempt((options) => passkey.sign(options, { counter: 5 })), 303)
  assert.equal(await attempt((options) => passkey.sign(options, { counter: 5 })), 401, 'a copy')
  assert.equal(await attempt((options) => passkey.sign({ ...options, challenge: Buffer.alloc(32).toString('base64url') })), 401)
  assert.equal(await attempt((options) => passkey.sign(options, { origin: 'https://evil.example' })), 401)
  assert.equal(await attempt((options) => passkey.sign({ ...options, rpId: 'evil.example' })), 401)
  assert.equal(await attempt((options) => passkey.sign(options, { verified: false })), 401)
  assert.equal(await attempt((options) => softwarePasskey(server.house.config.origin).sign(options)), 401)
  for (const nonsense of ['', 'null', '{"id":1}', '{"id":"x"}', `{"id":"${passkey.id}"}`]) assert.equal(await attempt(() => nonsense), 401, nonsense)

  const browser = openBrowser(server.url)
  const page = await browser.get('/auth/sign_in')
  const fields = { csrf: /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '', asked: /name="asked" value="([^"]+)"/.exec(page.html)?.[1] ?? '' }
  const credential = passkey.sign(optionsOn(page.html), { counter: 20 })
  const stolen = new Map(browser.cookies)
  assert.equal((await browser.post('/auth/sign_in/passkey', { ...fields, credential })).status, 303)
  const thief = openBrowser(server.url)
  for (const [name, value] of stolen) thief.cookies.set(name, value)
  await server.house.write((tx) => tx.db.updateTable('passkeys').set({ counter: 0 }).where('credential', '=', passkey.id).execute())
  assert.equal((await thief.post('/auth/sign_in/passkey', { ...fields, credential })).status, 401, 'spent, even if the counter forgot')
})

test('a passkey needs the password to be added and removed; with the last one the recovery codes go', async () => {
  const ole = await personOn(server, 'ole')
  const { browser } = await withPassword(server, 'ole')
  await browser.get(PAGE)
  assert.equal((await browser.submit(`${PAGE}/passkeys/new`, { current_password: 'wrong', name: 'x' })).status, 422)
  const { passkey } = await addPasskey(browser)
  await browser.get(PAGE)
  const { answer: twice } = await (async () => {
    const page = await browser.submit(`${PAGE}/passkeys/new`, { current_password: PASSWORD, name: 'again' })
    return { answer: await browser.submit(`${PAGE}/passkeys`, { credential: passkey.register(optionsOn(page.html)) }) }
  })()
  assert.match(twice.html, /known already/)
  await browser.get(PAGE)
  assert.equal((await browser.submit(`${PAGE}/passkeys/remove`, { current_password: PASSWORD })).location, `${PAGE}?notice=passkey-removed`)
  const rows = await server.house.db.selectFrom('recovery_codes').selectAll().where('user_id', '=', ole.userId).execute()
  assert.deepEqual(rows, [])
  assert.equal((await withPassword(server, 'ole')).answer.location, '/')
})

test('nobody removes somebody else’s passkey', async () => {
  await personOn(server, 'vic')
  const eve = await personOn(server, 'eve')
  await addPasskey((await withPassword(server, 'vic')).browser)
  const { browser } = await withPassword(server, 'eve')
  const html = (await browser.get(PAGE)).html
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const { id } = await server.house.db.selectFrom('passkeys').select('id').where('user_id', '!=', eve.userId).orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.equal((await browser.post(`${PAGE}/passkeys/remove`, { csrf, passkey_id: String(id), current_password: PASSWORD })).status, 404)
  assert.ok(await server.house.db.selectFrom('passkeys').select('id').where('id', '=', id).executeTakeFirst())
})

test('staff take a lost second step away, and the member is told; a suspended member gets in with none', async () => {
  const ada = await personOn(server, 'ada')
  const { codes } = await turnOn((await withPassword(server, 'ada')).browser)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', ada.accountId).execute())
  const { browser } = await withPassword(server, 'ada')
  assert.equal((await browser.submit('/auth/sign_in/code', { code: codes[0] ?? '' })).status, 403)
  assert.equal(browser.cookies.has('covey_session'), false)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: null }).where('id', '=', ada.accountId).execute())
  assert.equal(await server.house.write((tx) => removeSecondFactors(tx, ada.userId)), true)
  assert.equal(await server.house.write((tx) => removeSecondFactors(tx, ada.userId)), false)
  assert.match((await lettersTo(server, 'ada@people.example')).at(-1)?.subject ?? '', /Your second step was removed/)
  assert.equal((await withPassword(server, 'ada')).answer.location, '/')
})
