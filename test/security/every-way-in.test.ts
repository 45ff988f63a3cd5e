// Every way in which this server can be made to ask another one for something, each led to an address that must not be
// dialled: the way is taken, the guarded client says no, and nothing arrives there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import { actorUri } from '#domain/addresses.ts'
import { createMediaFetcher } from '#federation/resolve/fetch-media.ts'
import { eventually } from '#test/journeys/eventually.ts'
import { newKeys, PUBLIC, startPeer, type Doc, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startSite, type Site } from '#test/support/pages.ts'
import { makeDevice } from '#test/support/push-service.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

interface Refused { url: string; reason: string }

let server: TestServer
let peer: SimulatedPeer
let site: Site
/** Listens where nobody may go. */
let inside: Site
let ada: Member
let zoe: PeerActor
const refused: Refused[] = []
const log = pino({ level: 'debug', base: null }, { write: (line: string) => {
  const { url, reason } = JSON.parse(line) as Partial<Refused>
  if (url !== undefined && reason !== undefined) refused.push({ url, reason })
} })

before(async () => {
  server = await startTestServer({ log, env: { COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.2/32,127.0.0.3/32' } })
  peer = await startPeer('127.0.0.2')
  site = await startSite('127.0.0.3')
  inside = await startSite('127.0.0.9')
  ada = await server.member('ada')
  zoe = peer.actor('zoe')
  await hears(zoe.act('Follow', uriOf(ada)))
})
after(async () => {
  await server.remove()
  await Promise.all([peer.close(), site.close(), inside.close()])
})

const uriOf = (member: Member) => actorUri(server.house.config, member.accountId)
const toAda = (more: Doc = {}) => zoe.note({ tag: [{ type: 'Mention', href: uriOf(ada) }], cc: [uriOf(ada)], ...more })
let count = 0
const trap = (suffix = '') => `${inside.origin}/trap-${count += 1}${suffix}`
const hostInside = () => new URL(inside.origin).host

async function hears(activity: Doc): Promise<void> {
  assert.equal((await peer.send(zoe, activity, `${server.url}/inbox`)).status, 202)
  await server.idle()
}
const says = (form: Record<string, string>) => server.call<{ id: string }>('POST', '/api/v1/statuses', { token: ada.token, form })
const search = (q: string) => server.call('GET', '/api/v2/search', { token: ada.token, query: { q, resolve: true } })

/** Takes a way; then what was asked for at `begins` must have been refused for its address. */
async function isRefused(name: string, begins: string, way: () => Promise<unknown>): Promise<void> {
  refused.length = 0
  await way()
  await server.idle()
  await eventually(name, async () => refused.some(({ url, reason }) => url.startsWith(begins) && reason === 'forbidden-address'))
  assert.deepEqual(inside.asked, [], name)
}

test('documents: posts, people, parents, quotes, boosts, collections, keys', async () => {
  const at = trap()
  await isRefused('search', at, () => search(at))
  const parent = trap()
  await isRefused('parent', parent, () => hears(zoe.create(toAda({ inReplyTo: parent }))))
  const quoted = trap()
  await isRefused('quote', quoted, () => hears(zoe.create(toAda({ quote: quoted, quoteAuthorization: trap() }))))
  const named = trap()
  await isRefused('mention', named, () => hears(zoe.create(toAda({ tag: [{ type: 'Mention', href: uriOf(ada) }, { type: 'Mention', href: named }] }))))
  await says({ status: 'follow me' })
  const keyId = trap('#main-key')
  await isRefused('key', keyId.replace('#main-key', ''), async () => {
    const { status } = await peer.send(zoe, { ...zoe.act('Follow', uriOf(ada)), actor: `${inside.origin}/x`, id: `${inside.origin}/y` }, `${server.url}/inbox`, { keyId, keys: newKeys() })
    assert.equal(status, 401)
  })
})

test('handles: WebFinger, and the place that host-meta names', async () => {
  await isRefused('handle', `${inside.origin}/.well-known/webfinger`, () => search(`@bob@${hostInside()}`))
  await isRefused('mention in a post', `${inside.origin}/.well-known/webfinger`, () => says({ status: `hello @carol@${hostInside()}` }))
  await isRefused('a visitor\'s server', `${inside.origin}/.well-known/webfinger`, async () => {
    const { subscribeAddress } = await import('#federation/resolve/subscribe-address.ts')
    await subscribeAddress(server.house, `@dan@${hostInside()}`, uriOf(ada))
  })
  site.pages.set('/.well-known/host-meta', { type: 'application/xrd+xml', body: `<XRD><Link rel="lrdd" template="${inside.origin}/lrdd?r={uri}"/></XRD>` })
  await isRefused('host-meta', `${inside.origin}/lrdd`, () => search(`@eve@${new URL(site.origin).host}`))
})

test('redirects, from each kind of thing', async () => {
  for (const [path, ask] of [
    ['/users/hop', (at: string) => search(at)], ['/page', (at: string) => says({ status: `see ${at}` })],
    ['/picture.png', (at: string) => createMediaFetcher(server.house)(at)],
  ] as const) {
    const to = trap()
    site.pages.set(path, { status: 302, body: '', headers: { location: to } })
    await isRefused(path, site.origin, () => ask(`${site.origin}${path}`))
  }
})

test('pages of links, their oEmbed, their pictures, and links that are checked', async () => {
  const page = trap()
  await isRefused('card', page, () => says({ status: `look ${page}` }))
  const [oembed, picture] = [trap(), trap('.png')]
  site.pages.set('/article', { body: `<html><head><title>x</title><meta property="og:title" content="x"><meta property="og:image" content="${picture}"><link rel="alternate" type="application/json+oembed" href="${oembed}"></head></html>` })
  await isRefused('oEmbed', oembed, () => says({ status: `read ${site.origin}/article` }))
  await eventually('the picture of a card', async () => refused.some(({ url, reason }) => url === picture && reason === 'forbidden-address'))
  const link = trap('/me')
  await isRefused('rel=me', link, () => server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ada.token, form: { 'fields_attributes[0][name]': 'web', 'fields_attributes[0][value]': link } }))
})

test('pictures of posts and people, when somebody looks', async () => {
  const [picture, avatar] = [trap('.png'), trap('.png')]
  const note = toAda({ attachment: [{ type: 'Document', mediaType: 'image/png', url: picture }], to: [PUBLIC] })
  await hears(zoe.create(note))
  const shown = await server.call<{ statuses: { media_attachments: { url: string }[] }[] }>('GET', '/api/v2/search', { token: ada.token, query: { q: note.id, resolve: true } })
  const address = shown.body.statuses[0]?.media_attachments[0]?.url
  assert.ok(address?.startsWith(server.url), shown.text)
  await isRefused('attachment', picture, () => fetch(address ?? ''))
  const kim = peer.actor('kim', { icon: { type: 'Image', url: avatar } })
  const found = await server.call<{ accounts: { avatar: string }[] }>('GET', '/api/v2/search', { token: ada.token, query: { q: kim.uri, resolve: true } })
  await isRefused('avatar', avatar, () => fetch(found.body.accounts[0]?.avatar ?? ''))
})

test('deliveries, and messages to devices', async () => {
  const lee = peer.actor('lee', { endpoints: { sharedInbox: trap('/inbox') } })
  const { sharedInbox } = lee.document['endpoints'] as { sharedInbox: string }
  await isRefused('delivery', sharedInbox, async () => {
    await peer.send(lee, lee.act('Follow', uriOf(ada)), `${server.url}/inbox`)
    await server.idle()
    await says({ status: 'to my followers' })
  })
  const endpoint = trap('/push')
  await server.call('POST', '/api/v1/push/subscription', { token: ada.token, form: { subscription: { endpoint, keys: makeDevice().keys, standard: true }, data: { alerts: { mention: true }, policy: 'all' } } })
  await isRefused('push', endpoint, () => hears(zoe.create(toAda())))
})

test('a page is no picture', async () => {
  site.pages.set('/page.png', { body: '<html></html>' })
  const outcome = await createMediaFetcher(server.house)(`${site.origin}/page.png`)
  assert.deepEqual(outcome, { ok: false, reason: 'unexpected-type' })
})
