// Hashtags, feeds, redirects, refusals, and what every answer says to caches and browsers.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Parser } from 'htmlparser2'
import { startSession } from '#domain/access/web-sessions.ts'
import type { Member } from '#test/support/members.ts'
import { posts, remotePerson } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { checkDocument } from '#test/pages/check-document.ts'

const HOSTILE = `<script>alert(1)</script>"'&]]>`
let server: TestServer
let ada: Member
let post: string

const get = (path: string, headers: Record<string, string> = {}) => server.call('GET', path, { headers: { accept: 'text/html,*/*;q=0.8', ...headers } })
const says = async (status: string, more: Record<string, unknown> = {}) =>
  (await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: ada.token, form: { status, ...more } })).body.id

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  post = await says(`A word ${HOSTILE} #Café`, { spoiler_text: HOSTILE })
})
after(() => server.remove())

test('a hashtag in any spelling; what nobody has used is 404 with a page that says so', async () => {
  const far = await remotePerson(server.house, 'far')
  await posts(server.house, far, 'tagged afar', { tags: ['café'], uri: 'https://peer.example/notes/1' })
  await posts(server.house, ada.accountId, 'tagged quietly', { tags: ['café'], visibility: 'unlisted' })
  for (const path of ['/tags/Caf%C3%A9', '/tags/cafe', '/tags/CAFE']) {
    const { status, text } = await get(path)
    checkDocument(text)
    assert.equal(status, 200)
    assert.match(text, /<h1><bdi>#Café<\/bdi><\/h1>/)
    assert.ok(text.includes('tagged afar') && text.includes(`/@ada/${post}`) && !text.includes('tagged quietly'))
  }
  const unused = await get('/tags/ebb')
  assert.deepEqual([unused.status, unused.text.includes('#ebb</strong>')], [404, true])
  for (const path of ['/tags/%3Cscript%3E', '/tags/12', '/tags/']) assert.equal((await get(path)).status, 404, path)
})

/** Element names and texts, by a strict parser of XML; fails on what is not well-formed. */
function readXml(xml: string): { name: string; text: string; attributes: Record<string, string> }[] {
  const read: { name: string; text: string; attributes: Record<string, string> }[] = []
  const open: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      open.push(name)
      read.push({ name, text: '', attributes })
    },
    ontext(text) {
      const last = read.at(-1)
      if (last) last.text += text
    },
    onclosetag(name, implied) {
      assert.ok(!implied || xml.includes(`<${name} `), `<${name}> is never closed`)
      assert.equal(open.pop(), name)
    },
  }, { xmlMode: true })
  parser.end(xml)
  assert.deepEqual(open, [])
  return read
}

test('feeds of people and hashtags: well-formed, sanitised, and only what is for everybody', async () => {
  await says('for followers', { visibility: 'private' })
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, form: { display_name: `Ada ${HOSTILE}` } })
  for (const path of ['/@ada.rss', '/@ada/with_replies.rss', '/@ada/tagged/cafe.rss', '/tags/cafe.rss']) {
    const { status, headers, text } = await get(path)
    assert.equal(status, 200, path)
    assert.match(headers.get('content-type') ?? '', /^application\/rss\+xml/)
    assert.ok(!text.includes('<script') && !text.includes('for followers'))
    const xml = readXml(text)
    const item = xml.slice(xml.findIndex((one) => one.name === 'item'))
    assert.ok(item.some((one) => one.name === 'guid' && one.text === `${server.url}/@ada/${post}`), path)
    const description = xml.filter((one) => one.name === 'description').find((one) => one.text.includes('A word'))?.text ?? ''
    assert.match(description, /^<p><strong>Content warning:<\/strong> &lt;script&gt;/)
    assert.doesNotMatch(description, /<script/)
    assert.ok(xml.some((one) => one.name === 'atom:link' && one.attributes['href'] === server.url + path))
    for (const one of xml.filter(({ name }) => name === 'pubDate')) assert.match(one.text, /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/)
  }
  assert.match((await get('/@ada')).text, /<link rel="alternate" type="application\/rss\+xml" href="\/@ada\.rss"/)
  for (const path of ['/@nobody.rss', '/@far@peer.example.rss', '/tags/ebb.rss', '/@ada/nothing.rss']) assert.equal((await get(path)).status, 404, path)
})

test('a feed survives characters that XML cannot say', async () => {
  await posts(server.house, ada.accountId, 'bell\u0007 \u{1F6A4} \uD800 end')
  const { text } = await get('/@ada.rss')
  assert.match(text, /bell \u{1F6A4} \uFFFD end/u)
})

test('old addresses lead to the new ones, and never off this server', async () => {
  const far = await remotePerson(server.house, 'away')
  const theirs = await posts(server.house, far, 'afar', { uri: 'https://peer.example/notes/7' })
  const secret = await says('secret', { visibility: 'private' })
  const wanted: [string, string][] = [
    ['/users/ada', '/@ada'], ['/users/ada.rss', '/@ada.rss'], [`/users/ada/statuses/${post}`, `/@ada/${post}`], [`/@ada/${post}/quotes`, `/@ada/${post}`],
    ['/web/@ada', '/@ada'], [`/deck/@ada/${post}`, `/@ada/${post}`], ['/web/timelines/tag/caf%C3%A9', '/tags/cafe'],
    ['/deck/tags/cafe', '/tags/cafe'], [`/web/statuses/${post}`, `/@ada/${post}`], [`/web/statuses/${theirs}`, `/@away@peer.example/${theirs}`],
    [`/web/accounts/${ada.accountId}`, '/@ada'], ['/web/deck/@away@peer.example', '/@away@peer.example'], ['/web/getting-started', '/'], ['/deck', '/'],
    ['/web//evil.example', '/'], ['/web/https://evil.example/', '/'], ['/deck/%2F%2Fevil.example', '/'], ['/web/\\evil.example', '/'], ['/web/@ada//evil.example', '/'],
    ['/.well-known/change-password', '/auth/edit'], ['/authorize_interaction?uri=https://evil.example', '/auth/sign_in?return_to=%2Fauthorize_interaction%3Furi%3Dhttps%3A%2F%2Fevil.example'],
  ]
  for (const [path, target] of wanted) assert.equal((await get(path)).headers.get('location'), target, path)
  for (const path of ['/users/a.b', '/users/ada/statuses/x', `/web/statuses/${secret}`, '/web/statuses/1', '/web/accounts/1234', '/users/%2F%2Fevil.example']) {
    assert.equal((await get(path)).status, 404, path)
  }
})

test('who comes to follow or answer from elsewhere is led to it here', async () => {
  const { cookie } = await server.house.write((tx) => startSession(tx, ada.userId, { ip: null, userAgent: null }))
  const far = await remotePerson(server.house, 'friend')
  const id = await posts(server.house, far, 'afar', { uri: 'https://peer.example/notes/9' })
  const led = async (uri: string) => {
    const answer = await get(`/authorize_interaction?uri=${encodeURIComponent(uri)}`, { cookie: `covey_session=${cookie}` })
    if (answer.status === 200) checkDocument(answer.text)
    return [...answer.text.matchAll(/<a class="button button-plain" href="(\/@[^"]+)"|name="act" value="(\w+)"/g)].flatMap(([, path, act]) => path ?? act ?? []).concat(answer.status === 200 ? [] : [String(answer.status)])
  }
  for (const uri of ['https://peer.example/users/friend', 'acct:friend@peer.example', '@friend@peer.example', 'web+mastodon://follow?uri=acct:friend@peer.example']) {
    assert.deepEqual(await led(uri), ['follow', '/@friend@peer.example'], uri)
  }
  assert.deepEqual(await led('https://peer.example/notes/9'), ['reblog', 'favourite', `/@friend@peer.example/${id}`])
  assert.deepEqual(await led(`${server.url}/@ada`), ['/@ada'])
  assert.deepEqual(await led(`${server.url}/@ada/${post}`), ['reblog', 'favourite', `/@ada/${post}`])
  for (const uri of ['https://evil.example/', '//evil.example', '']) assert.deepEqual(await led(uri), ['404'], uri)
})

test('strangers\' pages may be kept for a moment and asked for again cheaply; members\' may not', async () => {
  const first = await get('/@ada')
  assert.match(first.headers.get('cache-control') ?? '', /^public, no-cache$/)
  for (const name of ['Accept', 'Accept-Encoding', 'Cookie', 'Accept-Language']) assert.ok(first.headers.get('vary')?.includes(name))
  const again = await get('/about', { 'if-none-match': (await get('/about')).headers.get('etag') ?? '' })
  assert.deepEqual([again.status, again.text], [304, ''])
  const { cookie } = await server.house.write((tx) => startSession(tx, ada.userId, { ip: null, userAgent: null }))
  const own = await get('/@ada', { cookie: `covey_session=${cookie}` })
  assert.deepEqual([own.headers.get('cache-control'), own.headers.get('etag')], ['private, no-store', null])
  const stale = await get('/@ada', { cookie: `covey_session=${'x'.repeat(43)}` })
  assert.deepEqual([stale.headers.getSetCookie(), stale.headers.get('cache-control')?.startsWith('public')], [[], true])
})

test('every page forbids scripts, frames and other servers; HEAD answers as GET', async () => {
  for (const path of ['/', '/@ada', `/@ada/${post}`, '/tags/cafe', '/about', '/nothing']) {
    const answer = await get(path)
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'self'; .*form-action 'self'; .*frame-ancestors 'none'$/, path)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    const head = await server.call('HEAD', path)
    assert.deepEqual([head.status, head.text, head.headers.get('content-type')], [answer.status, '', answer.headers.get('content-type')], path)
  }
})

test('what is not there is said in a page, or in JSON to programs', async () => {
  for (const path of ['/nothing', '/nothing/at/all', '/%ff', '/@ada/%zz', '/.env', '/wp-login.php']) {
    const page = await get(path)
    assert.equal(page.status, 404, path)
    checkDocument(page.text)
    assert.match(page.text, /There is nothing here/)
    const json = await server.call<{ error: string }>('GET', path, { headers: { accept: 'application/json' } })
    assert.deepEqual([json.status, typeof json.body.error], [404, 'string'], path)
  }
  assert.equal((await server.call('POST', '/nothing', { form: { a: 1 } })).status, 404)
  const language = await get('/', { 'accept-language': '"><script>' })
  assert.equal(language.status, 200)
})

test('faults are a page without a word of the inside', async () => {
  const { house } = server
  await house.write((tx) => tx.db.insertInto('settings').values({ name: 'community.name', value: '{broken' }).onConflict((on) => on.column('name').doUpdateSet({ value: '{broken' })).execute())
  const page = await get('/about')
  await house.write((tx) => tx.db.deleteFrom('settings').where('name', '=', 'community.name').execute())
  assert.equal(page.status, 500)
  checkDocument(page.text)
  assert.match(page.text, /Something broke on our side/)
  assert.doesNotMatch(page.text, /JSON|SyntaxError|broken'/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
})

test('what browsers and robots ask every site for', async () => {
  const robots = await get('/robots.txt')
  assert.match(robots.text, /^User-agent: \*\nDisallow: \/api\//)
  const manifest = await server.call<{ name: string; icons: { src: string }[] }>('GET', '/manifest.webmanifest')
  assert.equal(manifest.body.name, 'Covey')
  for (const path of ['/favicon.ico', '/avatars/missing.png', '/headers/missing.png', '/instance/preview.png', ...manifest.body.icons.map((one) => one.src)]) {
    const picture = await get(path)
    assert.equal(picture.status, 200, path)
    assert.match(picture.headers.get('content-type') ?? '', /^image\//)
    assert.equal((await get(path, { 'if-none-match': picture.headers.get('etag') ?? '' })).status, 304)
  }
  assert.equal((await get('/health')).text, 'OK')
  assert.deepEqual((await server.call('GET', '/health', { headers: { accept: 'application/json' } })).body, { status: 'OK' })
})
