// Acting from an account elsewhere: a visitor is led to their own server, a member who arrives is shown what they came
// for, and a post can be written without the app.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { startSession } from '#domain/access/web-sessions.ts'
import { relationshipsOf } from '#domain/relationships/marks.ts'
import type { Status } from '#entities/status.ts'
import { checkDocument } from '#test/pages/check-document.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import type { Member } from '#test/support/members.ts'
import { posts, remotePerson } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let ada: Member
let bob: Member
let post = 0
let elsewhere: Server
let host = ''
/** What the other server says of itself; null: 404. */
let descriptor: object | null = null
let resources: (string | null)[] = []

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  bob = await server.member('bob')
  post = await posts(server.house, ada.accountId, 'answer me')
  elsewhere = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    if (url.pathname === '/.well-known/webfinger') resources.push(url.searchParams.get('resource'))
    const found = descriptor !== null && url.pathname === '/.well-known/webfinger'
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/jrd+json' }).end(found ? JSON.stringify(descriptor) : '')
  })
  await new Promise<void>((resolve) => { elsewhere.listen(0, '127.0.0.8', resolve) })
  host = `127.0.0.8:${(elsewhere.address() as AddressInfo).port}`
})
after(async () => {
  elsewhere.close()
  await server.remove()
})

const uriOf = (id: number) => `${server.url}/ap/users/${ada.accountId}/statuses/${id}`

async function signedIn(member: Member): Promise<Browser> {
  const browser = openBrowser(server.url)
  const { cookie } = await server.house.write((tx) => startSession(tx, member.userId, { ip: null, userAgent: null }))
  browser.cookies.set('covey_session', cookie)
  return browser
}

test('a visitor names their server once and is sent there each time', async () => {
  const browser = openBrowser(server.url)
  const page = await browser.get(`/@ada/${post}`)
  assert.match(page.html, new RegExp(`href="/interact\\?post=${post}&amp;act=reply"`))
  assert.equal(browser.cookies.size, 0)
  const form = await browser.get(`/interact?post=${post}&act=reply`)
  checkDocument(form.html)
  assert.match(form.html, /Where is your account\? Type its server\./)
  assert.ok(form.html.includes('answer me'))
  assert.match(form.headers.get('content-security-policy') ?? '', /form-action 'self' https:/)
  descriptor = { subject: 'x', links: [{ rel: 'http://ostatus.org/schema/1.0/subscribe', template: `http://${host}/come?to={uri}` }] }
  const sent = await browser.submit('/interact', { server: `@zoe@${host}` })
  assert.deepEqual([sent.status, sent.location], [303, `http://${host}/come?to=${encodeURIComponent(uriOf(post))}`])
  assert.deepEqual(resources, [`acct:zoe@${host}`])
  assert.equal(browser.cookies.get('covey_server'), host)
  assert.match((await browser.get(`/interact?person=${ada.accountId}`)).html, new RegExp(`name="server"[^>]*value="${host}"|value="${host}"[^>]*name="server"`))
})

test('a server without a template is taken for one like Mastodon; templates that lead nowhere good are not followed', async () => {
  const browser = openBrowser(server.url)
  const go = async (typed: string) => {
    await browser.get(`/interact?person=${ada.accountId}`)
    return browser.submit('/interact', { server: typed })
  }
  const usual = `http://${host}/authorize_interaction?uri=${encodeURIComponent(`${server.url}/ap/users/${ada.accountId}`)}`
  descriptor = null
  for (const typed of [host, `http://${host}`, `http://${host}/@zoe`, `zoe@${host}`, ` ${host}/ `]) assert.equal((await go(typed)).location, usual, typed)
  for (const template of ['javascript:alert(1)//{uri}', 'ftp://x.example/{uri}', `http://${host}/none`, `http://a:b@${host}/{uri}`, 7]) {
    descriptor = { links: [{ rel: 'http://ostatus.org/schema/1.0/subscribe', template }] }
    assert.equal((await go(host)).location, usual, String(template))
  }
  for (const typed of ['', 'zoe', 'not a server', '@zoe', 'http://', '127.0.0.8:1']) {
    const again = await go(typed)
    assert.deepEqual([again.status, again.location], [422, null], typed)
    checkDocument(again.html)
    assert.match(again.html, /field-wrong/)
  }
  assert.equal((await browser.post('/interact', { person: String(ada.accountId), server: host })).status, 422)
  assert.match((await browser.post('/interact', { person: String(ada.accountId), server: host })).html, /open too long|expired/i)
})

test('nobody can be followed who is not there, and nothing answered that is not for everybody', async () => {
  const secret = await posts(server.house, ada.accountId, 'between us', { visibility: 'private' })
  for (const path of [`/interact?post=${secret}`, '/interact', '/interact?person=1x', '/interact?post=999', '/interact?person=999']) {
    const answer = await openBrowser(server.url).get(path)
    assert.deepEqual([answer.status, answer.html.includes('between us')], [404, false], path)
  }
})

test('a member goes from the page straight to the act, and is asked before anything is done', async () => {
  const browser = await signedIn(bob)
  const onward = await browser.get(`/interact?person=${ada.accountId}`)
  assert.equal(onward.location, `/authorize_interaction?uri=${encodeURIComponent(`${server.url}/ap/users/${ada.accountId}`)}`)
  const page = await browser.get(onward.location ?? '')
  assert.match(page.html, /Follow this person\?/)
  const follows = async () => (await relationshipsOf(server.house.db, bob.accountId, [ada.accountId])).get(ada.accountId)?.following
  assert.equal(await follows(), false)
  assert.match((await browser.submit('/authorize_interaction', { act: 'follow' })).html, /You follow them now\./)
  assert.equal(await follows(), true)
  assert.match((await browser.get(onward.location ?? '')).html, /You follow them already\./)
})

test('boosting and favouriting from there; strangers sign in first', async () => {
  const browser = await signedIn(bob)
  const path = `/authorize_interaction?uri=${encodeURIComponent(uriOf(post))}`
  assert.match((await openBrowser(server.url).get(path)).location ?? '', /^\/auth\/sign_in\?return_to=/)
  await browser.get(path)
  assert.match((await browser.submit('/authorize_interaction', { act: 'reblog' })).html, /Boosted\./)
  assert.match((await browser.submit('/authorize_interaction', { act: 'favourite' })).html, /Favourited\./)
  const { body } = await server.call<Status>('GET', `/api/v1/statuses/${post}`, { token: bob.token })
  assert.deepEqual([body.reblogged, body.favourited, body.reblogs_count, body.favourites_count], [true, true, 1, 1])
  assert.equal((await browser.post('/authorize_interaction', { kind: 'status', id: String(post), act: 'reblog' })).status, 422)
})

test('what a share button sends is filled in, posted once, and kept when it is refused', async () => {
  const browser = await signedIn(bob)
  const page = await browser.get('/share?title=Tides&text=Read+this+%3Cb%3E&url=https%3A%2F%2Fnews.example%2Ftides')
  assert.match(page.html, />Tides\nRead this &lt;b>\nhttps:\/\/news\.example\/tides<\/textarea>/)
  const first = await browser.submit('/share', { status: 'Read this', spoiler_text: '', visibility: 'unlisted' })
  assert.match(first.location ?? '', /^\/@bob\/\d+$/)
  const second = await browser.submit('/share', { status: 'Read this', spoiler_text: '', visibility: 'unlisted' })
  assert.equal(second.location, first.location)
  const id = first.location?.split('/').at(-1) ?? ''
  assert.equal((await server.call<Status>('GET', `/api/v1/statuses/${id}`)).body.visibility, 'unlisted')
  await browser.get('/share')
  const refused = await browser.submit('/share', { status: 'x'.repeat(501), spoiler_text: 'Long', visibility: 'private' })
  assert.equal(refused.status, 422)
  assert.ok(refused.html.includes('x'.repeat(501)) && refused.html.includes('value="Long"') && /value="private"[^>]*checked|checked[^>]*value="private"/.test(refused.html))
  assert.match((await browser.get('/intents/share?text=hello')).html, />hello<\/textarea>/)
  assert.equal((await openBrowser(server.url).get('/share')).status, 303)
})

test('an answer begins with whom it is for, in the audience of what it answers', async () => {
  const far = await remotePerson(server.house, 'far')
  const theirs = await posts(server.house, far, 'quietly asked', { uri: 'https://peer.example/notes/1', visibility: 'unlisted' })
  const browser = await signedIn(bob)
  const page = await browser.get(`/share?in_reply_to=${theirs}`)
  assert.ok(page.html.includes('@far@peer.example </textarea>') && page.html.includes('quietly asked'))
  const sent = await browser.submit('/share', { status: '@far@peer.example here', spoiler_text: '', visibility: 'unlisted' })
  const { body } = await server.call<Status>('GET', `/api/v1/statuses/${sent.location?.split('/').at(-1)}`)
  assert.deepEqual([body.in_reply_to_id, body.visibility], [String(theirs), 'unlisted'])
  assert.equal((await browser.get('/share?in_reply_to=424242')).status, 404)
})
