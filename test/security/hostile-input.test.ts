// What a hostile client sends where text, numbers and ids are expected: refused in words, never a fault of ours, and
// nothing is left behind that breaks a later read.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type CallOptions, type TestServer } from '#test/support/server.ts'

let server: TestServer
let mallory: Member
let bob: Member

before(async () => {
  server = await startTestServer()
  mallory = await server.member('mallory')
  bob = await server.member('bob')
})
after(() => server.remove())

const call = <T = { error: string }>(method: string, path: string, options: CallOptions = {}) =>
  server.call<T>(method, path, { token: mallory.token, ...options })

test('an object with a toString of its own is no flag, id, number, date, choice or limit', async () => {
  const evil = { toString: 1, valueOf: 1 }
  const posts = [{ sensitive: evil }, { sensitive: [[evil]] }, { scheduled_at: evil }, { poll: { options: ['a', 'b'], expires_in: evil } }, { media_ids: [evil] }, { language: evil }]
  for (const rest of posts) assert.equal((await call('POST', '/api/v1/statuses', { json: { status: 'x', ...rest } })).status, 422, JSON.stringify(rest))
  assert.equal((await call('POST', '/api/v1/statuses', { json: { status: 'x', in_reply_to_id: evil } })).status, 404)
  assert.equal((await call('POST', '/api/v1/polls/1/votes', { json: { choices: [evil] } })).status, 404)
  assert.equal((await call('POST', `/api/v1/accounts/${bob.accountId}/mute`, { json: { duration: evil } })).status, 422)
  assert.equal((await call('POST', '/api/v1/markers', { json: { home: { last_read_id: evil } } })).status, 422)
})

test('null characters are refused in query, form, JSON, multipart and path alike', async () => {
  const form = new FormData()
  form.append('status', 'a\0b')
  const answers = [
    await call('POST', '/api/v1/statuses', { json: { status: 'a\0b' } }),
    await call('POST', '/api/v1/statuses', { json: { status: 'x', poll: { options: ['a', 'b\0'], expires_in: 3600 } } }),
    await call('POST', '/api/v1/statuses', { form: { status: 'a\0b' } }),
    await call('POST', '/api/v1/statuses', { multipart: form }),
    await call('GET', '/api/v2/search?q=a%00b'),
    await call('POST', '/oauth/token', { json: { grant_type: 'client_credentials', client_id: 'a\0', client_secret: 'b' } }),
  ]
  for (const answer of answers) {
    assert.equal(answer.status, 400, answer.text)
    assert.match(answer.body.error, /null characters/)
  }
  for (const path of ['/api/v2/notifications/a%00b', '/api/v1/timelines/tag/a%00b', '/api/v1/tags/a%00b', '/api/v1/accounts/%00']) {
    assert.equal((await call('GET', path)).status, 404, path)
  }
  assert.ok((await server.call('GET', '/@a%00b')).status < 500)
})

test('numbers beyond what a column can hold break nothing, then or later', async () => {
  for (const id of ['9007199254740993', '9999999999999999', '99999999999999999999999']) {
    assert.equal((await call('POST', '/api/v1/markers', { json: { home: { last_read_id: id } } })).status, 422)
    assert.equal((await call('GET', `/api/v1/timelines/home?max_id=${id}`)).status, 200)
  }
  assert.equal((await call('GET', '/api/v1/markers?timeline[]=home')).status, 200)

  const path = `/api/v1/accounts/${bob.accountId}`
  const muted = await call<{ muting: boolean; muting_expires_at: string | null }>('POST', `${path}/mute`, { json: { duration: Number.MAX_SAFE_INTEGER } })
  assert.deepEqual([muted.status, muted.body.muting, muted.body.muting_expires_at], [200, true, null])
  assert.equal((await call('GET', '/api/v1/mutes')).status, 200)
  assert.equal((await call('GET', `/api/v1/accounts/relationships?id[]=${bob.accountId}`)).status, 200)
  await call('POST', `${path}/unmute`)

  for (const name of ['max_id', 'min_id', 'since_id', 'limit', 'offset']) {
    for (const value of ['9999999999999999', '1e400', '-1', 'NaN', '0x10', '١٢']) {
      const answer = await call('GET', `/api/v1/timelines/home?${name}=${encodeURIComponent(value)}`)
      assert.equal(answer.status, 200, `${name}=${value}`)
    }
  }
})

test('lists and texts are refused by their size, before anything looks at each piece', { timeout: 60_000 }, async () => {
  const ids = Array.from({ length: 70_000 }, (_, index) => index + 1)
  assert.equal((await call('POST', '/api/v1/notifications/requests/accept', { json: { id: ids } })).status, 422)
  assert.equal((await call('POST', '/api/v1/statuses', { json: { status: 'x', media_ids: ids } })).status, 422)
  const handles = ids.map((id) => `@a${id}@b.c`).join(' ')
  assert.match((await call('POST', '/api/v1/statuses', { json: { status: handles } })).body.error, /character limit of 500/)
  const own = await call<{ id: string }>('POST', '/api/v1/statuses', { json: { status: 'mine' } })
  assert.match((await call('PUT', `/api/v1/statuses/${own.body.id}`, { json: { status: handles } })).body.error, /character limit of 500/)
  const brackets = Object.fromEntries(ids.map((id) => [`a[${id}]`, 1]))
  assert.equal((await call('POST', '/api/v1/statuses', { json: brackets })).status, 413)
  // A pattern that tries every slash as the last took minutes for this.
  const slashes = await call('PATCH', '/api/v1/accounts/update_credentials', { json: { attribution_domains: [`${'/'.repeat(500_000)}a`] } })
  assert.equal(slashes.status, 422)
  assert.ok(slashes.text.length < 1000, 'the answer does not repeat it')
  const uris = Array.from({ length: 51 }, (_, index) => `https://app.example/${index}`)
  assert.equal((await call('POST', '/api/v1/apps', { json: { client_name: 'x', redirect_uris: uris } })).status, 422)
})

test('keys that mean something to JavaScript mean nothing here', async () => {
  const answer = await server.call<{ visibility: string }>('POST', '/api/v1/statuses', {
    token: mallory.token, headers: { 'content-type': 'application/json' },
    json: JSON.parse('{"status":"plain","__proto__":{"visibility":"direct"},"constructor":{"prototype":{"sensitive":true}}}'),
  })
  assert.equal(answer.body.visibility, 'public')
  assert.equal(({} as Record<string, unknown>)['sensitive'], undefined)
  const form = await call('POST', '/api/v1/statuses', { form: { 'status': 'x', '__proto__[polluted]': '1', 'poll[__proto__][polluted]': '1' } })
  assert.ok(form.status < 500)
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('a multipart body is read as one however its type is written', async () => {
  const body = '--b\r\nContent-Disposition: form-data; name="display_name"\r\n\r\nBig Letters\r\n--b--\r\n'
  const answer = await fetch(new URL('/api/v1/accounts/update_credentials', server.url), {
    method: 'PATCH', body, headers: { 'authorization': `Bearer ${mallory.token}`, 'content-type': 'Multipart/Form-Data; boundary=b' },
  })
  assert.equal(answer.status, 200)
  assert.equal((await answer.json() as { display_name: string }).display_name, 'Big Letters')
})

test('what one person is told is kept by no cache', async () => {
  for (const path of ['/api/v1/timelines/public', '/api/v1/accounts/verify_credentials', '/api/v1/statuses/1']) {
    assert.equal((await call('GET', path)).headers.get('cache-control'), 'private, no-store', path)
  }
})

test('the links of a page repeat what an app sends, and nothing by the kilobyte', async () => {
  await call('POST', '/api/v1/statuses', { json: { status: 'one' } })
  const plain = await call('GET', '/api/v1/timelines/public?limit=1&local=true&since_id[]=x&access_token=abc')
  assert.match(plain.headers.get('link') ?? '', /public\?limit=1&local=true&max_id=\d+>; rel="next"/)
  const long = await call('GET', `/api/v1/timelines/public?limit=1&${'q=x&'.repeat(2000)}`)
  assert.equal(long.status, 200)
  assert.ok((long.headers.get('link') ?? '').length < 1000)
})

test('no host but ours is in what is answered, whatever a request names', async () => {
  await call('POST', '/api/v1/statuses', { json: { status: 'two' } })
  const headers = { authorization: `Bearer ${mallory.token}`, host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
  for (const path of ['/api/v1/timelines/public?limit=1', 'http://evil.example/api/v1/timelines/public?limit=1', '/@mallory', '/auth/edit', '/nodeinfo/2.0']) {
    const told = await new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(server.url)
      request({ hostname, port, path, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(JSON.stringify(response.headers) + Buffer.concat(chunks).toString()))
      }).on('error', reject).end()
    })
    assert.ok(!told.includes('evil.example'), path)
    if (path.includes('timelines')) assert.ok(told.includes(`<${server.url}/api/v1/timelines/public?limit=1`), told.slice(0, 300))
  }
})
