// The pages around people and posts, as strangers, members and those who are shut out see them; frames and feeds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startSession } from '#domain/access/web-sessions.ts'
import { changeSettings } from '#domain/instance/settings.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { block } from '#domain/relationships/block.ts'
import { halves } from '#machinery/media-tools/sample-images.ts'
import { checkDocument } from '#test/pages/check-document.ts'
import type { Member } from '#test/support/members.ts'
import { boosts, follows, posts, remotePerson } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

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

let asked = 0

/** Each address is a new one, so that nothing of it was kept: `kept-pages.test.ts` looks at that. */
async function read(path: string, as?: Member, headers: Record<string, string> = {}) {
  const cookie: Record<string, string> = as ? { cookie: `covey_session=${(await server.house.write((tx) => startSession(tx, as.userId, { ip: null, userAgent: null }))).cookie}` } : {}
  const answer = await server.call('GET', `${path}${path.includes('?') ? '&' : '?'}asked=${asked += 1}`, { headers: { accept: 'text/html', ...cookie, ...headers } })
  if (answer.text.startsWith('<!doctype html>') && !path.endsWith('/embed') && !as) checkDocument(answer.text)
  return { status: answer.status, html: answer.text, headers: answer.headers, location: answer.headers.get('location') }
}

const set = (member: Member, values: Record<string, number | null>) =>
  server.house.write((tx) => tx.db.updateTable('accounts').set(values).where('id', '=', member.accountId).execute())

test('followers and following, unless they are kept private; never for who is blocked', async () => {
  const followers = await read('/@ada/followers')
  assert.equal(followers.status, 200)
  assert.match(followers.html, /Followers of .*ada/)
  assert.match(followers.html, /<ul class="feed people">.*href="\/@bob"/)
  assert.match((await read('/@bob/following')).html, /<ul class="feed people">.*href="\/@ada"/)
  assert.match((await read('/@eve/followers')).html, /Nobody yet\./)
  await set(ada, { hide_collections: 1 })
  for (const as of [undefined, eve]) {
    const hidden = await read('/@ada/followers', as)
    assert.match(hidden.html, /keeps this list private/)
    assert.doesNotMatch(hidden.html, /<ul class="feed people">/)
  }
  assert.match((await read('/@ada/followers', ada)).html, /<ul class="feed people">.*href="\/@bob"/)
  await set(ada, { hide_collections: null })
  await server.house.write((tx) => block(tx, ada.accountId, eve.accountId))
  assert.match((await read('/@ada/followers', eve)).html, /keeps this list private/)
  await set(bob, { suspended_at: 1 })
  assert.doesNotMatch((await read('/@ada/followers')).html, /href="\/@bob"/)
  await set(bob, { suspended_at: null })
  await remotePerson(server.house, 'far')
  assert.match((await read('/@far@peer.example/followers')).html, /This is at peer\.example/)
  for (const path of ['/@nobody/followers', '/@ada/1/reblogs', '/@ada/1/favourites']) assert.equal((await read(path)).status, 404, path)
})

test('who boosted and favourited a post, for those who may see it', async () => {
  const id = await posts(server.house, ada.accountId, 'seen by all')
  await boosts(server.house, bob.accountId, id)
  await server.house.write((tx) => favourite(tx, bob.accountId, id))
  for (const kind of ['reblogs', 'favourites']) assert.match((await read(`/@ada/${id}/${kind}`)).html, /<ul class="feed people">.*href="\/@bob"/)
  assert.match((await read(`/@ada/${id}`)).html, new RegExp(`<a href="/@ada/${id}/reblogs">1 boost</a>`))
  const secret = await posts(server.house, ada.accountId, 'for followers', { visibility: 'private' })
  assert.equal((await read(`/@ada/${secret}/favourites`)).status, 404)
  assert.equal((await read(`/@ada/${secret}/favourites`, bob)).status, 200)
  assert.equal((await read(`/@bob/${id}/reblogs`)).status, 404)
})

test('public timelines by origin, in pages; the owner may keep them for members, in the API too', async () => {
  const far = await remotePerson(server.house, 'away')
  await posts(server.house, far, 'a word from afar', { uri: 'https://peer.example/notes/1' })
  await posts(server.house, ada.accountId, 'a word from here')
  await posts(server.house, ada.accountId, 'quietly said', { visibility: 'unlisted' })
  const seen = async (path: string, as?: Member) => {
    const { html } = await read(path, as)
    return ['a word from afar', 'a word from here', 'quietly said'].map((words) => html.includes(words))
  }
  assert.deepEqual(await seen('/public'), [true, true, false])
  assert.deepEqual(await seen('/public/local'), [false, true, false])
  assert.deepEqual(await seen('/public/remote'), [true, false, false])
  for (let n = 0; n < 22; n++) await posts(server.house, bob.accountId, `many ${n}`)
  const next = /rel="next" href="([^"]+)"/.exec((await read('/public/local')).html)?.[1] ?? ''
  assert.match(next, /^\/public\/local\?max_id=\d+$/)
  assert.match((await read(next)).html, /many 0/)
  await server.house.write((tx) => changeSettings(tx, { publicTimelines: 'members' }))
  // Twice: nothing else may have been drawn and kept behind the answer.
  const shut = ['/public', '/public/local', '/public/remote', '/explore']
  for (const path of [...shut, ...shut]) {
    const page = await read(path)
    assert.deepEqual([page.status, page.html.includes('This is for members'), page.html.includes('a word')], [403, true, false], path)
    assert.equal((await read(path, bob)).status, 200)
  }
  assert.equal((await server.call('GET', '/api/v1/timelines/public')).status, 422)
  assert.equal((await server.call('GET', '/api/v1/timelines/public', { token: bob.token })).status, 200)
  const instance = await server.call<{ configuration: { timelines_access: { live_feeds: { local: string } } } }>('GET', '/api/v2/instance')
  assert.equal(instance.body.configuration.timelines_access.live_feeds.local, 'authenticated')
  await server.house.write((tx) => changeSettings(tx, { publicTimelines: 'anyone' }))
  assert.equal((await read('/public')).status, 200)
})

test('what is popular: in the order that the page names, nothing sensitive, old, silenced or by who does not want it', async () => {
  const loved = await posts(server.house, ada.accountId, 'twice boosted', { tags: ['tides'] })
  const liked = await posts(server.house, ada.accountId, 'once favourited')
  const shy = await posts(server.house, eve.accountId, 'do not find me')
  const old = await posts(server.house, ada.accountId, 'long ago', { createdAt: Date.now() - 5 * 86_400_000 })
  for (const id of [loved, shy]) {
    await boosts(server.house, bob.accountId, id)
  }
  for (const id of [liked, old]) await server.house.write((tx) => favourite(tx, bob.accountId, id))
  await set(eve, { discoverable: 0 })
  const { html } = await read('/explore')
  assert.ok(html.indexOf('twice boosted') > 0 && html.indexOf('twice boosted') < html.indexOf('once favourited'))
  assert.match(html, /most boosted and favourited first\. Everybody sees the same list/)
  assert.match(html, /href="\/tags\/tides"/)
  assert.ok(!html.includes('do not find me'))
  await server.house.write((tx) => tx.db.updateTable('statuses').set({ sensitive: 1 }).where('id', '=', loved).execute())
  assert.ok(!(await read('/explore')).html.includes('twice boosted'))
  await server.house.write((tx) => block(tx, eve.accountId, ada.accountId))
  assert.ok(!(await read('/explore', eve)).html.includes('once favourited'))
})

test('the directory lists who agreed, and nobody else', async () => {
  assert.match((await read('/directory')).html, /Nobody has asked to be listed yet/)
  await set(ada, { discoverable: 1 })
  assert.match((await read('/directory')).html, /<ul class="feed people">.*href="\/@ada"/)
  assert.doesNotMatch((await read('/directory')).html, /href="\/@bob"/)
  for (const query of ['?order=new', '?page=2', '?page=-1', '?page=99999999', '?order[]=x']) assert.equal((await read(`/directory${query}`)).status, 200, query)
})

test('what somebody features: hashtags and people, unless they switched it off', async () => {
  await posts(server.house, ada.accountId, 'a tagged word', { tags: ['regatta'] })
  assert.match((await read('/@ada/featured')).html, /has not featured anything yet/)
  assert.equal((await server.call('POST', '/api/v1/featured_tags', { token: ada.token, form: { name: 'regatta' } })).status, 200)
  assert.match((await read('/@ada/featured')).html, /href="\/@ada\/tagged\/regatta"/)
  await set(ada, { show_featured: 0 })
  assert.match((await read('/@ada/featured')).html, /has not featured anything yet/)
})

test('a frame for other sites: public posts only, no script, no form, and only this page may be framed', async () => {
  const id = await posts(server.house, ada.accountId, 'frame me')
  const secret = await posts(server.house, ada.accountId, 'not for frames', { visibility: 'private' })
  const frame = await read(`/@ada/${id}/embed`)
  assert.equal(frame.status, 200)
  assert.match(frame.headers.get('content-security-policy') ?? '', /frame-ancestors \*$/)
  assert.equal(frame.headers.get('x-frame-options'), null)
  assert.ok(frame.html.includes('frame me') && !/<script|<form/.test(frame.html) && frame.html.includes('<base target="_blank"'))
  const hidden = await read(`/@ada/${secret}/embed`, ada)
  assert.deepEqual([hidden.status, hidden.html.includes('not for frames')], [404, false])
  assert.equal((await read(`/@ada/${id}`)).headers.get('x-frame-options'), 'DENY')
  const [, link = ''] = /type="application\/json\+oembed" href="([^"]+)"/.exec((await read(`/@ada/${id}`)).html) ?? []
  const oembed = await server.call<{ type: string; html: string; author_name: string; width: number }>('GET', link.slice(server.url.length), { query: { maxwidth: 300 } })
  assert.deepEqual([oembed.status, oembed.body.type, oembed.body.width], [200, 'rich', 300])
  assert.match(oembed.body.html, new RegExp(`^<iframe src="${server.url}/@ada/${id}/embed"`))
  for (const url of [`${server.url}/@ada/${secret}`, `${server.url}/@bob/${id}`, 'https://evil.example/', '', `${server.url}/@ada`]) {
    assert.equal((await server.call('GET', '/api/oembed', { query: { url } })).status, 404, url)
  }
})

test('pages tell machines who and what, as far as anybody may read it; whether search engines keep it is another matter', async () => {
  const dataOf = (html: string) => JSON.parse(/<script type="application\/ld\+json">([^<]*)<\/script>/.exec(html)?.[1] ?? 'null') as Record<string, unknown> | null
  const id = await posts(server.house, ada.accountId, 'tell </script> everybody')
  await set(ada, { indexable: 0, updated_at: Date.now() })
  const shy = (await read(`/@ada/${id}`)).html
  const data = dataOf(shy)
  assert.ok(data)
  assert.deepEqual([data['@type'], data['text'], data['url']], ['SocialMediaPosting', 'tell everybody', `${server.url}/@ada/${id}`])
  assert.equal((data['author'] as Record<string, string>)['identifier'], `ada@${server.house.config.domain}`)
  assert.match(shy, /name="robots" content="noindex, noarchive"/)
  assert.ok(dataOf((await read(`/@ada/${await posts(server.house, ada.accountId, 'quietly', { visibility: 'unlisted' })}`)).html))
  for (const visibility of ['private', 'direct'] as const) {
    const kept = await read(`/@ada/${await posts(server.house, ada.accountId, 'for few', { visibility })}`, ada)
    assert.deepEqual([kept.status, dataOf(kept.html)], [200, null], visibility)
  }
  const [profile, front] = await Promise.all([read('/@ada'), read('/')])
  assert.equal(dataOf(profile.html)?.['@type'], 'ProfilePage')
  const graph = dataOf(front.html)?.['@graph'] as { '@type': string; name: string; url: string }[]
  assert.deepEqual(graph.map((one) => [one['@type'], one.name, one.url]), [['WebSite', 'Covey', `${server.url}/`], ['Organization', 'Covey', `${server.url}/`]])
  await set(ada, { indexable: 1, updated_at: Date.now() })
  assert.doesNotMatch((await read(`/@ada/${id}`)).html, /name="robots"/)
})

test('a map of the site names who wants to be found, and nobody else', async () => {
  await set(ada, { discoverable: 1, indexable: 1 })
  await set(bob, { discoverable: 1, indexable: 0 })
  const map = await server.call('GET', '/sitemap.xml')
  assert.match(map.headers.get('content-type') ?? '', /^application\/xml/)
  assert.ok(map.text.includes(`<loc>${server.url}/@ada</loc>`) && !map.text.includes('/@bob') && !map.text.includes('/@eve'))
  assert.ok((await server.call('GET', '/robots.txt')).text.includes(`Sitemap: ${server.url}/sitemap.xml`))
})

test('feeds say how big their files are', async () => {
  const file = new FormData()
  file.append('file', new Blob([new Uint8Array(await halves({ width: 60, height: 40 }).png().toBuffer())]), 'boat.png')
  const media = await server.call<{ id: string }>('POST', '/api/v2/media', { token: ada.token, multipart: file })
  assert.equal((await server.call('POST', '/api/v1/statuses', { token: ada.token, form: { status: 'a boat', media_ids: [media.body.id] } })).status, 200)
  const { file_size: size } = await server.house.db.selectFrom('media_attachments').select('file_size').where('id', '=', Number(media.body.id)).executeTakeFirstOrThrow()
  assert.ok(size > 0)
  const { text } = await server.call('GET', '/@ada.rss')
  assert.match(text, new RegExp(`<enclosure url="[^"]+" length="${size}" type="image/\\w+"/>`))
  assert.match(text, new RegExp(`<media:content url="[^"]+" type="image/\\w+" fileSize="${size}" medium="image">`))
})

test('remote people, as members see them: where the rest is', async () => {
  const far = await remotePerson(server.house, 'mirjam', 'social.example', { displayName: 'Mirjam' })
  await posts(server.house, far, 'one word', { uri: 'https://social.example/notes/1' })
  const said = async () => /Mirjam wrote more before anyone here followed them\. See it at .*social\.example/.test((await read('/@mirjam@social.example', ada)).html)
  const wrote = (count: number) => server.house.write((tx) => tx.db.updateTable('accounts').set({ statuses_count: count }).where('id', '=', far).execute())
  await wrote(7)
  assert.equal(await said(), true)
  await wrote(1)
  assert.equal(await said(), false, 'that one word is all')
})
