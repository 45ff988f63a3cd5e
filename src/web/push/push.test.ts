// From a mention to what a device reads: both encodings, who may be told, and what becomes of a device that is gone.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createToken, revokeToken } from '#domain/access/tokens.ts'
import { changeLocale } from '#domain/access/users.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { makeDevice, readVapid, startPushService } from '#test/support/push-service.ts'
import { follows } from '#test/seeds/village.ts'

let server: TestServer
let service: Awaited<ReturnType<typeof startPushService>>
let ann: Member
let ben: Member
before(async () => {
  server = await startTestServer()
  service = await startPushService()
  ;[ann, ben] = [await server.member('ann'), await server.member('ben')]
})
after(async () => {
  await server.remove()
  await service.close()
})
beforeEach(async () => {
  service.answer = 201
  await server.call('DELETE', '/api/v1/push/subscription', { token: ann.token })
  await server.idle()
  service.received.length = 0
})

interface Subscribed { id: string; alerts: Record<string, boolean>; policy: string; server_key: string; standard: boolean; endpoint: string }
const path = '/api/v1/push/subscription'

async function subscribe(device: ReturnType<typeof makeDevice>, { standard = true, alerts = { mention: true } as Record<string, boolean>, policy = 'all', token = ann.token } = {}) {
  const { status, body } = await server.call<Subscribed>('POST', path, {
    token, form: { subscription: { endpoint: `${service.origin}/d/1?who=ann`, keys: device.keys, standard }, data: { alerts, policy } },
  })
  assert.equal(status, 200)
  return body
}

async function mention(text = '@ann <b>hello</b> & welcome', options: Record<string, unknown> = {}) {
  const { body } = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: ben.token, form: { status: text, ...options } })
  await server.idle()
  return body.id
}

for (const standard of [true, false]) {
  test(`a mention reaches a device as ${standard ? 'RFC 8291' : 'the older draft'} has it`, async () => {
    const device = makeDevice()
    const { server_key: key } = await subscribe(device, { standard })
    await mention()
    const [pushed, more] = service.received
    assert.ok(pushed && !more)
    assert.equal(pushed.path, '/d/1?who=ann')
    assert.equal(pushed.headers['content-encoding'], standard ? 'aes128gcm' : 'aesgcm')
    assert.equal(pushed.headers['ttl'], '172800')
    assert.equal(pushed.headers['urgency'], 'normal')
    const { notification_id: id, ...message } = device.read(pushed)
    const { body: [told] } = await server.call<{ id: string; account: { avatar_static: string } }[]>('GET', '/api/v1/notifications', { token: ann.token })
    assert.equal(String(id), told?.id)
    assert.deepEqual(message, {
      access_token: ann.token, preferred_locale: 'en', notification_type: 'mention', icon: told?.account.avatar_static,
      title: 'ben mentioned you', body: '@ann <b>hello</b> & welcome',
    })
    const claims = readVapid(pushed, key)
    assert.equal(claims?.['aud'], service.origin)
    assert.match(String(claims?.['sub']), /^mailto:/)
  })
}

test('the key is the one that the instance and apps show', async () => {
  const { server_key: key } = await subscribe(makeDevice())
  const { body: instance } = await server.call<{ configuration: { vapid: { public_key: string } } }>('GET', '/api/v2/instance')
  const { body: app } = await server.call<{ vapid_key: string }>('POST', '/api/v1/apps', { form: { client_name: 'x', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob' } })
  assert.deepEqual([instance.configuration.vapid.public_key, app.vapid_key], [key, key])
})

test('a subscription is shown, changed, replaced and removed', async () => {
  const made = await subscribe(makeDevice(), { standard: false, alerts: { mention: true, 'admin.sign_up': true } })
  assert.equal(made.standard, false)
  assert.deepEqual([made.alerts['mention'], made.alerts['admin.sign_up'], made.alerts['follow'], made.policy], [true, true, false, 'all'])
  const { body: changed } = await server.call<Subscribed>('PUT', path, { token: ann.token, json: { data: { alerts: { follow: true }, policy: 'followed' } } })
  assert.deepEqual([changed.id, changed.alerts['mention'], changed.alerts['follow'], changed.policy], [made.id, false, true, 'followed'])
  const second = await subscribe(makeDevice())
  assert.notEqual(second.id, made.id)
  assert.equal((await server.call<Subscribed>('GET', path, { token: ann.token })).body.id, second.id)
  assert.deepEqual((await server.call('DELETE', path, { token: ann.token })).body, {})
  assert.equal((await server.call('GET', path, { token: ann.token })).status, 404)
  assert.equal((await server.call('PUT', path, { token: ann.token, form: { data: { policy: 'all' } } })).status, 404)
})

test('what is no address of a push service and what are no keys is refused', async () => {
  const { keys } = makeDevice()
  const refusal = async (subscription: Record<string, unknown>) => (await server.call('POST', path, { token: ann.token, json: { subscription } })).status
  assert.equal(await refusal({ endpoint: 'ftp://x.example/', keys }), 422)
  assert.equal(await refusal({ endpoint: 'https://me:pass@x.example/', keys }), 422)
  assert.equal(await refusal({ endpoint: 'https://x.example/', keys: { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') } }), 422)
  assert.equal(await refusal({ endpoint: 'https://x.example/', keys: { ...keys, auth: 'AAAA' } }), 422)
  assert.equal(await refusal({ keys }), 400)
  assert.equal(await refusal({ endpoint: 'https://x.example/' }), 400)
  const noPush = (await server.house.write((tx) => createToken(tx, { userId: ann.userId, scopes: 'read write' }))).token
  assert.equal((await server.call('GET', path, { token: noPush })).status, 403)
})

test('only what was asked for comes, and only of whom the policy admits', async () => {
  const device = makeDevice()
  await subscribe(device, { alerts: { follow: true } })
  await mention()
  assert.equal(service.received.length, 0)
  await subscribe(device, { policy: 'none' })
  await mention()
  await subscribe(device, { policy: 'followed' })
  await mention()
  await subscribe(device, { policy: 'follower' })
  await mention()
  assert.equal(service.received.length, 0)
  await follows(server.house, ben.accountId, ann.accountId)
  await mention('@ann as your follower')
  assert.equal(service.received.length, 1)
  await follows(server.house, ann.accountId, ben.accountId)
  await subscribe(device, { policy: 'followed' })
  await mention('@ann as one you follow')
  assert.deepEqual(service.received.map((one) => device.read(one)['body']), ['@ann as your follower', '@ann as one you follow'])
})

test('a warning stands for the text, and a long text is cut', async () => {
  const device = makeDevice()
  await subscribe(device)
  await mention('@ann the end', { spoiler_text: 'a film' })
  await mention(`@ann ${'ä'.repeat(300)}`)
  const bodies = service.received.map((one) => String(device.read(one)['body']))
  assert.equal(bodies[0], 'a film')
  assert.equal(Array.from(bodies[1] ?? '').length, 140)
  assert.match(bodies[1] ?? '', /ä…$/)
})

test('what a policy filters is not sent', async () => {
  await server.call('PATCH', '/api/v2/notifications/policy', { token: ann.token, json: { for_not_following: 'filter' } })
  await subscribe(makeDevice())
  const stranger = await server.member('stranger')
  await server.call('POST', '/api/v1/statuses', { token: stranger.token, form: { status: '@ann may I?' } })
  await server.idle()
  assert.equal(service.received.length, 0)
  await server.call('PATCH', '/api/v2/notifications/policy', { token: ann.token, json: { for_not_following: 'accept' } })
})

test('a device that is gone is forgotten, one that is busy is asked again', async () => {
  await subscribe(makeDevice())
  for (const status of [429, 503]) {
    service.answer = status
    await mention()
    assert.equal((await server.call('GET', path, { token: ann.token })).status, 200)
  }
  const waiting = await server.house.db.selectFrom('jobs').select(['attempts', 'run_at']).where('kind', '=', 'push.send').execute()
  assert.equal(waiting.length, 2)
  assert.ok(waiting.every((job) => job.attempts === 1 && job.run_at > Date.now() + 5000))
  for (const status of [410, 404]) {
    await subscribe(makeDevice())
    service.answer = status
    await mention()
    assert.equal((await server.call('GET', path, { token: ann.token })).status, 404)
  }
})

test('a service that says when it wants to be asked again is not asked sooner', async () => {
  await subscribe(makeDevice())
  service.answer = 429
  service.retryAfter = '3600'
  const after = Date.now()
  await mention()
  service.retryAfter = null
  const job = await server.house.db.selectFrom('jobs').select(['attempts', 'run_at']).where('kind', '=', 'push.send').orderBy('run_at', 'desc').executeTakeFirstOrThrow()
  assert.equal(job.attempts, 1)
  assert.ok(job.run_at >= after + 3_600_000 && job.run_at <= Date.now() + 3_600_000, 'as it said, not at our own pace')
})

test('a token that was taken back is told nothing, and keeps no device', async () => {
  const { token, tokenId } = await server.house.write((tx) => createToken(tx, { userId: ann.userId, scopes: 'push' }))
  await subscribe(makeDevice(), { token })
  const kept = () => server.house.db.selectFrom('push_subscriptions').select('sealed_token').where('access_token_id', '=', tokenId).execute()
  assert.ok((await kept()).every((row) => !row.sealed_token.includes(token)))
  await server.house.write((tx) => revokeToken(tx, tokenId))
  assert.deepEqual(await kept(), [])
  await mention()
  assert.equal(service.received.length, 0)
})

test('an address that the server may not reach ends the subscription, unsent', async () => {
  const { body } = await server.call<Subscribed>('POST', path, {
    token: ann.token, json: { subscription: { endpoint: 'http://10.0.0.1/push', keys: makeDevice().keys }, data: { alerts: { mention: true } } },
  })
  assert.equal(body.endpoint, 'http://10.0.0.1/push')
  await mention()
  assert.equal((await server.call('GET', path, { token: ann.token })).status, 404)
})

test('a member’s language is told', async () => {
  await server.house.write((tx) => changeLocale(tx, ann.userId, 'de'))
  const device = makeDevice()
  await subscribe(device)
  await mention()
  assert.equal(service.received.map((one) => device.read(one)['preferred_locale']).at(0), 'de')
})
