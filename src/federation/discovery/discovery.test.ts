import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { ensureInstanceAccount } from '#domain/accounts/create-account.ts'
import { createLog } from '#machinery/log/log.ts'
import { createHttpServer } from '#main/http-server.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { at } from '#test/support/json-path.ts'
import type { Member } from '#test/support/members.ts'
import { addRemoteAccount } from '#test/support/network.ts'
import { federationRoutes } from '../routes.ts'

let house: TestHouse
let app: FastifyInstance
let alice: Member

const get = (url: string) => app.inject({ method: 'GET', url })
const finger = (resource: string) => get(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`)

before(async () => {
  house = await openTestHouse({ reactions: new Proxy({}, { get: () => [] }) as never })
  alice = await house.member('Alice')
  const config = { ...house.config, domain: 'covey.test', webDomain: 'social.covey.test', origin: 'https://social.covey.test', secureMode: true }
  app = createHttpServer(config, createLog('silent'))
  await app.register(federationRoutes({ ...house, config, version: '9.9.9', verifySignedGet: async () => null }))
  await app.ready()
})

after(async () => {
  await app.close()
  await house.remove()
})

test('a handle is found in any case, on either domain, and by both addresses; the subject has the handle\'s domain', async () => {
  const actor = `https://social.covey.test/ap/users/${alice.accountId}`
  const names = ['acct:alice@covey.test', 'acct:ALICE@COVEY.TEST', 'alice@covey.test', '@alice@covey.test', 'acct:@alice@covey.test',
    'acct:alice@social.covey.test', actor, 'https://social.covey.test/@alice', 'HTTPS://SOCIAL.covey.test/@Alice', 'https://social.covey.test/@alice/']
  for (const name of names) {
    const response = await finger(name)
    assert.equal(response.statusCode, 200, name)
    assert.equal(response.headers['content-type'], 'application/jrd+json; charset=utf-8')
    assert.equal(response.headers['access-control-allow-origin'], '*')
    const { subject, links } = response.json() as { subject: string; links: { rel: string; href?: string; template?: string }[] }
    assert.equal(subject, 'acct:Alice@covey.test')
    assert.equal(links.find((one) => one.rel === 'self')?.href, actor)
    assert.equal(links.find((one) => one.rel.endsWith('subscribe'))?.template, 'https://social.covey.test/authorize_interaction?uri={uri}')
  }
})

test('the server\'s own actor is found by its name and by the domain\'s', async () => {
  const keys = await generateRsaKeyPair()
  await house.write((tx) => ensureInstanceAccount(tx, keys))
  for (const name of ['acct:instance.actor@covey.test', 'acct:covey.test@covey.test', 'https://social.covey.test/actor', 'https://social.covey.test/']) {
    const { subject, links } = (await finger(name)).json() as { subject: string; links: { rel: string; href: string }[] }
    assert.equal(subject, 'acct:instance.actor@covey.test')
    assert.equal(links.find((one) => one.rel === 'self')?.href, 'https://social.covey.test/actor')
  }
  const actor = await get('/actor')
  assert.equal(actor.statusCode, 200, 'served unsigned in secure mode too')
  assert.equal((actor.json() as { type: string }).type, 'Application')
})

test('what is not here is 404, what is not a resource 400, and both can be read by any page', async () => {
  await house.write((tx) => addRemoteAccount(tx, 'bob', { origin: 'https://peer.example' }))
  for (const name of ['acct:nobody@covey.test', 'acct:alice@elsewhere.example', 'acct:bob@peer.example', 'https://elsewhere.example/@alice',
    'https://social.covey.test/@nobody', 'https://social.covey.test.evil.example/@alice']) {
    const response = await finger(name)
    assert.equal(response.statusCode, 404, name)
    assert.equal(response.headers['access-control-allow-origin'], '*')
  }
  for (const url of ['/.well-known/webfinger', '/.well-known/webfinger?resource=', '/.well-known/webfinger?resource=alice',
    '/.well-known/webfinger?resource=a@b&resource=c@d']) assert.equal((await get(url)).statusCode, 400, url)
})

test('an account that is not admitted yet is not found; a deleted one is gone', async () => {
  const dora = await house.member('dora')
  await house.write((tx) => tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', dora.accountId).execute())
  assert.equal((await finger('acct:dora@covey.test')).statusCode, 404)
  await house.write((tx) => tx.db.updateTable('accounts').set({ pending: 0, deleted_at: 1 }).where('id', '=', dora.accountId).execute())
  assert.equal((await finger('acct:dora@covey.test')).statusCode, 410)
})

test('host-meta points to WebFinger in both forms', async () => {
  const xml = await get('/.well-known/host-meta')
  assert.match(String(xml.headers['content-type']), /^application\/xrd\+xml/)
  assert.match(xml.body, /template="https:\/\/social\.covey\.test\/\.well-known\/webfinger\?resource=\{uri\}"/)
  const json = (await get('/.well-known/host-meta.json')).json() as { links: { template: string }[] }
  assert.match(json.links[0]?.template ?? '', /webfinger\?resource=\{uri\}$/)
})

test('NodeInfo names the software, counts people and tells whose API it speaks', async () => {
  const { links } = (await get('/.well-known/nodeinfo')).json() as { links: { rel: string; href: string }[] }
  assert.deepEqual(links.map((one) => one.href), ['https://social.covey.test/nodeinfo/2.0', 'https://social.covey.test/nodeinfo/2.1'])
  for (const version of ['2.0', '2.1']) {
    const response = await get(`/nodeinfo/${version}`)
    assert.match(String(response.headers['content-type']), new RegExp(`profile="http://nodeinfo.diaspora.software/ns/schema/${version}#"`))
    const info = response.json() as Record<string, unknown>
    assert.deepEqual(info['software'], { name: 'covey', version: '9.9.9' })
    assert.equal(info['version'], version)
    assert.ok(Number(at(info, 'usage.users.total')) >= 1)
    assert.deepEqual(at(info, 'metadata.upstream'), { name: 'mastodon' })
  }
  assert.equal((await get('/nodeinfo/1.0')).statusCode, 404)
})
