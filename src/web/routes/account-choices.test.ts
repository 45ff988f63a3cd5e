// The smaller choices of an account, leaving it, and letters that a choice or a sign-in brings.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findRole } from '#domain/access/roles.ts'
import { changePassword, changeRole, userById } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser } from '#test/support/browser.ts'
import type { Member } from '#test/support/members.ts'
import { lettersTo, linkIn, type FoundLetter } from '#test/support/outbox.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const PASSWORD = 'correct horse battery'
const HOUR = 3_600_000
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const SAFARI = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
let server: TestServer
let passwordHash: string

before(async () => {
  passwordHash = await hashPassword(PASSWORD)
  server = await startTestServer()
})
after(() => server.remove())

async function person(name: string): Promise<Member> {
  const member = await server.member(name)
  await server.house.write((tx) => changePassword(tx, member.userId, passwordHash))
  return member
}

/** Signs in by hand, so that the browser can be another one and elsewhere. */
async function signInFrom(name: string, userAgent: string, ip: string) {
  const browser = openBrowser(server.url)
  const page = await browser.get('/auth/sign_in')
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const answer = await browser.post('/auth/sign_in', { csrf, email: `${name}@people.example`, password: PASSWORD }, { 'user-agent': userAgent, 'x-forwarded-for': ip })
  assert.equal(answer.status, 303)
  return browser
}

const newPlaces = async (name: string) => (await lettersTo(server, `${name}@people.example`)).filter(({ subject }) => subject.startsWith('A sign-in from a new place'))
const user = (member: Member) => userById(server.house.db, member.userId)
const touch = (table: 'users' | 'known_places', columns: object, userId: number) =>
  server.house.write((tx) => tx.db.updateTable(table).set(columns as never).where((table === 'users' ? 'id' : 'user_id') as never, '=', userId as never).execute())

test('a sign-in from a new place is told: when, with what, from where; one that is known is not, nor the first ever', async () => {
  const mia = await person('mia')
  await signInFrom('mia', FIREFOX, '192.0.2.7')
  assert.deepEqual(await newPlaces('mia'), [], 'the first ever')
  await signInFrom('mia', FIREFOX.replaceAll('150', '151'), '192.0.2.99')
  assert.deepEqual(await newPlaces('mia'), [], 'a newer version, another address of the same network')
  await signInFrom('mia', SAFARI, '192.0.2.7')
  const [letter] = await newPlaces('mia')
  assert.match(letter?.text ?? '', /With: Safari on iPhone[^]*From the network address: 192\.0\.2\.7/)
  assert.match(letter?.text ?? '', /When: \d{1,2} \w+ \d{4} at \d\d:\d\d UTC/)
  linkIn(letter, '/auth/edit/password')
  await signInFrom('mia', SAFARI, '198.51.100.1')
  assert.equal((await newPlaces('mia')).length, 2, 'the same browser elsewhere')
  await signInFrom('mia', SAFARI, '198.51.100.1')
  assert.equal((await newPlaces('mia')).length, 2)
  await touch('known_places', { last_seen_at: Date.now() - 91 * 24 * HOUR }, mia.userId)
  await signInFrom('mia', SAFARI, '198.51.100.1')
  assert.equal((await newPlaces('mia')).length, 3, 'forgotten after ninety days')
})

test('a browser that stays signed in keeps its place known', async () => {
  const kit = await person('kit')
  const browser = await signInFrom('kit', FIREFOX, '192.0.2.7')
  await touch('known_places', { last_seen_at: Date.now() - 91 * 24 * HOUR }, kit.userId)
  await server.house.write((tx) => tx.db.updateTable('sessions').set({ last_seen_at: Date.now() - 2 * HOUR }).where('user_id', '=', kit.userId).execute())
  await browser.get('/auth/edit')
  const places = await server.house.db.selectFrom('known_places').select('last_seen_at').where('user_id', '=', kit.userId).orderBy('last_seen_at', 'desc').execute()
  assert.ok((places[0]?.last_seen_at ?? 0) > Date.now() - HOUR)
})

test('letters and language are chosen, and what is no language is refused', async () => {
  const noa = await person('noa')
  const browser = await signInFrom('noa', FIREFOX, '192.0.2.7')
  await browser.get('/auth/edit/mail')
  await browser.submit('/auth/edit/mail')
  assert.match((await user(noa))?.settings ?? '', /"mail_mentions":false/)
  assert.match((await browser.get('/auth/edit')).html, /Only letters about your account/)
  await browser.get('/auth/edit/mail')
  await browser.submit('/auth/edit/mail', { mentions: '1' })
  assert.match((await user(noa))?.settings ?? '', /"mail_mentions":true/)
  await browser.get('/auth/edit/language')
  assert.equal((await browser.submit('/auth/edit/language', { language: 'pt' })).status, 303)
  assert.equal((await user(noa))?.locale, 'pt')
  await browser.get('/auth/edit/language')
  assert.equal((await browser.submit('/auth/edit/language', { language: 'klingon!' })).status, 400)
})

/** Somebody away is spoken to twice by somebody they follow; the letter that follows from it. */
async function mentionLetter(name: string, visibility: 'public' | 'direct'): Promise<{ member: Member; letter: FoundLetter | undefined }> {
  const [member, jonas] = [await person(name), await server.member(`jonas_${name}`)]
  assert.equal((await server.call('POST', `/api/v1/accounts/${jonas.accountId}/follow`, { token: member.token })).status, 200)
  await touch('users', { last_seen_at: Date.now() - HOUR }, member.userId)
  for (const status of [`@${name} come to the harbour <b>now</b>`, `@${name} and bring cake`]) {
    assert.equal((await server.call('POST', '/api/v1/statuses', { token: jonas.token, form: { status, visibility } })).status, 200)
    await server.idle()
  }
  const letters = (await lettersTo(server, `${name}@people.example`)).filter(({ subject }) => /mention/.test(subject))
  assert.equal(letters.length, 1)
  return { member, letter: letters[0] }
}

test('a member who is away is written to about what was said, and not again within the hour', async () => {
  const { letter } = await mentionLetter('rana', 'public')
  assert.match(letter?.subject ?? '', /^jonas_rana \(@jonas_rana\) mentioned you/)
  assert.match(letter?.text ?? '', /jonas_rana \(@jonas_rana\):\n> @rana come to the harbour <b>now<\/b>/)
  linkIn(letter, '/@jonas_rana/')
  const [job] = await server.house.db.selectFrom('jobs').select('run_at').where('kind', '=', 'mail.mentions').execute()
  assert.ok((job?.run_at ?? 0) > Date.now() + HOUR / 2, 'the cake waits for the next letter')
})

test('private words stay on the server', async () => {
  const { letter } = await mentionLetter('rosa', 'direct')
  assert.match(letter?.text ?? '', /wrote to you privately/)
  assert.doesNotMatch(letter?.text ?? '', /harbour/)
})

test('the letters stop with a link that asks first, or with one click of a mail program, without signing in', async () => {
  const { member, letter } = await mentionLetter('sofia', 'public')
  const path = linkIn(letter, '/auth/mail/stop')
  assert.match(letter?.text ?? '', /^List-Unsubscribe: <http.*\/auth\/mail\/stop\?slip=/m)
  const wants = async () => /"mail_mentions":false/.test((await user(member))?.settings ?? '')
  const browser = openBrowser(server.url)
  assert.match((await browser.get(path)).html, /@sofia.*Stop these letters/s)
  assert.equal(await wants(), false, 'opening the link changes nothing')
  const oneClick = await fetch(new URL(path, server.url), { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
  assert.equal(oneClick.status, 200)
  assert.equal(await wants(), true)
  await server.house.write((tx) => tx.db.updateTable('users').set({ settings: '{}' }).where('id', '=', member.userId).execute())
  await browser.get(path)
  assert.match((await browser.submit(path)).html, /No more letters/)
  assert.equal(await wants(), true)
  for (const wrong of ['/auth/mail/stop', '/auth/mail/stop?slip=x.y', `${path}x`]) {
    assert.equal((await fetch(new URL(wrong, server.url), { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })).status, 404, wrong)
  }
})

test('an account is deleted with its password and its name, by nobody else’s, and not by accident', async () => {
  const uma = await person('uma')
  const browser = await signInFrom('uma', FIREFOX, '192.0.2.7')
  const attempt = async (fields: Record<string, string>) => {
    await browser.get('/auth/edit/delete')
    return browser.submit('/auth/edit/delete', fields)
  }
  assert.equal((await attempt({ username: 'someone', current_password: PASSWORD })).status, 422)
  assert.equal((await attempt({ username: 'uma', current_password: 'wrong' })).status, 422)
  assert.ok(await user(uma))
  const gone = await attempt({ username: '@Uma', current_password: PASSWORD })
  assert.equal(gone.location, '/auth/sign_in?notice=deleted')
  assert.equal(await user(uma), null)
  assert.equal((await browser.get('/auth/edit')).status, 303)
  assert.match((await browser.get(gone.location ?? '')).html, /Your account is deleted/)
  assert.equal((await server.call('GET', '/api/v1/accounts/verify_credentials', { token: uma.token })).status, 401)
})

test('the last owner stays until somebody else is one', async () => {
  const [vic, ada] = [await person('vic'), await person('ada')]
  const owner = (await findRole(server.house.db, 'Owner'))?.id ?? 0
  await server.house.write((tx) => changeRole(tx, vic.userId, owner))
  const browser = await signInFrom('vic', FIREFOX, '192.0.2.7')
  const page = await browser.get('/auth/edit/delete')
  assert.match(page.html, /only owner/)
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const fields = { csrf, username: 'vic', current_password: PASSWORD }
  assert.equal((await browser.post('/auth/edit/delete', fields)).status, 422)
  assert.ok(await user(vic))
  await server.house.write((tx) => changeRole(tx, ada.userId, owner))
  assert.equal((await browser.post('/auth/edit/delete', fields)).status, 303)
  assert.equal(await user(vic), null)
})
