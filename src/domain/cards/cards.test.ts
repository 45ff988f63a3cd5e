// From a link in a post to the card below it, over real HTTP: fetched once, shown everywhere, changed by an edit.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { PreviewCard } from '#entities/preview-card.ts'
import type { Status } from '#entities/status.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { openSocket } from '#test/support/streams.ts'
import { startSite, type Site } from '#test/support/pages.ts'
import { boosts, posts, remotePerson } from '#test/seeds/village.ts'
import { attachCard } from './attach-card.ts'
import { evictCardImages } from './evict-images.ts'

let server: TestServer
let site: Site
let ann: Member
let ben: Member
before(async () => {
  server = await startTestServer()
  site = await startSite('127.0.0.2')
  ;[ann, ben] = [await server.member('ann'), await server.member('ben')]
  const picture = await sharp({ create: { width: 1200, height: 600, channels: 3, background: '#3366aa' } }).jpeg().toBuffer()
  site.pages.set('/lighthouse.jpg', { type: 'image/jpeg', body: picture })
})
after(async () => {
  await server.remove()
  await site.close()
})

const article = (title: string, more = '') => `<!doctype html><html lang="en"><head><title>Fallback</title>
  <meta property="og:title" content="${title}"><meta property="og:description" content="What &amp; how <b>it</b> shines">
  <meta property="og:site_name" content="The Harbour Times"><meta property="og:image" content="/lighthouse.jpg">
  <meta property="og:image:alt" content="A lighthouse"><meta property="article:published_time" content="2026-05-01T10:00:00Z">${more}</head><body>x</body></html>`

async function writes(member: Member, status: string, path = '/api/v1/statuses', method = 'POST'): Promise<Status> {
  const { body, status: code } = await server.call<Status>(method, path, { token: member.token, form: { status } })
  assert.equal(code, 200)
  await settle()
  return body
}

/** A site that was just asked is left alone for a moment, so jobs may have been put off. */
async function settle(): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await server.house.write((tx) => tx.db.updateTable('jobs').set({ run_at: 0 }).where('kind', '=', 'cards.fetch').execute())
    await server.idle()
    if ((await server.house.db.selectFrom('jobs').select('id').where('kind', '=', 'cards.fetch').execute()).length === 0) return
    await new Promise((resolve) => { setTimeout(resolve, 200) })
  }
}

const cardOf = async (id: string, token?: string): Promise<PreviewCard | null> =>
  (await server.call<Status>('GET', `/api/v1/statuses/${id}`, { token })).body.card
const asked = (path: string) => site.asked.filter((one) => one.path === path).length

test('a link becomes a card with the words and the picture of its page', async () => {
  site.pages.set('/light', { body: article('The old light') })
  const { id } = await writes(ann, `@ben read this: ${site.origin}/light#top #harbour`)
  const card = await cardOf(id)
  assert.ok(card)
  const { image, blurhash, ...words } = card
  assert.deepEqual(words, {
    url: `${site.origin}/light`, title: 'The old light', description: 'What & how <b>it</b> shines', language: 'en', type: 'link', authors: [],
    author_name: '', author_url: '', provider_name: 'The Harbour Times', provider_url: '', html: '', width: 678, height: 339,
    image_description: 'A lighthouse', embed_url: '', missing_attribution: null, published_at: '2026-05-01T10:00:00.000Z',
  })
  assert.match(blurhash ?? '', /^.{10,}$/)
  assert.ok(image?.startsWith(`${server.url}/files/cards/`))
  const picture = await fetch(image ?? '')
  assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/webp'])
  assert.match(String(site.asked.find((one) => one.path === '/light')?.headers['user-agent']), /^Covey\/.+ \(\+http/)
})

test('whoever has the post open sees the card come', async () => {
  site.pages.set('/live', { body: article('Live') })
  const stream = await openSocket(server.url, { access_token: ann.token, stream: 'user' })
  const { id } = await writes(ann, `${site.origin}/live`)
  const { payload } = await stream.until((message) => message.event === 'status.update')
  stream.close()
  const told = JSON.parse(payload) as Status
  assert.deepEqual([told.id, told.card?.title, told.edited_at], [id, 'Live', null])
})

test('a page is fetched once, whoever posts it; the second post has its card at once', async () => {
  site.pages.set('/once', { body: article('Once') })
  await Promise.all([writes(ann, `${site.origin}/once`), writes(ben, `me too ${site.origin}/once`)])
  const { body } = await server.call<Status>('POST', '/api/v1/statuses', { token: ben.token, form: { status: `again ${site.origin}/once` } })
  assert.equal(body.card?.title, 'Once')
  assert.equal(asked('/once'), 1)
})

test('a picture that was let go is fetched again when somebody looks', async () => {
  site.pages.set('/evict', { body: article('Evicted') })
  const { id } = await writes(ann, `${site.origin}/evict`)
  const before = (await cardOf(id))?.image ?? ''
  await evictCardImages(server.house, -1)
  await server.idle()
  const image = (await cardOf(id))?.image ?? ''
  assert.match(image, /\/files\/remote\/card\/\d+\//)
  assert.equal((await fetch(before)).status, 404)
  assert.equal((await fetch(image)).status, 200)
  assert.match((await cardOf(id))?.image ?? '', /\/files\/cards\//)
})

test('an edit changes the card, and takes it away with the link', async () => {
  site.pages.set('/first', { body: article('First') })
  site.pages.set('/second', { body: article('Second') })
  const { id } = await writes(ann, `${site.origin}/first`)
  assert.equal((await cardOf(id))?.title, 'First')
  await writes(ann, `${site.origin}/second`, `/api/v1/statuses/${id}`, 'PUT')
  assert.equal((await cardOf(id))?.title, 'Second')
  await writes(ann, 'nothing to see', `/api/v1/statuses/${id}`, 'PUT')
  assert.equal(await cardOf(id), null)
})

test('mentions, hashtags, quoted posts and our own pages are no pages', async () => {
  const author = await remotePerson(server.house, 'far', 'peer.example')
  const of = (html: string, uri: string) => posts(server.house, author, '', { uri }).then(async (id) => {
    await server.house.write((tx) => tx.db.updateTable('statuses').set({ content: html }).where('id', '=', id).execute())
    await server.house.write((tx) => attachCard(tx, { statusId: id }))
    const row = await server.house.db.selectFrom('statuses as s').leftJoin('preview_cards as c', 'c.id', 's.card_id').select('c.url').where('s.id', '=', id).executeTakeFirst()
    return row?.url ?? null
  })
  const page = `<a href="${site.origin}/page">page</a>`
  assert.equal(await of(`<a href="https://x.example/@a" class="u-url mention">@a</a> ${page}`, 'https://peer.example/1'), `${site.origin}/page`)
  assert.equal(await of('<a href="https://x.example/tags/a" class="mention hashtag" rel="tag">#a</a>', 'https://peer.example/2'), null)
  assert.equal(await of('<a href="https://x.example/tags/a">#a</a> <a href="https://x.example/@a">@a</a>', 'https://peer.example/3'), null)
  assert.equal(await of('<p class="quote-inline">RE: <a href="https://x.example/1">post</a></p>', 'https://peer.example/4'), null)
  assert.equal(await of(`<a href="${server.url}/@ann/1">mine</a> <a href="ftp://x.example/">f</a>`, 'https://peer.example/5'), null)
})

test('posts of others are fetched later, each at another moment', async () => {
  const author = await remotePerson(server.house, 'away', 'peer.example')
  await settle()
  const at = Date.now()
  const times: number[] = []
  for (let index = 0; index < 6; index++) {
    await posts(server.house, author, `<a href="https://unreached.invalid/${index}">x</a>`, { uri: `https://peer.example/j/${index}` })
  }
  for (const job of await server.house.db.selectFrom('jobs').select('run_at').where('kind', '=', 'cards.fetch').execute()) times.push(job.run_at - at)
  await server.house.write((tx) => tx.db.deleteFrom('jobs').where('kind', '=', 'cards.fetch').execute())
  assert.equal(times.length, 6)
  assert.ok(times.every((ms) => ms >= 2000 && ms <= 62_000))
  assert.ok(new Set(times.map((ms) => Math.round(ms / 500))).size > 2)
})

test('what is no page, or says nothing, has no card and is not asked for again', async () => {
  site.pages.set('/file.pdf', { type: 'application/pdf', body: 'x' })
  site.pages.set('/silent', { body: '<html><body>nothing</body></html>' })
  for (const path of ['/file.pdf', '/silent', '/missing']) {
    const { id } = await writes(ann, `${site.origin}${path}`)
    assert.equal(await cardOf(id), null)
    await writes(ben, `${site.origin}${path}`)
    assert.equal(asked(path), 1)
  }
})

test('a page in another charset is read in it', async () => {
  site.pages.set('/latin', { type: 'text/html', body: Buffer.from('<meta charset="iso-8859-1"><title>Über die Brücke</title>', 'latin1') })
  site.pages.set('/sjis', { type: 'text/html; charset=shift_jis', body: Buffer.concat([Buffer.from('<title>'), Buffer.from([0x93, 0x8c, 0x8b, 0x9e]), Buffer.from('</title>')]) })
  assert.equal((await cardOf((await writes(ann, `${site.origin}/latin`)).id))?.title, 'Über die Brücke')
  assert.equal((await cardOf((await writes(ann, `${site.origin}/sjis`)).id))?.title, '東京')
})

test('a writer is named if their profile allows the page’s host, and told if it does not', async () => {
  const handle = `@ben@${new URL(server.url).host}`
  site.pages.set('/signed', { body: article('Signed', `<meta name="fediverse:creator" content="${handle}"><meta name="author" content="Ben B.">`) })
  const before = await writes(ann, `${site.origin}/signed`)
  assert.deepEqual((await cardOf(before.id))?.authors, [{ name: 'Ben B.', url: '', account: null }])
  assert.equal((await cardOf(before.id, ben.token))?.missing_attribution, true)
  assert.equal((await cardOf(before.id, ann.token))?.missing_attribution, false)
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ben.token, json: { attribution_domains: ['127.0.0.2'] } })
  site.pages.set('/signed-2', { body: article('Signed', `<meta name="fediverse:creator" content="${handle}">`) })
  const after = await writes(ann, `${site.origin}/signed-2`)
  const [author] = (await cardOf(after.id))?.authors ?? []
  assert.equal(author?.account?.username, 'ben')
  assert.equal((await cardOf(after.id, ben.token))?.missing_attribution, false)
})

test('oEmbed: a video is a frame of ours over https, a photo its picture', async () => {
  const link = (path: string) => `<link rel="alternate" type="application/json+oembed" href="${path}">`
  const answer = (body: object) => ({ type: 'application/json', body: JSON.stringify({ version: '1.0', ...body }) })
  site.pages.set('/video', { body: article('Video', link('/video.json')) })
  site.pages.set('/video.json', answer({ type: 'video', title: 'Moving', author_name: 'Cam', author_url: 'https://v.example/cam', provider_name: 'V', width: 640, height: 360,
    html: '<script>alert(1)</script><iframe src="https://v.example/e/1" onload="x()" width="640" height="360"></iframe>' }))
  site.pages.set('/photo', { body: article('Photo', link('/photo.json')) })
  site.pages.set('/photo.json', answer({ type: 'photo', title: 'Still', url: `${site.origin}/lighthouse.jpg`, width: 1200, height: 600 }))
  site.pages.set('/scripted', { body: article('Scripted', link('/scripted.json')) })
  site.pages.set('/scripted.json', answer({ type: 'rich', title: 'R', html: '<script src="https://x.example/a.js"></script>' }))
  site.pages.set('/rich', { body: article('Rich', link('/rich.json')) })
  site.pages.set('/rich.json', answer({ type: 'rich', title: 'R', html: '<iframe src="https://r.example/1"></iframe>' }))
  const video = await cardOf((await writes(ann, `${site.origin}/video`)).id)
  assert.deepEqual([video?.type, video?.title, video?.width, video?.height, video?.author_name], ['video', 'Moving', 640, 360, 'Cam'])
  assert.match(video?.html ?? '', /^<iframe src="https:\/\/v\.example\/e\/1" width="640" height="360" [^>]*sandbox="[^"]+"><\/iframe>$/)
  const photo = await cardOf((await writes(ann, `${site.origin}/photo`)).id)
  assert.deepEqual([photo?.type, photo?.embed_url, photo?.width], ['photo', `${site.origin}/lighthouse.jpg`, 1200])
  assert.deepEqual([(await cardOf((await writes(ann, `${site.origin}/scripted`)).id))?.type, (await cardOf((await writes(ann, `${site.origin}/rich`)).id))?.type], ['link', 'rich'])
})

test('those who boosted it are counted with those who posted it, each once a day', async () => {
  site.pages.set('/count', { body: article('Count') })
  const { id } = await writes(ann, `${site.origin}/count`)
  await writes(ann, `again ${site.origin}/count`)
  await boosts(server.house, ben.accountId, Number(id))
  const days = await server.house.db.selectFrom('card_days as d').innerJoin('preview_cards as c', 'c.id', 'd.card_id').select(['d.account_id', 'd.uses'])
    .where('c.url', '=', `${site.origin}/count`).orderBy('d.account_id').execute()
  assert.deepEqual(days.map((row) => [row.account_id, row.uses]), [[ann.accountId, 2], [ben.accountId, 1]])
})
