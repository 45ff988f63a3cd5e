// A link that everybody opens: one public post asked for 1,500 times in a minute by 750 visitors, as their browsers do:
// each on a connection of its own, twice, at moments spread over the minute.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { brotliCompressSync, constants } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { median, percentile, report } from '../report.ts'
import type { World } from '../world.ts'

const VISITORS = 750
const ASKED = 1500
const MINUTE_MS = 60_000
const HEADERS = { accept: 'text/html', 'accept-encoding': 'br, gzip', 'accept-language': 'en' }
/** For the ratio of work: as many again, one after another, to us and to a bare server with the same bytes. */
const CALLS = 400
const TURNS = 5

/** The path of a local public post's page, by the API. */
async function somePost(server: Measured, world: World): Promise<string> {
  const client = createClient(server.url, 1)
  try {
    for (const id of world.someStatusIds.toReversed()) {
      const answer = await client.get(`/api/v1/statuses/${id}`)
      const { url, account } = answer.status === 200 ? JSON.parse(answer.text()) as { url: string; account: { acct: string } } : { url: '', account: { acct: '@' } }
      if (answer.status === 200 && !account.acct.includes('@')) return new URL(url).pathname
    }
  } finally {
    await client.close()
  }
  throw new Error('no local public post')
}

/** Asks once on `client`; ms until the last byte. */
async function ask(client: Client, path: string): Promise<number> {
  const began = performance.now()
  const { statusCode, body } = await client.request({ method: 'GET', path, headers: HEADERS })
  await body.arrayBuffer()
  if (statusCode !== 200) throw new Error(`the post answers ${statusCode}`)
  return performance.now() - began
}

/** The visitors' minute: how long each answer took, ms. Every visitor has a moment of their own, the same in every run. */
async function minuteOf(url: string, path: string): Promise<number[]> {
  const times: number[] = []
  await Promise.all(Array.from({ length: VISITORS }, async (_, visitor) => {
    const client = new Client(url)
    const first = (visitor * 7919 % VISITORS) / VISITORS * MINUTE_MS / 2
    await sleep(first)
    times.push(await ask(client, path))
    await sleep(MINUTE_MS / 2 - 1)
    times.push(await ask(client, path))
    await client.close()
  }))
  return times
}

interface Bare { url: string; cpu(): Promise<number>; stop(): void }

/** A server in a process of its own that answers everything with `body`: what the transport alone costs. */
async function startBare(body: Buffer): Promise<Bare> {
  const child = fork(new URL('../bare-page.ts', import.meta.url))
  const told = async () => (await once(child, 'message'))[0] as { port: number; cpu: number }
  child.send({ body: body.toString('base64') })
  const { port } = await told()
  return {
    url: `http://127.0.0.1:${port}`,
    async cpu() {
      child.send({ ask: 'cpu' })
      return (await told()).cpu
    },
    stop: () => { child.kill() },
  }
}

async function oneAfterAnother(url: string, path: string): Promise<void> {
  const client = new Client(url)
  for (let call = 0; call < CALLS; call++) await ask(client, path)
  await client.close()
}

/** Reports the 99th percentile of the minute, and the server's work a page against a bare server. */
export async function publicPost(server: Measured, world: World): Promise<void> {
  const path = await somePost(server, world)
  const html = await (await fetch(server.url + path, { headers: HEADERS })).text()
  const bare = await startBare(brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
  // Both minutes are the same one, so that whatever else the machine does falls on both alike.
  const [times, bareTimes] = await Promise.all([minuteOf(server.url, path), minuteOf(bare.url, '/')])
  const p99 = percentile(times, 0.99)
  report({
    path: `a public post, ${ASKED} times in 60 s by ${VISITORS} visitors`,
    measured: `p99 ${p99.toFixed(1)} ms (bare: ${percentile(bareTimes, 0.99).toFixed(1)})`, must: 'p99 < 50 ms', reached: times.length === ASKED && p99 < 50,
  })
  const ours: number[] = []
  const raw: number[] = []
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(await server.cpuOf(() => oneAfterAnother(server.url, path)) / CALLS)
    const before = await bare.cpu()
    await oneAfterAnother(bare.url, '/')
    raw.push((await bare.cpu() - before) / CALLS)
  }
  bare.stop()
  const ratio = median(ours) / median(raw)
  report({
    path: 'the same page, against node:http with the same bytes', measured: `${median(ours).toFixed(3)} ms, ${median(raw).toFixed(3)}: ${ratio.toFixed(1)} ×`,
    must: '≤ 10 ×', reached: ratio <= 10,
  })
}
