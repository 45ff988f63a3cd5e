// A client that sends the whole body before it reads anything still gets its answer, wherever it sends too much; one that
// never ends is let go.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fastify from 'fastify'
import { closeLingering } from '#main/lingering-close.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'

const MB = 1024 * 1024

let server: TestServer
let ada: Member
/** Temporary files of this process alone. */
const folder = mkdtempSync(join(tmpdir(), 'covey-oversized-'))
before(async () => {
  process.env['TMPDIR'] = folder
  server = await startTestServer()
  ada = await server.member('ada')
})
after(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

interface Sent { type: string; bytes: number; head?: string; headers?: Record<string, string> }

/** Sends everything, then reads. Rejects when the connection breaks. */
function sendThenRead(url: string, path: string, { type, bytes, head = '', headers = {} }: Sent): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname).pause()
    const lines = Object.entries({ host: 'x', 'content-type': type, 'content-length': String(bytes), connection: 'close', ...headers })
    socket.write(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${head}`)
    let left = bytes - head.length
    const more = (): void => {
      while (left > 0) {
        const size = Math.min(left, 256 * 1024)
        left -= size
        if (!socket.write('a'.repeat(size))) return void socket.once('drain', more)
      }
      socket.resume()
    }
    let answer = ''
    socket.on('data', (chunk: Buffer) => { answer += chunk.toString() })
    socket.once('error', reject).once('close', () => resolve(answer))
    more()
  })
}

const PART = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'

test('the answer arrives after the last byte: API, inbox, media, pages, with and without a token', async () => {
  const authorization = `Bearer ${ada.token}`
  const cases: [path: string, sent: Sent, status: number, says: RegExp][] = [
    ['/api/v1/statuses', { type: 'application/json', bytes: 20 * MB, headers: { authorization } }, 413, /\{"error":"The request is too large"\}$/],
    ['/api/v1/statuses', { type: 'application/json', bytes: 20 * MB }, 413, /\{"error":"The request is too large"\}$/],
    ['/oauth/token', { type: 'application/x-www-form-urlencoded', bytes: 20 * MB }, 413, /\{"error":/],
    ['/inbox', { type: 'application/activity+json', bytes: 20 * MB, headers: { signature: 'x' } }, 413, /\{"error":"The request is too large"\}$/],
    ['/inbox', { type: 'application/activity+json', bytes: 20 * MB }, 401, /\{"error":"[^"]+"\}$/],
    ['/api/v2/media', { type: 'multipart/form-data; boundary=x', bytes: 110 * MB, head: PART, headers: { authorization } }, 413, /\{"error":"The file is over 99 MB"\}$/],
    ['/api/v2/media', { type: 'multipart/form-data; boundary=x', bytes: 30 * MB, head: '--x\r\nnonsense\r\n\r\n', headers: { authorization } }, 400, /\{"error":"The multipart body is broken"\}$/],
    ['/api/v2/media', { type: 'multipart/form-data; boundary=x', bytes: 30 * MB, head: PART }, 401, /\{"error":"The access token is invalid"\}$/],
    ['/auth/sign_in', { type: 'application/x-www-form-urlencoded', bytes: 20 * MB }, 413, /<\/html>/],
    ['/nowhere', { type: 'text/plain', bytes: 20 * MB }, 413, /./],
  ]
  for (const [path, sent, status, says] of cases) {
    const answer = await sendThenRead(server.url, path, sent)
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `), `${path} ${answer.slice(0, 200)}`)
    assert.match(answer, says, path)
  }
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('covey-upload-')), [], 'what was refused leaves no file')
})

test('who keeps connections keeps this one', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    const body = 'a'.repeat(3 * MB)
    let told = ''
    socket.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.includes('"uri"') || told.includes('OK')) {
        socket.destroy()
        resolve(told)
      }
    }).once('error', reject).once('close', () => resolve(told))
    socket.write(`POST /api/v1/statuses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    socket.write('GET /api/v1/streaming/health HTTP/1.1\r\nHost: x\r\n\r\n')
  })
  assert.match(answer, /^HTTP\/1\.1 413 [\s\S]*HTTP\/1\.1 200 [\s\S]*OK$/)
})

/** A server that is patient for `bytes` and `ms`; gives how a client that sends for ever fares. */
async function sendForEver(patience: { bytes: number; ms: number; silentMs: number }, chunk: string, everyMs: number): Promise<{ sent: number; ms: number }> {
  const app = fastify({ bodyLimit: 1000 })
  closeLingering(app, patience)
  app.post('/', async () => 'ok')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  const began = performance.now()
  let sent = 0
  await new Promise<void>((resolve) => {
    const call = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-type': 'application/json' } })
    const more = () => {
      sent += chunk.length
      call.write(chunk)
    }
    call.write('a'.repeat(2000))
    const timer = setInterval(more, everyMs)
    const end = () => {
      clearInterval(timer)
      resolve()
    }
    call.on('response', (response) => response.resume()).on('error', end).on('close', end)
    call.on('socket', (socket) => socket.on('close', end))
  })
  await app.close()
  return { sent, ms: performance.now() - began }
}

test('patience ends: by bytes, by time, by silence', async () => {
  const plenty = { bytes: 1e12, ms: 60_000, silentMs: 60_000 }
  assert.ok((await sendForEver({ ...plenty, bytes: MB }, 'a'.repeat(64 * 1024), 2)).sent < 20 * MB)
  assert.ok((await sendForEver({ ...plenty, ms: 300 }, 'a', 20)).ms < 2000)
  assert.ok((await sendForEver({ ...plenty, silentMs: 200 }, 'a', 100_000)).ms < 2000)
})
