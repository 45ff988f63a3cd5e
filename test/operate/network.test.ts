// At the edge of the machine: a certificate of one's own, and whose word is taken for where a call comes from.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { WebSocket } from 'ws'
import { readConfig } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { start, type Running } from '#main/serve.ts'
import { createTestDatabase } from '#test/support/database.ts'
import { createMember } from '#test/support/members.ts'

// Made for this test alone: self-signed, for peer.example, valid from 2020 to 2120.
const CERT = `-----BEGIN CERTIFICATE-----
MIIBazCCARCgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxwZWVyLmV4
YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDHBlZXIuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDz7DH4D
VZLWvJEtbwl9EVBadqksl/o7V2F8zc3uh1R1ow5ceLdejBfNZyCMRxRnCZ+T1AGX
Rpvb/pmaYHukVKSjSzBJMBcGA1UdEQQQMA6CDHBlZXIuZXhhbXBsZTAPBgNVHRMB
Af8EBTADAQH/MB0GA1UdDgQWBBThOAg329zJnhZ/oY65rvawvCuwxTAKBggqhkjO
PQQDAgNJADBGAiEApYhzQI52n95IVhAfFqDSbGWuENYAGE+7VXO/BDGa8s4CIQCo
ikBCYdPqx6Sr6dIkOkx7DB2eq9k4MgG8hr1d7cUAIw==
-----END CERTIFICATE-----`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDecTARnk9LyhV/ik
7nz26bmqv5RsY+iA4KNjlMI1lqGhRANCAAQ8+wx+A1WS1ryRLW8JfRFQWnapLJf6
O1dhfM3N7odUdaMOXHi3XowXzWcgjEcUZwmfk9QBl0ab2/6ZmmB7pFSk
-----END PRIVATE KEY-----`

const folder = mkdtempSync(join(tmpdir(), 'covey-edge-'))
const undo: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })]
after(async () => { for (const step of undo.reverse()) await step() })

async function startWith(env: Record<string, string>): Promise<Running & { url: string }> {
  const database = await createTestDatabase()
  const running = await start(readConfig({ COVEY_DATA_DIR: database.dataDir, COVEY_DATABASE_URL: database.url, COVEY_PORT: '0', ...env }), { http: true, work: true, log: createLog('silent') })
  undo.push(() => database.remove(), () => running.stop())
  return { ...running, url: running.url ?? '' }
}

function getOverTls(url: string): Promise<{ status: number | undefined; hsts: string | undefined }> {
  return new Promise((resolve, reject) => {
    request(url, { ca: CERT, servername: 'peer.example' }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] })
    }).on('error', reject).end()
  })
}

test('with a certificate it serves https, HSTS and WebSockets included', async () => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(cert, CERT)
  writeFileSync(key, KEY)
  const { url, house } = await startWith({ COVEY_TLS_CERT: cert, COVEY_TLS_KEY: key, COVEY_DOMAIN: 'peer.example' })
  assert.match(url, /^https:/)
  const answer = await getOverTls(`${url}/api/v2/instance`)
  assert.equal(answer.status, 200)
  assert.match(answer.hsts ?? '', /max-age=\d{8}/)
  const ada = await createMember(house, 'ada')
  const socket = new WebSocket(`${url.replace('https', 'wss')}/api/v1/streaming?access_token=${ada.token}&stream=user`, [], { rejectUnauthorized: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.terminate()
})

test('behind a proxy of a domain there is HSTS, on plain localhost there is none', async () => {
  const behind = await startWith({ COVEY_DOMAIN: 'covey.example' })
  assert.ok((await fetch(`${behind.url}/api/v2/instance`)).headers.get('strict-transport-security'))
  const local = await startWith({})
  assert.equal((await fetch(`${local.url}/api/v2/instance`)).headers.get('strict-transport-security'), null)
})

test('X-Forwarded-For is believed from a trusted proxy alone', async () => {
  const remaining = async (url: string, from: string) =>
    Number((await fetch(`${url}/api/v2/instance`, { headers: { 'x-forwarded-for': from } })).headers.get('x-ratelimit-remaining'))
  const trusting = await startWith({})
  const first = await remaining(trusting.url, '203.0.113.1')
  assert.equal(await remaining(trusting.url, '203.0.113.1'), first - 1)
  assert.equal(await remaining(trusting.url, '203.0.113.2'), first, 'another address is counted for itself')
  assert.equal(await remaining(trusting.url, '203.0.113.9, 203.0.113.1'), first - 2, 'only the proxy\'s own word counts')

  const wary = await startWith({ COVEY_TRUSTED_PROXIES: '10.0.0.0/8' })
  await remaining(wary.url, '203.0.113.1')
  assert.equal(await remaining(wary.url, '203.0.113.2'), first - 1, 'a stranger may not choose an address')
})
