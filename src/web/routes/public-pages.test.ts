// The public pages over HTTP, as strangers, members and programs see them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startSession } from '#domain/access/web-sessions.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { block } from '#domain/relationships/block.ts'
import type { Member } from '#test/support/members.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { checkDocument } from '#test/pages/check-document.ts'

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`
let server: TestServer
let ada: Member
let bob: Member
let eve: Member

before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  bob = await server.member('bob')
  eve = await server.member('eve')
  await follows(server.house, bob.accountId, ada.accountId)
})
after(() => server.remove())

interface Seen { status: number; headers: Headers; html: string; location: string | null }

async function read(path: string, { as, method = 'GET', headers = {} }: { as?: Member; method?: string; headers?: Record<string, string> } = {}): Promise<Seen> {
  const cookie: Record<string, string> = as ? { cookie: `covey_session=${(await server.house.write((tx) => startSession(tx, as.userId, { ip: null, userAgent: null }))).cookie}` } : {}
  const answer = await server.call(method, path, { headers: { accept: 'text/html', ...cookie, ...headers } })
  const page = { status: answer.status, headers: answer.headers, html: answer.text, location: answer.headers.get('location') }
  // What members get is the app's frame, which has checks of its own.
  if (!as && page.html.startsWith('<!doctype html>')) checkDocument(page.html)
  page.html = page.html.replace(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
  return page
}

async function says(member: Member, status: string, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: member.token, form: { status, ...more } })
  assert.equal(answer.status, 200, answer.text)
  return answer.body.id
}

const mark = (member: Member, column: 'suspended_at' | 'silenced_at' | 'deleted_at', at: number | null) =>
  server.house.write((tx) => tx.db.updateTable('accounts').set({ [column]: at }).where('id', '=', member.accountId).execute())

test('the front door tells strangers what this is, and members that they are in', async () => {
  await server.house.write(async (tx) => {
    await changeSettings(tx, { name: 'Harbour', shortDescription: HOSTILE, contactUsername: 'ada' })
    await tx.db.insertInto('rules').values({ id: tx.id(), text: `Be kind ${HOSTILE}`, hint: '', position: 0 }).execute()
  })
  await says(ada, 'A public word')
  const page = await read('/')
  assert.equal(page.status, 200)
  for (const words of ['Harbour', 'Be kind', 'A public word', 'Apply to join', '3 members', `type <bdi><strong>${server.house.config.domain}`]) assert.ok(page.html.includes(words), words)
  assert.doesNotMatch(page.html, /<script|<img src=x/)
  assert.equal(page.headers.getSetCookie().length, 0)
  const mine = await read('/', { as: bob })
  assert.deepEqual([mine.status, mine.headers.get('location')], [302, '/home'])
})

test('papers are there when they were written, sanitised; else 404', async () => {
  assert.equal((await read('/about')).status, 200)
  for (const path of ['/privacy-policy', '/terms-of-service']) assert.equal((await read(path)).status, 404)
  await server.house.write((tx) => changeSettings(tx, {
    privacyPolicy: `<h1>Kept</h1><p onclick="x()">Little.</p>${HOSTILE}`, termsOfService: 'Be <kind\n\nand pay nothing', extendedDescription: '<h2>How we began</h2><iframe src="https://x.example"></iframe>',
  }))
  const policy = await read('/privacy-policy')
  assert.match(policy.html, /<h2>Kept<\/h2><p>Little\.<\/p>/)
  assert.doesNotMatch(policy.html, /onclick|<script|<img src=x|onerror/)
  assert.match((await read('/terms-of-service')).html, /<p>Be &lt;kind<\/p><p>and pay nothing<\/p>/)
  assert.match((await read('/about')).html, /<h2>How we began<\/h2>/)
  assert.doesNotMatch((await read('/about')).html, /iframe/)
})

test('a profile shows what its reader may see, in tabs, in any case of its name', async () => {
  const boosted = await posts(server.house, bob.accountId, 'from bob')
  const first = await says(ada, `Hello ${HOSTILE} #harbour`)
  await says(ada, '@bob a reply to somebody', { in_reply_to_id: boosted })
  await says(ada, 'for followers only', { visibility: 'private' })
  await says(ada, '@bob for bob only', { visibility: 'direct' })
  await boosts(server.house, ada.accountId, boosted)
  const page = await read('/@ADA')
  assert.equal(page.status, 200)
  for (const words of ['Hello &lt;script&gt;', 'from bob', 'boosted', `href="/@ada/${first}"`]) assert.ok(page.html.includes(words), words)
  for (const words of ['<script', '<img src=x', 'a reply to somebody', 'followers only', 'bob only']) assert.ok(!page.html.includes(words), words)
  assert.match((await read('/@ada/with_replies')).html, /a reply to somebody/)
  assert.match((await read('/@ada', { as: bob })).html, /for followers only/)
  assert.doesNotMatch((await read('/@ada', { as: eve })).html, /for followers only/)
  assert.match((await read('/@ada/tagged/Harbour')).html, /Posts with .*#Harbour/)
  assert.match((await read('/@ada/tagged/none')).html, /Nothing posted with this hashtag yet/)
  assert.equal((await read('/@ada/media')).status, 200)
  assert.equal((await read(`/@ada@${server.house.config.domain}`)).status, 200)
  for (const path of ['/@nobody', '/@ada/posts', '/@ada/nothing', '/@ada/tagged/%3Cb%3E', '/@', '/@ada@', '/@%00']) assert.equal((await read(path)).status, 404, path)
})

test('pages of twenty, to and fro, without losing one', async () => {
  const cleo = await server.member('cleo')
  for (let n = 0; n < 45; n++) await posts(server.house, cleo.accountId, `word ${n}.`)
  const wordsOf = ({ html }: Seen) => [...html.matchAll(/word (\d+)\./g)].map((match) => Number(match[1]))
  const link = ({ html }: Seen, rel: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1] ?? ''
  const one = await read('/@cleo')
  const two = await read(link(one, 'next'))
  const three = await read(link(two, 'next'))
  assert.deepEqual([wordsOf(one).length, wordsOf(two).length, wordsOf(three).length], [20, 20, 5])
  assert.deepEqual([...wordsOf(one), ...wordsOf(two), ...wordsOf(three)], Array.from({ length: 45 }, (_, n) => 44 - n))
  assert.equal(link(one, 'prev') + link(three, 'next'), '')
  assert.deepEqual(wordsOf(await read(link(three, 'prev'))), wordsOf(two))
  assert.deepEqual(wordsOf(await read(link(await read(link(three, 'prev')), 'prev'))), wordsOf(one))
})

test('a post with its thread, for other sites too; private ones are as if they never were', async () => {
  const root = await says(ada, 'The root of it')
  const middle = await says(bob, '@ada the middle', { in_reply_to_id: root })
  await says(ada, '@bob the leaf', { in_reply_to_id: middle })
  await says(ada, '@bob whispered', { in_reply_to_id: middle, visibility: 'direct' })
  const page = await read(`/@bob/${middle}`)
  for (const words of ['The root of it', 'the middle', 'the leaf', 'og:title', `"${server.url}/@bob/${middle}"`, 'rel="alternate" type="application/activity+json"']) assert.ok(page.html.includes(words), words)
  assert.ok(!page.html.includes('whispered'))
  assert.match((await read(`/@bob/${middle}`, { as: bob })).html, /whispered/)
  const secret = await says(ada, 'a secret', { visibility: 'private' })
  assert.equal((await read(`/@ada/${secret}`)).status, 404)
  assert.equal((await read(`/@ada/${secret}`, { as: eve })).status, 404)
  assert.equal((await read(`/@ada/${secret}`, { as: bob })).status, 200)
  for (const path of [`/@bob/${root}`, '/@ada/1', `/@ada/${'9'.repeat(16)}`, `/@ada/${'9'.repeat(30)}`]) assert.equal((await read(path)).status, 404, path)
})

test('search engines are welcome only where the author says so', async () => {
  const post = `/@ada/${await says(ada, 'Find me')}`
  assert.match((await read(post)).html, /name="robots" content="noindex/)
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, form: { indexable: true } })
  assert.doesNotMatch((await read(post)).html, /name="robots"/)
})

test('who is blocked by somebody reads none of their posts while signed in', async () => {
  const id = await says(bob, 'not for eve')
  await server.house.write((tx) => block(tx, bob.accountId, eve.accountId))
  assert.equal((await read(`/@bob/${id}`, { as: eve })).status, 404)
  assert.doesNotMatch((await read('/@bob', { as: eve })).html, /not for eve/)
})

test('where there is nothing, members keep their own header, and strangers get theirs', async () => {
  for (const path of ['/@nobody', '/no/such/page', '/@ada/1', '/admin/dashboard']) {
    const own = await read(path, { as: ada })
    assert.ok(own.status === 404 || own.status === 403, path)
    assert.match(own.html, /class="frame-nav".*href="\/@ada".*action="\/auth\/sign_out"/s)
    assert.match(own.html, /name="csrf" value="[\w-]{20,}"/)
    assert.doesNotMatch(own.html, /<script|class="site-header"/)
    assert.equal(own.headers.get('cache-control'), 'no-store')
  }
  const strange = await read('/@nobody')
  assert.match(strange.html, /class="site-header".*href="\/auth\/sign_in"/s)
  assert.doesNotMatch(strange.html, /frame-nav|ada/)
})

test('what was deleted is gone, and its author still there', async () => {
  const id = await says(ada, 'not for long')
  await server.call('DELETE', `/api/v1/statuses/${id}`, { token: ada.token })
  const page = await read(`/@ada/${id}`)
  assert.equal(page.status, 410)
  assert.match(page.html, /This post is gone.*href="\/@ada"/s)
  assert.equal((await read(`/@bob/${id}`)).status, 404)
})

test('deleted, suspended, limited and not yet admitted people', async () => {
  const gone = await server.member('gone')
  const id = await says(gone, 'left behind')
  await mark(gone, 'deleted_at', 1)
  for (const path of ['/@gone', `/@gone/${id}`, '/@gone.rss', '/@gone/media', '/@gone', `/@gone/${id}`]) assert.equal((await read(path)).status, 410, path)
  await mark(gone, 'deleted_at', null)
  await mark(gone, 'suspended_at', 1)
  // Twice: what was answered is not kept, and nothing else in its place.
  for (const path of ['/@gone', `/@gone/${id}`, '/@gone.rss', '/@gone', `/@gone/${id}`, '/@gone/followers', '/@gone/followers']) {
    const page = await read(path)
    assert.equal(page.status, 403, path)
    assert.ok(page.html.includes('This account has been suspended') && !page.html.includes('left behind'), path)
  }
  await mark(gone, 'suspended_at', null)
  await mark(gone, 'silenced_at', 1)
  const limited = await read('/@gone')
  assert.ok(!limited.html.includes('left behind') && limited.html.includes('href="/@gone?show=limited"') && limited.html.includes('noindex'))
  assert.match((await read('/@gone?show=limited')).html, /left behind/)
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', gone.accountId).execute())
  assert.equal((await read('/@gone')).status, 404)
})

test('people and posts of other servers: strangers are told where they are, members read them here', async () => {
  const far = await remotePerson(server.house, 'far', 'peer.example', { url: 'https://www.peer.example/@far', displayName: HOSTILE })
  const id = await posts(server.house, far, 'a word from afar', { uri: 'https://peer.example/notes/1' })
  const hidden = await posts(server.house, far, 'for followers there', { uri: 'https://peer.example/notes/2', visibility: 'private' })
  const boost = await boosts(server.house, ada.accountId, id)
  for (const [path, target] of [['/@far@peer.example', 'https://www.peer.example/@far'], [`/@far@peer.example/${id}`, 'https://peer.example/notes/1']] as const) {
    const page = await read(path)
    assert.equal(page.status, 200)
    assert.ok(page.html.includes(`<a href="${target}" class="button button-primary" rel="nofollow noopener noreferrer">`), page.html)
    assert.match(page.html, /noindex/)
    assert.doesNotMatch(page.html, /<script|a word from afar/)
    assert.match((await read(path, { as: ada })).html, /a word from afar/)
  }
  assert.equal((await read(`/@ada/${boost}`)).location, `/@far@peer.example/${id}`)
  for (const path of [`/@far@peer.example/${hidden}`, '/@far@elsewhere.example', '/@https:%2F%2Fevil.example', '/@x@evil.example?url=https://evil.example']) assert.equal((await read(path)).status, 404, path)
  const odd = await remotePerson(server.house, 'odd', 'peer.example', { url: 'javascript:alert(1)' })
  assert.ok(odd)
  assert.doesNotMatch((await read('/@odd@peer.example')).html, /href="javascript:/)
})
