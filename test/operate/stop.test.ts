// How a server ends: by the book on a signal, finishing what it has begun; at once on a second signal.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#test/support/free-port.ts'
import { openSocket } from '#test/support/streams.ts'
import { runCovey, type Covey } from './covey.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'covey-stop-'))
let port: number
let url: string
let token: string
let env: Record<string, string>

before(async () => {
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  env = { COVEY_DATA_DIR: dataDir, COVEY_PORT: String(port), COVEY_DOMAIN: `127.0.0.1:${port}`, COVEY_RATE_LIMITS: 'off' }
  const founded = await runCovey(['setup', '--name', 'Harbour', '--owner', 'mara', '--email', 'mara@covey.test'], env).ended
  assert.equal(founded.code, 0, founded.err.join('\n'))
  const created = await runCovey(['accounts', 'create', 'ada', '--email', 'ada@covey.test', '--confirmed', '--approved'], env).ended
  assert.equal(created.code, 0, created.err.join('\n'))
  const made = await runCovey(['tokens', 'create', '--account', 'ada', '--scopes', 'read write'], env).ended
  token = made.out[0] ?? ''
})
after(() => rmSync(dataDir, { recursive: true, force: true }))

async function startCovey(): Promise<Covey> {
  const covey = runCovey(['serve'], env)
  assert.equal(await covey.firstLine, `Covey answers at ${url}`)
  return covey
}

const SENT_LATER = 4

/** A post whose last bytes are not sent yet. `finish` sends them and gives the answer. */
async function halfPost(text: string): Promise<{ socket: Socket; finish(): Promise<string> }> {
  const body = `status=${text}`
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`POST /api/v1/statuses HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, -SENT_LATER)}`)
  let answer = ''
  socket.on('data', (chunk: Buffer) => { answer += chunk.toString() })
  const closed = once(socket, 'close')
  return {
    socket,
    async finish() {
      socket.write(body.slice(-SENT_LATER))
      await closed
      return answer
    },
  }
}

test('one line on stdout, and nothing that only its owner may read is for others', async () => {
  const covey = await startCovey()
  const answer = await fetch(`${url}/api/v2/instance`)
  assert.equal(answer.status, 200)
  covey.child.kill('SIGTERM')
  const { code, out, err } = await covey.ended
  assert.deepEqual({ code, out, err }, { code: 0, out: [`Covey answers at ${url}`], err: [] })
  for (const file of ['covey.db', 'covey.lock']) assert.equal(statSync(join(dataDir, file)).mode & 0o077, 0, file)
})

test('SIGTERM: a post that has begun is answered and kept, idle connections do not matter', async () => {
  const covey = await startCovey()
  const idle = connect(port, '127.0.0.1')
  await once(idle, 'connect')
  idle.write(`GET /health-of-nothing HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`)
  await once(idle, 'data')
  const post = await halfPost('written-while-it-stopped')
  await sleep(200)
  covey.child.kill('SIGTERM')
  await sleep(200)
  const finished = performance.now()
  const answer = await post.finish()
  assert.match(answer, /^HTTP\/1\.1 200 /)
  const { code, err } = await covey.ended
  assert.deepEqual({ code, err }, { code: 0, err: [] })
  assert.ok(performance.now() - finished < 3000, 'it waited for a connection that had its answer')

  const again = await startCovey()
  const { id } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as { id: string }
  assert.equal((await fetch(`${url}/api/v1/statuses/${id}`)).status, 200)
  again.child.kill('SIGTERM')
  await again.ended
})

test('SIGINT with an open WebSocket: the socket is closed, and nobody waits for it', async () => {
  const covey = await startCovey()
  const stream = await openSocket(url, { access_token: token, stream: 'user' })
  const started = performance.now()
  covey.child.kill('SIGINT')
  assert.ok(await stream.ended > 0)
  assert.equal((await covey.ended).code, 0)
  assert.ok(performance.now() - started < 4000)
})

test('a second signal does not wait', async () => {
  const covey = await startCovey()
  const post = await halfPost('never-finished')
  post.socket.on('error', () => {})
  await sleep(200)
  covey.child.kill('SIGTERM')
  await sleep(300)
  assert.equal(covey.child.exitCode, null)
  const started = performance.now()
  covey.child.kill('SIGTERM')
  assert.equal((await covey.ended).code, 1)
  assert.ok(performance.now() - started < 2000)
})

test('after kill -9 it starts again as if nothing had happened', async () => {
  const covey = await startCovey()
  const { status } = await fetch(`${url}/api/v1/statuses`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: new URLSearchParams({ status: 'just before' }) })
  assert.equal(status, 200)
  covey.child.kill('SIGKILL')
  await covey.ended
  const again = await startCovey()
  const home = await (await fetch(`${url}/api/v1/timelines/home`, { headers: { authorization: `Bearer ${token}` } })).json() as { content: string }[]
  assert.match(home[0]?.content ?? '', /just before/)
  again.child.kill('SIGTERM')
  assert.equal((await again.ended).code, 0)
})
