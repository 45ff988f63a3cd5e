// One post to 20,000 members' homes, and what readers feel meanwhile.
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { percentile, report } from '../report.ts'
import type { World } from '../world.ts'

const FOLLOWERS = 20_000

/** Posts, then asks the last follower's home until it is there. */
export async function fanOut(server: Measured, world: World): Promise<void> {
  const { token, followerIds } = await server.ask<{ token: string; followerIds: number[] }>({ ask: 'followers', count: FOLLOWERS })
  await server.ask({ ask: 'idle' })
  const readers = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers.slice(0, 50) })
  const ends = await server.ask<string[]>({ ask: 'tokens', accountIds: [followerIds[0] ?? 0, followerIds.at(-1) ?? 0] })
  const client = createClient(server.url, 3)
  const read = async (while_: () => boolean) => {
    const times: number[] = []
    for (let index = 0; while_() || times.length < 100; index++) times.push((await client.get('/api/v1/timelines/home', readers[index % readers.length])).ms)
    return times
  }
  let left = 600
  const idle = await read(() => --left > 0)
  await server.ask({ ask: 'transactions' })
  let done = false
  const reading = read(() => !done)
  const began = performance.now()
  const posted = await client.post('/api/v1/statuses', JSON.stringify({ status: 'to everybody' }), { authorization: `Bearer ${token}`, 'content-type': 'application/json' })
  if (posted.status !== 200) throw new Error(`posting answers ${posted.status}`)
  for (const follower of ends) while ((await client.get('/api/v1/timelines/home?limit=1', follower)).bytes < 10) await new Promise((resolve) => { setTimeout(resolve, 4) })
  await server.ask({ ask: 'idle' })
  const took = performance.now() - began
  done = true
  const busy = await reading
  const longest = await server.ask<number>({ ask: 'transactions' })
  await client.close()
  const [calm, loaded] = [percentile(idle, 0.99), percentile(busy, 0.99)]
  report({ path: `one post to ${FOLLOWERS} members' homes`, measured: `${took.toFixed(0)} ms`, must: '< 1000 ms', reached: took < 1000 })
  report({ path: 'its longest transaction', measured: `${longest.toFixed(1)} ms`, must: '≤ 20 ms', reached: longest <= 20 })
  report({ path: 'p99 of home reads meanwhile', measured: `${loaded.toFixed(2)} ms, idle ${calm.toFixed(2)}: ${(loaded / calm).toFixed(2)} ×`, must: '≤ 2 × idle', reached: loaded / calm <= 2 })
}
