// A thousand members with their home open: what their connections weigh, and what one post costs that reaches all of them.
import { WebSocket } from 'ws'
import type { Measured } from '../child.ts'
import { createClient, together } from '../http-client.ts'
import { median, report } from '../report.ts'

const LISTENERS = 1000
const POSTS = 11
const WARMING = 20
const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })

/** Opens a home stream for every token; `hear` is called for each message. */
async function listen(url: string, tokens: readonly string[], hear: (text: string) => void): Promise<WebSocket[]> {
  const sockets: WebSocket[] = []
  await together(tokens, 20, (token) => new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/streaming?stream=user`, { headers: { authorization: `Bearer ${token}` }, perMessageDeflate: false })
    sockets.push(socket)
    socket.on('message', (data) => hear(String(data)))
    socket.once('open', () => resolve())
    socket.once('error', reject)
  }))
  return sockets
}

// A server that rests gives back what its start has left behind; only then can it be told what connections add.
const SETTLING_MS = 12_000

/** Members to listen, made by a server that ends: what making them leaves behind must not hide what connections weigh. */
async function prepare(start: () => Promise<Measured>): Promise<{ token: string; tokens: string[] }> {
  const server = await start()
  const { token, followerIds } = await server.ask<{ token: string; followerIds: number[] }>({ ask: 'followers', count: LISTENERS })
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: followerIds })
  await server.ask({ ask: 'idle' })
  await server.stop()
  return { token, tokens }
}

/**
 * Memory is what is resident after garbage collection, before and with the connections; CPU is the server's from the
 * post until the last has heard.
 */
export async function streamToMany(start: () => Promise<Measured>): Promise<void> {
  const { token, tokens } = await prepare(start)
  const server = await start()
  const client = createClient(server.url, 1)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const post = async (text: string) => {
    const { status } = await client.post('/api/v1/statuses', JSON.stringify({ status: text }), headers)
    if (status !== 200) throw new Error(`posting answers ${status}`)
  }
  await post('before anybody listens')
  await server.ask({ ask: 'idle' })
  await wait(SETTLING_MS)
  // Free pages that the process has kept may take connections in; what it holds on its heap and beside it tells more.
  const look = async () => ({ resident: await server.ask<number>({ ask: 'memory' }), held: await server.ask<number>({ ask: 'held' }) })
  const before = await look()
  let heard = 0
  let mark = ''
  const sockets = await listen(server.url, tokens, (text) => { if (text.includes(mark)) heard += 1 })
  await wait(SETTLING_MS)
  const after = await look()
  const weight = Math.max(after.resident - before.resident, after.held - before.held)

  const reachAll = async (text: string) => {
    [heard, mark] = [0, text]
    await post(text)
    const until = performance.now() + 20_000
    while (heard < LISTENERS) {
      if (performance.now() > until) throw new Error(`${heard} of ${LISTENERS} have heard`)
      await wait(2)
    }
    await server.ask({ ask: 'idle' })
  }
  for (let index = 0; index < WARMING; index++) await reachAll(`warming up ${index}.`)
  const costs: number[] = []
  for (let index = 0; index < POSTS; index++) costs.push(await server.cpuOf(() => reachAll(`to all of you ${index}.`)))
  for (const socket of sockets) socket.terminate()
  await client.close()
  await server.stop()
  report({ path: `${LISTENERS} open connections`, measured: `${weight.toFixed(0)} MB`, must: '< 60 MB', reached: weight < 60 })
  report({ path: `one post that reaches all of them, written to as many homes`, measured: `${median(costs).toFixed(1)} ms of CPU`, must: '< 50 ms', reached: median(costs) < 50 })
}
