// What is no request: an answer that can be read, one line in the log, and nothing else.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { logLines } from '#test/support/log-lines.ts'

let server: TestServer
const log = logLines()
before(async () => { server = await startTestServer({ log: log.log }) })
after(() => server.remove())

const speak = (words: string): Promise<string> => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(server.url)
  let told = ''
  connect(Number(port), hostname).on('data', (chunk: Buffer) => { told += chunk.toString() })
    .once('error', reject).once('close', () => resolve(told)).write(words)
})

test('nonsense and endless headers are answered in JSON and logged once each', async () => {
  for (const [words, status, text] of [
    ['hello there\r\n\r\n', 400, 'The request could not be understood'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, 431, 'The headers are too large'],
  ] as const) {
    log.lines.length = 0
    const answer = await speak(words)
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
    assert.deepEqual(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))), { error: text })
    assert.deepEqual(log.lines.map(({ status: code, msg }) => [code, msg]), [[status, text]])
  }
})
