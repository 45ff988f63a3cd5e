// A community comes to be in a browser without script: the link, the steps, the owner, and what everybody sees after.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { foundCommunity } from '#domain/onboarding/found-community.ts'
import { isPublicDomain } from '#domain/onboarding/first-day.ts'
import { activeQuestions } from '#domain/onboarding/questions.ts'
import { createInvite } from '#domain/onboarding/invites.ts'
import { rulesInForce } from '#domain/instance/rules.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { follow } from '#domain/relationships/follow.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { telephonePhoto } from '#machinery/media-tools/sample-images.ts'
import { checkDocument } from '#test/pages/check-document.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let owner: Browser
let path = ''

before(async () => {
  server = await startTestServer()
  owner = openBrowser(server.url)
  path = new URL(server.setupUrl ?? '').pathname
})
after(() => server.remove())

const PASSWORD = 'correct horse battery'
const settings = () => readSettings(server.house.db)

/** Posts the form of the page as browsers do that carry files. */
async function sendPicture(browser: Browser, to: string, fields: Record<string, string>, file?: Uint8Array): Promise<Response> {
  const { html } = await browser.get(to)
  const body = new FormData()
  body.set('csrf', /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  if (file) body.set('banner', new Blob([Uint8Array.from(file)], { type: 'image/jpeg' }), 'banner.jpg')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return fetch(new URL(to, server.url), { method: 'POST', body, redirect: 'manual', headers: { cookie } })
}

test('the link is the same at each start until it is used; any other code is nothing', async () => {
  assert.match(path, /^\/setup\/[a-z0-9]{24}$/)
  const { setupUrl } = server
  await server.stop()
  await server.restart()
  assert.equal(server.setupUrl, setupUrl)
  const first = await owner.get(path)
  checkDocument(first.html)
  assert.match(first.html, /Step 1 of 6/)
  assert.equal((await openBrowser(server.url).get('/setup/aaaaaaaaaaaaaaaaaaaaaaaa')).status, 404)
  assert.equal((await openBrowser(server.url).get(`${path}x/owner`)).status, 404)
})

test('nobody but the code opens a step: the later ones ask for sign-in, a form without its token is refused', async () => {
  const stranger = openBrowser(server.url)
  assert.match((await stranger.get('/setup/rules')).location ?? '', /^\/auth\/sign_in/)
  assert.equal((await stranger.post(path, { name: 'Mine now' })).status, 422)
  assert.equal((await settings()).name, 'Covey')
})

test('until somebody has set it up, the front door says so, and nobody signs up; apps are answered as ever', async () => {
  const stranger = openBrowser(server.url)
  for (const at of ['/', '/auth/sign_up']) {
    const { status, html } = await stranger.get(at)
    checkDocument(html)
    assert.equal(status, 200)
    assert.match(html, /<h1>This community is not set up yet<\/h1>/)
    assert.match(html, /noindex/)
    assert.ok(!html.includes(path), 'the link is the console’s')
  }
  const other = openBrowser(server.url)
  const { html } = await other.get('/auth/sign_in')
  const refused = await other.post('/auth/sign_up', { csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '', username: 'eve', email: 'eve@people.example', password: PASSWORD, agreement: '1' })
  assert.equal(refused.status, 403)
  assert.match(refused.html, /not set up yet/)
  assert.equal((await server.call('GET', '/api/v2/instance')).status, 200)
})

test('step 1: a name is needed, what was typed comes back, and going back finds it', async () => {
  await owner.get(path)
  const blank = await owner.submit(path, { name: ' ', purpose: 'For the <b>night</b> people.' })
  assert.equal(blank.status, 422)
  assert.match(blank.html, /This is needed/)
  assert.match(blank.html, /For the &lt;b>night/)
  const done = await owner.submit(path, { name: 'Second Shift', purpose: 'For the night people.', do: 'next' })
  assert.equal(done.location, `${path}/owner`)
  const page = await owner.get(`${path}/owner`)
  assert.match(page.html, /Second Shift/)
  assert.ok(page.html.includes(`href="${path}"`), 'back')
  assert.match((await owner.get(path)).html, /value="Second Shift"/)
})

test('step 2: everything wrong is said at once; then the owner is in, and the link is nothing any more', async () => {
  await owner.get(`${path}/owner`)
  const wrong = await owner.submit(`${path}/owner`, { username: 'a b', email: 'nowhere', password: 'short' })
  assert.equal(wrong.status, 422)
  for (const words of ['value="a b"', 'value="nowhere"', 'Only the letters a to z, digits and _', 'one looks like name@example.org', 'a password has 8 characters or more']) assert.ok(wrong.html.includes(words), words)
  assert.ok(!wrong.html.includes('"short"'))
  for (const [username, why] of [['x'.repeat(31), 'has 30 characters at most'], ['admin', 'This name is kept back'], ['', 'This is needed']] as const) {
    const again = await owner.submit(`${path}/owner`, { username, email: 'mirjam@shift.example', password: PASSWORD })
    assert.deepEqual([again.status, again.html.includes(why)], [422, true], username)
  }
  const late = openBrowser(server.url)
  await late.get(`${path}/owner`)
  const done = await owner.submit(`${path}/owner`, { username: '@mirjam', email: 'mirjam@shift.example', password: PASSWORD })
  assert.deepEqual([done.status, done.location], [303, '/setup/joining'])
  assert.equal((await late.submit(`${path}/owner`, { username: 'eve', email: 'eve@shift.example', password: PASSWORD })).status, 404)
  assert.equal((await owner.get(path)).status, 404)
  const { contactUsername, contactEmail } = await settings()
  assert.deepEqual([contactUsername, contactEmail], ['mirjam', 'mirjam@shift.example'])
})

test('a wizard left half way is gone on with from the front page after signing in again', async () => {
  const later = openBrowser(server.url)
  await later.get('/auth/sign_in')
  await later.submit('/auth/sign_in', { email: 'mirjam@shift.example', password: PASSWORD })
  assert.match((await later.get('/')).html, /href="\/setup\/joining"/)
})

test('step 3 decides whether there is a step 4', async () => {
  await owner.get('/setup/joining')
  assert.equal((await owner.submit('/setup/joining', { mode: 'sometimes' })).status, 422)
  await owner.get('/setup/joining')
  assert.equal((await owner.submit('/setup/joining', { mode: 'open', do: 'next' })).location, '/setup/rules')
  assert.match((await owner.get('/setup/rules')).html, /Questions, not needed/)
  await owner.get('/setup/joining')
  assert.equal((await owner.submit('/setup/joining', { mode: 'approval', do: 'next' })).location, '/setup/questions')
})

test('step 4: suggestions, own ones, order, required; each button keeps what is typed', async () => {
  const page = await owner.get('/setup/questions')
  checkDocument(page.html)
  assert.match(page.html, /Which team were you on\?/)
  const more = await owner.submit('/setup/questions', { 'rows[0][text]': 'What do you miss?', 'suggested[]': 'Who here knows you?', do: 'more' })
  assert.equal(more.location, '/setup/questions?more=1#row-2')
  const [miss, who] = await activeQuestions(server.house.db)
  assert.deepEqual([miss?.text, who?.text], ['What do you miss?', 'Who here knows you?'])
  const grown = await owner.get('/setup/questions?more=1')
  assert.equal(grown.html.match(/Another question/g)?.length, 1, 'the empty line was filled: there is one new one')
  assert.equal((await owner.submit('/setup/questions', { 'rows[0][id]': String(miss?.id), 'rows[0][text]': 'What do you miss?', 'rows[1][id]': String(who?.id), 'rows[1][text]': 'Who here knows you?', 'rows[2][text]': ' ', do: 'more' })).location, '/setup/questions?more=2#row-3')
  assert.equal((await owner.get('/setup/questions?more=2')).html.match(/Another question/g)?.length, 2, 'the empty line stayed empty: there is one more')
  assert.equal((await owner.get('/setup/questions?more=999')).html.match(/Another question/g)?.length, 20)
  assert.ok(!grown.html.includes('value="Who here knows you?"'), 'what is on the list is no suggestion')
  const rows = { 'rows[0][id]': String(miss?.id), 'rows[0][text]': 'What do you miss?', 'rows[1][id]': String(who?.id), 'rows[1][text]': 'Who here knows you?', 'rows[1][required]': '1' }
  assert.equal((await owner.submit('/setup/questions', { ...rows, do: 'up:1' })).location, '/setup/questions#row-0')
  assert.deepEqual((await activeQuestions(server.house.db)).map(({ id, required }) => [id, required]), [[who?.id, true], [miss?.id, false]])
  await owner.get('/setup/questions')
  const gone = await owner.submit('/setup/questions', { 'rows[0][id]': String(who?.id), 'rows[0][text]': 'Who here knows you?', 'rows[0][required]': '1', 'rows[1][id]': String(miss?.id), 'rows[1][text]': 'What do you miss?', do: 'remove:1' })
  assert.equal(gone.location, '/setup/questions')
  assert.deepEqual((await activeQuestions(server.house.db)).map(({ text }) => text), ['Who here knows you?'])
})

test('step 5: rules are suggested, written, and too long ones come back', async () => {
  await owner.get('/setup/rules')
  const long = await owner.submit('/setup/rules', { 'rows[0][text]': 'x'.repeat(301), do: 'next' })
  assert.equal(long.status, 422)
  await owner.get('/setup/rules')
  const done = await owner.submit('/setup/rules', { 'rows[0][text]': 'Be <kind>.', 'suggested[]': 'No advertising, no spam.', do: 'next' })
  assert.equal(done.location, '/setup/looks')
  const texts = async () => (await rulesInForce(server.house.db)).map(({ text }) => text)
  assert.deepEqual(await texts(), ['Be <kind>.', 'No advertising, no spam.'])
  const typed = ['Be <kind>.', 'No advertising, no spam.']
  for (const rule of ['Zebras first.', 'Apples second.', 'Mice third.']) {
    await owner.get('/setup/rules')
    const ids = (await rulesInForce(server.house.db)).map(({ id }) => String(id))
    const rows = Object.fromEntries([...typed, rule].flatMap((text, i) => [[`rows[${i}][text]`, text], ...ids[i] ? [[`rows[${i}][id]`, ids[i]]] : []]))
    assert.match((await owner.submit('/setup/rules', { ...rows, do: 'more' })).location ?? '', /more=1#row-\d$/)
    typed.push(rule)
  }
  assert.deepEqual(await texts(), typed, 'own rules stand in the order they were given in')
})

test('step 6: a colour reaches every page by a style sheet of its own, a banner the front page, and what is no picture is said so', async () => {
  assert.match((await owner.get('/setup/looks')).html, /accent-trial\.css/)
  assert.equal((await sendPicture(owner, '/setup/looks', { accent: '#8a2f7a', do: 'try' })).headers.get('location'), '/setup/looks')
  const stranger = openBrowser(server.url)
  const sheet = /href="(\/accent\.css\?c=8a2f7a)"/.exec((await stranger.get('/')).html)?.[1] ?? ''
  const css = await fetch(new URL(sheet, server.url))
  assert.equal(css.headers.get('content-type'), 'text/css; charset=utf-8')
  assert.match(await css.text(), /--accent:light-dark\(#[0-9a-f]{6},#[0-9a-f]{6}\)/)
  const again = await fetch(new URL(sheet, server.url), { headers: { 'if-none-match': css.headers.get('etag') ?? '' } })
  assert.equal(again.status, 304)
  assert.equal((await stranger.get('/accent.css?c=red')).status, 404)
  assert.equal((await sendPicture(owner, '/setup/looks', { accent: '#8a2f7a', do: 'next' }, Buffer.from('no picture'))).status, 422)
  const noPicture = await sendPicture(owner, '/setup/looks', { accent: '#8a2f7a', do: 'next' }, Buffer.from('no picture'))
  assert.match(await noPicture.text(), /This is no picture that we can read: choose a JPEG/)
  const large = await sendPicture(owner, '/setup/looks', { accent: '#8a2f7a', do: 'next' }, new Uint8Array(8 * 1024 * 1024 + 1))
  const form = await large.text()
  checkDocument(form)
  assert.equal(large.status, 413)
  assert.match(form, /<input type="file" id="field-banner".*The picture is over 8 MB\. Choose a smaller one\./s)
  assert.match(form, /Step 6 of 6/)
  assert.equal((await settings()).thumbnailKey, null)
  const kept = await sendPicture(owner, '/setup/looks', { accent: '#8a2f7a', do: 'try' }, await telephonePhoto({ width: 1600, height: 600 }))
  assert.equal(kept.status, 303)
  const { thumbnailKey } = await settings()
  assert.match((await owner.get('/')).html, new RegExp(`<img src="[^"]*/files/${thumbnailKey ?? 'none'}"`))
  assert.equal((await sendPicture(stranger, '/auth/sign_in', { accent: '#000000' }, Buffer.from('x'))).status, 422, 'strangers send no files')
})

test('the last button opens the community; the first day’s list looks things up and can be put away', async () => {
  assert.equal((await sendPicture(owner, '/setup/looks', { accent: '#8a2f7a', do: 'next' })).headers.get('location'), '/')
  const front = await owner.get('/')
  assert.match(front.html, /0 of 4 done/)
  assert.match((await openBrowser(server.url).get('/')).html, /A person reads each application\. The community is new: how long that takes, nobody knows yet\./)
  assert.match(front.html, /COVEY_SMTP_URL=/)
  assert.equal((await owner.get('/setup/rules')).location, '/admin/settings/rules')
  const { accountId } = await server.member('noa')
  const mirjam = await server.house.db.selectFrom('accounts').select('id').where('acct_key', '=', 'mirjam').executeTakeFirstOrThrow()
  await server.house.write((tx) => createInvite(tx, { accountId }))
  for (const name of ['b', 'c', 'd', 'e']) {
    const { accountId: id } = await server.member(`${name}_one`)
    await server.house.write((tx) => follow(tx, mirjam.id, id, {}))
  }
  assert.match((await owner.get('/')).html, /1 of 4 done.*So far: 4/s)
  await server.house.write((tx) => follow(tx, mirjam.id, accountId, {}))
  assert.match((await owner.get('/')).html, /2 of 4 done.*You follow 5/s)
  await owner.get('/')
  assert.equal((await owner.submit('/setup/dismiss')).status, 303)
  assert.equal((await owner.get('/')).location, '/home')
  assert.deepEqual(['localhost:3000', '127.0.0.1', 'a.test', 'x.localhost', 'community.org', 'a.b.example.org:8443'].map(isPublicDomain), [false, false, false, false, true, true])
})

test('set up from the command line, there never was a link; a second owner is refused', async () => {
  const other = await startTestServer()
  try {
    const keys = await generateRsaKeyPair()
    const link = new URL(other.setupUrl ?? '').pathname
    await other.house.write((tx) => foundCommunity(tx, { ...keys, username: 'ada', email: 'ada@quay.example', passwordHash: 'x' }))
    assert.equal((await openBrowser(other.url).get(link)).status, 404)
    await other.stop()
    await other.restart()
    assert.equal(other.setupUrl, null)
    await assert.rejects(other.house.write((tx) => foundCommunity(tx, { ...keys, username: 'eve', email: 'eve@quay.example', passwordHash: 'x' })), /has an owner/)
  } finally {
    await other.remove()
  }
})
