// An app and a person, from registration to revocation, through HTTP alone.
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { changePassword } from '#domain/access/users.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const PASSWORD = 'correct horse battery'
const OOB = 'urn:ietf:wg:oauth:2.0:oob'
interface App { id: string; client_id: string; client_secret: string; redirect_uris: string[]; vapid_key: string }
interface Told { access_token: string; token_type: string; scope: string; created_at: number; error: string; error_description: string }

let server: TestServer
let noa: Member

before(async () => {
  server = await startTestServer()
  noa = await server.member('noa')
  const hash = await hashPassword(PASSWORD)
  await server.house.write((tx) => changePassword(tx, noa.userId, hash))
})
after(() => server.remove())

const register = async (redirect_uris: unknown, scopes = 'read write follow push'): Promise<App> =>
  (await server.call<App>('POST', '/api/v1/apps', { json: { client_name: 'Phanpy', redirect_uris, scopes, website: 'https://phanpy.example' } })).body

async function signedIn(): Promise<Browser> {
  const browser = openBrowser(server.url)
  await browser.get('/auth/sign_in')
  const answer = await browser.submit('/auth/sign_in', { email: 'noa@people.example', password: PASSWORD })
  assert.equal(answer.status, 303)
  return browser
}

const authorizePath = (params: Record<string, string>) => `/oauth/authorize?${new URLSearchParams({ response_type: 'code', ...params })}`
const tokenFor = (fields: Record<string, unknown>, headers: Record<string, string> = {}) =>
  server.call<Told>('POST', '/oauth/token', { form: fields, headers })

async function codeFor(app: App, redirect_uri: string, more: Record<string, string> = {}): Promise<string> {
  const browser = await signedIn()
  const asked = await browser.get(authorizePath({ client_id: app.client_id, redirect_uri, scope: 'read write', ...more }))
  assert.equal(asked.status, 200)
  const { location } = await browser.submit('/oauth/authorize', { decision: 'authorize' })
  return new URL(location ?? '', server.url).searchParams.get('code') ?? ''
}

test('a stranger is sent to sign in and comes back to consent, and the app gets a token that works', async () => {
  const redirect = 'https://phanpy.example/cb?keep=a%2fb'
  const app = await register([redirect])
  assert.deepEqual(app.redirect_uris, [redirect])
  const browser = openBrowser(server.url)
  const verifier = randomBytes(40).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const path = authorizePath({ client_id: app.client_id, redirect_uri: redirect, scope: 'read write', state: 'a b&c', code_challenge: challenge, code_challenge_method: 'S256' })
  const sent = await browser.get(path)
  assert.equal(sent.location, `/auth/sign_in?return_to=${encodeURIComponent(path)}`)
  const page = await browser.get(sent.location ?? '')
  assert.match(page.html, /Phanpy/)
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/phanpy\.example/)
  const back = await browser.submit('/auth/sign_in', { email: 'NOA@people.example', password: PASSWORD })
  assert.equal(back.location, path)
  const consent = await browser.get(path)
  assert.match(consent.html, /Phanpy/)
  const done = await browser.submit('/oauth/authorize', { decision: 'authorize' })
  assert.match(done.location ?? '', /^https:\/\/phanpy\.example\/cb\?keep=a%2fb&code=[\w-]{43}&state=a%20b%26c$/)
  const code = new URL(done.location ?? '').searchParams.get('code')
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirect, client_id: app.client_id, client_secret: app.client_secret }

  const without = await tokenFor(exchange)
  assert.equal(without.status, 400)
  assert.equal(without.body.error, 'invalid_request')
  assert.equal((await tokenFor({ ...exchange, code_verifier: 'wrong'.repeat(10) })).body.error, 'invalid_grant')
  assert.equal((await tokenFor({ ...exchange, code_verifier: verifier, redirect_uri: 'https://phanpy.example/cb?keep=a/b' })).body.error, 'invalid_grant')
  const token = await tokenFor({ ...exchange, code_verifier: verifier })
  assert.equal(token.status, 200)
  assert.deepEqual({ ...token.body, access_token: '', created_at: 0 }, { access_token: '', token_type: 'Bearer', scope: 'read write', created_at: 0 })
  assert.ok(Math.abs(token.body.created_at - Date.now() / 1000) < 60)
  assert.equal(token.headers.get('cache-control'), 'no-store')
  assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token: token.body.access_token })).status, 200)

  const again = await tokenFor({ ...exchange, code_verifier: verifier })
  assert.equal(again.body.error, 'invalid_grant')
  const revoked = await server.call<{ error: string }>('GET', '/api/v1/apps/verify_credentials', { token: token.body.access_token })
  assert.equal(revoked.status, 401, 'a code used twice takes back its token')
  assert.equal(revoked.body.error, 'The access token was revoked')
})

test('an app without an address gets its code shown, by header or body, in JSON, form or multipart', async () => {
  const app = await register(OOB)
  for (const style of ['json', 'form', 'multipart', 'basic'] as const) {
    const browser = await signedIn()
    await browser.get(authorizePath({ client_id: app.client_id, redirect_uri: OOB, scope: 'read' }))
    const sent = await browser.submit('/oauth/authorize', { decision: 'authorize' })
    assert.match(sent.location ?? '', /^\/oauth\/authorize\/native\?code=/)
    const page = await browser.get(sent.location ?? '')
    const code = new URL(sent.location ?? '', server.url).searchParams.get('code') ?? ''
    assert.ok(page.html.includes(code))
    const fields = { grant_type: 'authorization_code', code, redirect_uri: OOB }
    const client = { client_id: app.client_id, client_secret: app.client_secret }
    const multipart = new FormData()
    for (const [name, value] of Object.entries({ ...fields, ...client })) multipart.append(name, value)
    const basic = { authorization: `Basic ${Buffer.from(`${app.client_id}:${app.client_secret}`).toString('base64')}` }
    const options = style === 'json' ? { json: { ...fields, ...client } } : style === 'form' ? { form: { ...fields, ...client } }
      : style === 'multipart' ? { multipart } : { form: fields, headers: basic }
    const token = await server.call<Told>('POST', '/oauth/token', options)
    assert.equal(token.status, 200, style)
    assert.equal(token.body.scope, 'read')
  }
})

test('somebody else’s browser does not see a code', async () => {
  const app = await register(OOB)
  const code = await codeFor(app, OOB)
  const rana = await server.member('rana')
  const hash = await hashPassword(PASSWORD)
  await server.house.write((tx) => changePassword(tx, rana.userId, hash))
  const browser = openBrowser(server.url)
  await browser.get('/auth/sign_in')
  await browser.submit('/auth/sign_in', { email: 'rana@people.example', password: PASSWORD })
  assert.equal((await browser.get(`/oauth/authorize/native?code=${code}`)).status, 404)
})

test('a code is good for one app and one redirect URI', async () => {
  const app = await register(['https://a.example/cb', 'https://a.example/other'])
  const other = await register('https://a.example/cb')
  const code = await codeFor(app, 'https://a.example/cb')
  const fields = { grant_type: 'authorization_code', code, redirect_uri: 'https://a.example/cb' }
  assert.equal((await tokenFor({ ...fields, client_id: other.client_id, client_secret: other.client_secret })).body.error, 'invalid_grant')
  const client = { client_id: app.client_id, client_secret: app.client_secret }
  assert.equal((await tokenFor({ ...fields, ...client, redirect_uri: 'https://a.example/other' })).body.error, 'invalid_grant')
  assert.equal((await tokenFor({ ...fields, ...client, redirect_uri: 'https://A.example/cb' })).body.error, 'invalid_grant')
  assert.equal((await tokenFor({ ...fields, ...client })).status, 200)
})

test('an address without a path stays without one, byte for byte', async () => {
  const app = await register('https://bare.example')
  const browser = await signedIn()
  assert.equal((await browser.get(authorizePath({ client_id: app.client_id, redirect_uri: 'https://bare.example/' }))).status, 400)
  const code = await codeFor(app, 'https://bare.example')
  assert.ok(code.length > 20)
  const fields = { grant_type: 'authorization_code', code, client_id: app.client_id, client_secret: app.client_secret }
  assert.equal((await tokenFor({ ...fields, redirect_uri: 'https://bare.example/' })).body.error, 'invalid_grant')
  assert.equal((await tokenFor({ ...fields, redirect_uri: 'https://bare.example' })).status, 200)
})

test('a person may say no, and the app hears it with its state', async () => {
  const app = await register('myapp://callback')
  const browser = await signedIn()
  const page = await browser.get(authorizePath({ client_id: app.client_id, redirect_uri: 'myapp://callback', state: 'xyz' }))
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' myapp:/)
  const sent = await browser.submit('/oauth/authorize', { decision: 'deny' })
  assert.match(sent.location ?? '', /^myapp:\/\/callback\?error=access_denied&error_description=[^&]+&state=xyz$/)
})

test('the consent page leads nowhere but to what the app registered', async () => {
  const app = await register('https://a.example/cb', 'read')
  const browser = await signedIn()
  const base = { client_id: app.client_id, redirect_uri: 'https://a.example/cb', scope: 'read' }
  for (const wrong of [
    { ...base, redirect_uri: 'https://evil.example/cb' }, { ...base, redirect_uri: 'https://a.example/cb/' }, { ...base, redirect_uri: 'https://a.example/cb?x=1' },
    { ...base, redirect_uri: 'https://a.example/CB' }, { ...base, redirect_uri: '' }, { ...base, client_id: 'nobody' }, { ...base, scope: 'write' },
    { ...base, scope: 'invented' }, { ...base, response_type: 'token' }, { ...base, code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
    { ...base, code_challenge: 'a'.repeat(43) },
  ]) {
    const answer = await browser.get(authorizePath(wrong))
    assert.equal(answer.status, 400, JSON.stringify(wrong))
    assert.equal(answer.location, null)
  }
  const page = await browser.get(authorizePath(base))
  assert.equal(page.status, 200)
  const posted = await browser.submit('/oauth/authorize', { decision: 'authorize', redirect_uri: 'https://evil.example/' })
  assert.equal(posted.status, 400)
  assert.equal(posted.location, null)
})

test('consent cannot be forged: no token, another browser’s token, or from another site', async () => {
  const app = await register('https://a.example/cb', 'read')
  const browser = await signedIn()
  const fields = { client_id: app.client_id, redirect_uri: 'https://a.example/cb', response_type: 'code', scope: 'read', decision: 'authorize' }
  const other = await signedIn()
  const page = await other.get(authorizePath({ client_id: app.client_id, redirect_uri: 'https://a.example/cb', scope: 'read' }))
  const theirs = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  assert.ok(theirs.length > 20)
  assert.equal((await browser.post('/oauth/authorize', fields)).status, 422)
  assert.equal((await browser.post('/oauth/authorize', { ...fields, csrf: theirs })).status, 422)
  assert.equal((await other.post('/oauth/authorize', { ...fields, csrf: theirs }, { 'sec-fetch-site': 'cross-site' })).status, 422)
  assert.equal((await other.post('/oauth/authorize', { ...fields, csrf: theirs })).status, 303)
})

test('an app let in before passes again over https, but not with force_login or with more scopes', async () => {
  const app = await register('https://a.example/cb')
  const query = { client_id: app.client_id, redirect_uri: 'https://a.example/cb', scope: 'read write' }
  const code = await codeFor(app, query.redirect_uri)
  await tokenFor({ grant_type: 'authorization_code', code, redirect_uri: query.redirect_uri, client_id: app.client_id, client_secret: app.client_secret })
  const browser = await signedIn()
  assert.match((await browser.get(authorizePath(query))).location ?? '', /^https:\/\/a\.example\/cb\?code=/)
  assert.equal((await browser.get(authorizePath({ ...query, force_login: 'true' }))).status, 200)
  assert.equal((await browser.get(authorizePath({ ...query, scope: 'read write push' }))).status, 200)
})

test('an app has a token of its own, with no more than it registered', async () => {
  const app = await register(OOB, 'read write:statuses')
  const client = { client_id: app.client_id, client_secret: app.client_secret, grant_type: 'client_credentials' }
  const plain = await tokenFor(client)
  assert.equal(plain.body.scope, 'read')
  assert.equal((await tokenFor({ ...client, scope: 'write:statuses read:accounts' })).body.scope, 'write:statuses read:accounts')
  const tooMuch = await tokenFor({ ...client, scope: 'write' })
  assert.deepEqual([tooMuch.status, tooMuch.body.error], [400, 'invalid_scope'])
  const verified = await server.call<{ name: string; scopes: string[]; redirect_uri: string; vapid_key: string; client_secret?: string }>(
    'GET', '/api/v1/apps/verify_credentials', { token: plain.body.access_token })
  assert.deepEqual([verified.body.name, verified.body.scopes, verified.body.redirect_uri], ['Phanpy', ['read', 'write:statuses'], OOB])
  assert.equal(verified.body.vapid_key, app.vapid_key)
  assert.equal(Buffer.from(app.vapid_key, 'base64url').length, 65)
  assert.equal(verified.body.client_secret, undefined)
})

test('the token endpoint refuses in RFC 6749’s words', async () => {
  const app = await register(OOB)
  const client = { client_id: app.client_id, client_secret: app.client_secret }
  const cases: [Record<string, unknown>, number, string][] = [
    [{ ...client }, 400, 'invalid_request'],
    [{ ...client, grant_type: 'password', username: 'noa@people.example', password: PASSWORD }, 400, 'unsupported_grant_type'],
    [{ ...client, grant_type: 'authorization_code', redirect_uri: OOB }, 400, 'invalid_request'],
    [{ ...client, grant_type: 'authorization_code', code: 'x' }, 400, 'invalid_request'],
    [{ ...client, grant_type: 'authorization_code', code: 'x', redirect_uri: OOB }, 400, 'invalid_grant'],
    [{ ...client, client_secret: 'wrong', grant_type: 'client_credentials' }, 401, 'invalid_client'],
    [{ client_id: app.client_id, grant_type: 'client_credentials' }, 401, 'invalid_client'],
    [{ client_id: 'nobody', client_secret: 'x', grant_type: 'client_credentials' }, 401, 'invalid_client'],
  ]
  for (const [fields, status, error] of cases) {
    const answer = await tokenFor(fields)
    assert.deepEqual([answer.status, answer.body.error], [status, error], JSON.stringify(fields))
    assert.ok(answer.body.error_description.length > 10)
  }
})

test('a token is taken back only by its own app', async () => {
  const app = await register(OOB)
  const other = await register(OOB)
  const own = (await tokenFor({ client_id: app.client_id, client_secret: app.client_secret, grant_type: 'client_credentials' })).body.access_token
  const revoke = (fields: Record<string, unknown>) => server.call<Told>('POST', '/oauth/revoke', { form: fields })
  assert.equal((await revoke({ token: own, client_id: other.client_id, client_secret: other.client_secret })).status, 403)
  assert.equal((await revoke({ token: own, client_id: app.client_id, client_secret: 'x' })).body.error, 'unauthorized_client')
  assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token: own })).status, 200)
  for (const _ of [1, 2]) {
    const done = await revoke({ token: own, client_id: app.client_id, client_secret: app.client_secret })
    assert.deepEqual([done.status, done.body], [200, {}])
  }
  assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token: own })).status, 401)
})

test('registration refuses what could not work or could harm', async () => {
  const attempt = (json: Record<string, unknown>) => server.call<{ error: string }>('POST', '/api/v1/apps', { json: { client_name: 'X', redirect_uris: OOB, ...json } })
  for (const [json, words] of [
    [{ client_name: ' ' }, /Name can't be blank/], [{ redirect_uris: '' }, /Redirect URI can't be blank/], [{ redirect_uris: 'javascript:alert(1)' }, /forbidden/],
    [{ redirect_uris: '/cb' }, /absolute/], [{ redirect_uris: 'https://a.example/#x' }, /fragment/], [{ redirect_uris: 'https://ä.example/' }, /valid URI/],
    [{ scopes: 'read invented' }, /Scopes/], [{ website: 'javascript:alert(1)' }, /Website/],
  ] as const) {
    const answer = await attempt(json)
    assert.equal(answer.status, 422, JSON.stringify(json))
    assert.match(answer.body.error, words)
  }
  const two = await server.call<App>('POST', '/api/v1/apps', { form: { client_name: 'X', redirect_uris: `${OOB}\nhttps://a.example/cb` } })
  assert.deepEqual(two.body.redirect_uris, [OOB, 'https://a.example/cb'])
})

test('metadata names endpoints that exist; userinfo needs the profile scope', async () => {
  const { body } = await server.call<Record<string, string | string[]>>('GET', '/.well-known/oauth-authorization-server')
  const { origin } = server.house.config
  assert.equal(body['token_endpoint'], `${origin}/oauth/token`)
  assert.deepEqual(body['code_challenge_methods_supported'], ['S256'])
  assert.ok(body['scopes_supported']?.includes('admin:write:reports'))
  const info = await server.call<{ preferred_username: string; sub: string; iss: string }>('GET', '/oauth/userinfo', { token: noa.token })
  assert.equal(info.body.preferred_username, 'noa')
  assert.equal(info.body.iss, `${origin}/`)
  const app = await register(OOB, 'read')
  const own = (await tokenFor({ client_id: app.client_id, client_secret: app.client_secret, grant_type: 'client_credentials' })).body.access_token
  assert.equal((await server.call('GET', '/oauth/userinfo', { token: own })).status, 403)
  assert.equal((await server.call('GET', '/oauth/userinfo')).status, 401)
})
