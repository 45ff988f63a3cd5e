// A post to many distinct inboxes: Covey's CPU a delivery against the CPU of one signature. The receivers are here.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { rawSign } from '../baseline/crypto.ts'
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { ownCpu, report } from '../report.ts'

const INBOXES = 1000
const HOSTS = 50
const POSTS = 3

async function startReceivers(count: () => void): Promise<{ origins: string[]; close(): void }> {
  const servers: Server[] = []
  const origins: string[] = []
  for (let index = 0; index < HOSTS; index++) {
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        count()
        response.writeHead(202).end()
      })
    })
    const host = `127.0.1.${index + 1}`
    await new Promise<void>((resolve) => { server.listen(0, host, resolve) })
    servers.push(server)
    origins.push(`http://${host}:${(server.address() as AddressInfo).port}`)
  }
  return { origins, close: () => { for (const server of servers) { server.closeAllConnections(); server.close() } } }
}

async function rawCost(): Promise<number> {
  const text = `(request-target): post /inbox\nhost: peer.example\ndate: Tue, 03 Nov 2026 10:00:00 GMT\ndigest: SHA-256=${'a'.repeat(44)}`
  for (let index = 0; index < 200; index++) rawSign(text)
  return await ownCpu(() => { for (let index = 0; index < 1000; index++) rawSign(text + String(index)) }) / 1000
}

/** Posts and waits until every inbox has it. */
export async function outbound(server: Measured): Promise<void> {
  let received = 0
  const receivers = await startReceivers(() => { received += 1 })
  const { token } = await server.ask<{ token: string }>({ ask: 'outbound', count: INBOXES, origins: receivers.origins })
  await server.ask({ ask: 'idle' })
  const client = createClient(server.url, 1)
  const post = async (text: string) => {
    received = 0
    const { status } = await client.post('/api/v1/statuses', JSON.stringify({ status: text }), { authorization: `Bearer ${token}`, 'content-type': 'application/json' })
    if (status !== 200) throw new Error(`posting answers ${status}`)
    while (received < INBOXES) await new Promise((resolve) => { setTimeout(resolve, 5) })
    await server.ask({ ask: 'idle' })
  }
  await post('warming up')
  const raw = await rawCost()
  const ours = await server.cpuOf(async () => { for (let index = 0; index < POSTS; index++) await post(`post ${index}`) }) / (INBOXES * POSTS)
  await client.close()
  receivers.close()
  const share = raw / ours * 100
  report({ path: `outbound to ${INBOXES} distinct inboxes, Covey's CPU`, measured: `${ours.toFixed(3)} ms, signature ${raw.toFixed(3)}: ${share.toFixed(0)} %`, must: '≥ 60 % of the sign-only rate', reached: share >= 60 })
}
