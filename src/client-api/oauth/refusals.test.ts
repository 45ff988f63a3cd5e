// What the OAuth endpoints refuse leaves one line each, without secrets.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { logLines } from '#test/support/log-lines.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const { log, lines } = logLines()
let server: TestServer
before(async () => { server = await startTestServer({ log }) })
after(() => server.remove())

test('one line for each refusal of a token, its revocation and its absence', async () => {
  const cases: [path: string, form: Record<string, string>, status: number, error: string][] = [
    ['/oauth/token', {}, 400, 'invalid_request'],
    ['/oauth/token', { grant_type: 'nope' }, 400, 'unsupported_grant_type'],
    ['/oauth/token', { grant_type: 'client_credentials', client_id: 'a', client_secret: 's3cret' }, 401, 'invalid_client'],
    ['/oauth/revoke', { client_id: 'a', client_secret: 's3cret', token: 's3cret' }, 403, 'unauthorized_client'],
  ]
  for (const [path, form, status, error] of cases) {
    lines.length = 0
    const answer = await server.call<{ error: string }>('POST', path, { form })
    assert.deepEqual([answer.status, answer.body.error], [status, error])
    assert.deepEqual(lines.map((line) => [line.level, line['url'], line['status'], line['code']]), [[30, path, status, `oauth.${error}`]])
    assert.ok(!JSON.stringify(lines).includes('s3cret'))
  }
})
