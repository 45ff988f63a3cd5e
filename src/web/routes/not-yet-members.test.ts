// Who is not a member yet, or no more: every door of OAuth says why, in Mastodon's words or on a page.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changePassword } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser } from '#test/support/browser.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const PASSWORD = 'correct horse battery'
let server: TestServer
let app: { client_id: string; client_secret: string }
let authorize: string

before(async () => {
  server = await startTestServer()
  const made = await server.call<typeof app>('POST', '/api/v1/apps', { form: { client_name: 'App', redirect_uris: 'https://app.example/back', scopes: 'read profile' } })
  app = made.body
  authorize = `/oauth/authorize?response_type=code&client_id=${app.client_id}&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=profile`
})
after(() => server.remove())

async function person(name: string, columns: Partial<Record<'confirmed_at' | 'approved_at' | 'disabled_at', number | null>>): Promise<Member> {
  const member = await server.member(name)
  const hash = await hashPassword(PASSWORD)
  await server.house.write(async (tx) => {
    await changePassword(tx, member.userId, hash)
    await tx.db.updateTable('users').set(columns).where('id', '=', member.userId).execute()
  })
  return member
}

const states = [
  ['pending', { approved_at: null }, 'Your login is currently pending approval'],
  ['unconfirmed', { confirmed_at: null, approved_at: null }, 'Your login is missing a confirmed e-mail address'],
  ['disabled', { disabled_at: 1 }, 'Your login is currently disabled'],
] as const

for (const [name, columns, words] of states) {
  test(`a token of somebody ${name} is told why at every door`, async () => {
    const { token } = await person(name, columns)
    const doors = [
      ['GET', '/api/v1/accounts/verify_credentials'], ['GET', '/oauth/userinfo'], ['POST', '/oauth/userinfo'], ['GET', '/api/v1/timelines/home'],
      ['GET', '/api/v1/streaming/user'], ['POST', '/api/v1/statuses'],
    ] as const
    for (const [method, path] of doors) {
      const answer = await server.call<{ error?: string }>(method, path, { token })
      assert.deepEqual([answer.status, answer.body?.error], [403, words], `${method} ${path}`)
    }
    assert.equal((await server.call('GET', '/api/v1/apps/verify_credentials', { token })).status, 200)
  })
}

test('somebody who waits gets no code for an app, and is told on a page', async () => {
  for (const [name, columns, words] of states.slice(0, 2)) {
    await person(`${name}2`, columns)
    const browser = openBrowser(server.url)
    await browser.get('/auth/sign_in')
    assert.equal((await browser.submit('/auth/sign_in', { email: `${name}2@people.example`, password: PASSWORD })).status, 303)
    const page = await browser.get(authorize)
    assert.equal(page.status, 403, name)
    assert.match(page.html, new RegExp(words))
  }
})

test('no grant type takes a password, and a code given before an account was disabled leads nowhere after it', async () => {
  const member = await person('member', { disabled_at: null })
  for (const type of ['password', 'refresh_token', 'assertion', 'urn:ietf:params:oauth:grant-type:device_code', '']) {
    const answer = await server.call<{ error?: string }>('POST', '/oauth/token', {
      form: { grant_type: type, ...app, username: 'member@people.example', email: 'member@people.example', password: PASSWORD, scope: 'read' },
    })
    assert.equal(answer.status, 400, type)
    assert.ok(['unsupported_grant_type', 'invalid_request'].includes(answer.body.error ?? ''), type)
  }
  const browser = openBrowser(server.url)
  await browser.get('/auth/sign_in')
  await browser.submit('/auth/sign_in', { email: 'member@people.example', password: PASSWORD })
  await browser.get(authorize)
  const back = await browser.submit('/oauth/authorize', { decision: 'authorize' })
  const code = new URL(back.location ?? '').searchParams.get('code') ?? ''
  const redeem = () => server.call<{ access_token: string; error?: string }>('POST', '/oauth/token', { form: { grant_type: 'authorization_code', ...app, code, redirect_uri: 'https://app.example/back' } })
  await server.house.write((tx) => tx.db.updateTable('users').set({ disabled_at: tx.now }).where('id', '=', member.userId).execute())
  const answer = await redeem()
  assert.equal(answer.status, 200, 'as Mastodon: the token says why, not the exchange')
  const told = await server.call<{ error?: string }>('GET', '/oauth/userinfo', { token: answer.body.access_token })
  assert.deepEqual([told.status, told.body.error], [403, 'Your login is currently disabled'])
})
