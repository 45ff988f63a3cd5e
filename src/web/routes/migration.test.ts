// The pages on which a member names other accounts, goes to one of them, and comes back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changePassword } from '#domain/access/users.ts'
import { ownAccount } from '#domain/accounts/queries.ts'
import { follow } from '#domain/relationships/follow.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser } from '#test/support/browser.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const PASSWORD = 'correct horse battery'
const MOVE = '/settings/migration'
const ALIASES = '/settings/aliases'
let server: TestServer
before(async () => { server = await startTestServer() })
after(() => server.remove())

async function signedIn(name: string) {
  const member = await server.member(name)
  const hash = await hashPassword(PASSWORD)
  await server.house.write((tx) => changePassword(tx, member.userId, hash))
  const browser = openBrowser(server.url)
  await browser.get('/auth/sign_in')
  assert.equal((await browser.submit('/auth/sign_in', { email: `${name}@people.example`, password: PASSWORD })).status, 303)
  const send = async (path: string, form: string, fields: Record<string, string> = {}) => {
    await browser.get(path)
    return browser.submit(form, fields)
  }
  return { member, browser, send }
}

test('an account is named, shown and taken back; what is not there is said to be so', async () => {
  const { browser, send } = await signedIn('ina')
  await server.member('ola')
  assert.match((await send(ALIASES, ALIASES, { acct: 'nobody' })).html, /We found no such account/)
  assert.match((await send(ALIASES, ALIASES, { acct: '@ina' })).html, /the account you are using/)
  assert.equal((await send(ALIASES, ALIASES, { acct: '@ola' })).location, `${ALIASES}?notice=alias`)
  assert.match((await browser.get(ALIASES)).html, /@ola<[^]*Remove/)
  assert.equal((await send(ALIASES, `${ALIASES}/remove`)).location, `${ALIASES}?notice=alias-removed`)
  assert.match((await browser.get(ALIASES)).html, /None\./)
})

test('followers go along with the password and where the other account agrees; the profile says so, until it is ended', async () => {
  const [una, odo] = [await signedIn('una'), await signedIn('odo')]
  const fan = await server.member('fan')
  await server.house.write((tx) => follow(tx, fan.accountId, una.member.accountId))
  const wrong = await una.send(MOVE, MOVE, { acct: '@odo', current_password: 'no' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /not your password/)
  assert.match((await una.send(MOVE, MOVE, { acct: '@odo', current_password: PASSWORD })).html, /does not name this one as yours yet/)
  await odo.send(ALIASES, ALIASES, { acct: `${server.url}/@una` })
  const moved = await una.send(MOVE, MOVE, { acct: '@odo', current_password: PASSWORD })
  assert.equal(moved.location, `${MOVE}?notice=moved`)
  await server.idle()
  assert.deepEqual([(await ownAccount(server.house.db, odo.member.accountId)).followers_count, (await ownAccount(server.house.db, una.member.accountId)).followers_count], [1, 0])
  assert.match((await una.browser.get(`${MOVE}?notice=moved`)).html, /followers are being told[^]*You have moved to[^]*@odo[^]*1 follower\./)
  assert.match((await openBrowser(server.url).get('/@una')).html, /Has moved to[^]*@odo/)
  assert.match((await una.browser.get('/auth/edit')).html, /You have moved to @odo/)
  const post = () => server.call<{ error: string }>('POST', '/api/v1/statuses', { token: una.member.token, json: { status: 'Still here' } })
  const refused = await post()
  assert.deepEqual([refused.status, /has moved/.test(refused.body.error)], [403, true])
  assert.equal((await una.send(MOVE, `${MOVE}/cancel`)).location, `${MOVE}?notice=redirect-ended`)
  assert.equal((await post()).status, 200)
  assert.match((await una.browser.get(MOVE)).html, /You can again from/)
  assert.doesNotMatch((await openBrowser(server.url).get('/@una')).html, /Has moved to/)
})

test('a redirect leaves followers where they are', async () => {
  const [ida, lea] = [await signedIn('ida'), await signedIn('lea')]
  await server.house.write((tx) => follow(tx, lea.member.accountId, ida.member.accountId))
  assert.equal((await ida.send(MOVE, `${MOVE}/redirect`, { acct: '@lea', current_password: 'no' })).status, 422)
  assert.equal((await ida.send(MOVE, `${MOVE}/redirect`, { acct: '@lea', current_password: PASSWORD })).location, `${MOVE}?notice=redirected`)
  await server.idle()
  const row = await ownAccount(server.house.db, ida.member.accountId)
  assert.deepEqual([row.moved_to_account_id, row.followers_count], [lea.member.accountId, 1])
})
