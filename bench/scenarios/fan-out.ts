// One post to 20,000 members' homes, and what readers feel meanwhile.
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { median, percentile, report } from '../report.ts'
import type { World } from '../world.ts'

const FOLLOWERS = 20_000

/** Calm and posts take turns, so that whatever else the machine does falls on both alike, and both give as many times. */
const POSTS = 5
const LOOK_AGAIN_MS = 10

const wait = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms) })

/** Posts, then asks the first and the last follower's home until it is there. */
export async function fanOut(server: Measured, world: World): Promise<void> {
  const { token, followerIds } = await server.ask<{ token: string; followerIds: number[] }>({ ask: 'followers', count: FOLLOWERS })
  await server.ask({ ask: 'idle' })
  const readers = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers.slice(0, 50) })
  const ends = await server.ask<string[]>({ ask: 'tokens', accountIds: [followerIds[0] ?? 0, followerIds.at(-1) ?? 0] })
  const client = createClient(server.url, 3)
  const read = async (goOn: (times: number) => boolean): Promise<number[]> => {
    const times: number[] = []
    while (goOn(times.length)) times.push((await client.get('/api/v1/timelines/home', readers[times.length % readers.length])).ms)
    return times
  }
  const isThere = async (follower: string, id: string) => (await client.get('/api/v1/timelines/home?limit=1', follower)).text().includes(`"${id}"`)

  /** How long one post takes to be everywhere, and what readers feel until then. */
  async function onePost(): Promise<{ took: number; longest: number; reads: number[] }> {
    await server.ask({ ask: 'transactions' })
    let done = false
    const reading = read(() => !done)
    const began = performance.now()
    const posted = await client.post('/api/v1/statuses', JSON.stringify({ status: 'to everybody' }), { authorization: `Bearer ${token}`, 'content-type': 'application/json' })
    if (posted.status !== 200) throw new Error(`posting answers ${posted.status}`)
    const { id } = JSON.parse(posted.text) as { id: string }
    for (const follower of ends) while (!await isThere(follower, id)) await wait(LOOK_AGAIN_MS)
    await server.ask({ ask: 'idle' })
    const took = performance.now() - began
    done = true
    return { took, reads: await reading, longest: await server.ask<number>({ ask: 'transactions' }) }
  }

  await read((times) => times < 600)
  const idle: number[] = []
  const busy: Awaited<ReturnType<typeof onePost>>[] = []
  for (let post = 0; post < POSTS; post++) {
    const one = await onePost()
    busy.push(one)
    idle.push(...await read((times) => times < one.reads.length))
  }
  await client.close()
  const [took, longest] = [median(busy.map((one) => one.took)), Math.max(...busy.map((one) => one.longest))]
  const [calm, loaded] = [percentile(idle, 0.99), percentile(busy.flatMap((one) => one.reads), 0.99)]
  report({ path: `one post to ${FOLLOWERS} members' homes`, measured: `${took.toFixed(0)} ms`, must: '< 1000 ms', reached: took < 1000 })
  report({ path: 'its longest transaction, the worst of all posts', measured: `${longest.toFixed(1)} ms, usually ${median(busy.map((one) => one.longest)).toFixed(1)}`, must: '≤ 20 ms', reached: longest <= 20 })
  report({ path: 'p99 of home reads meanwhile', measured: `${loaded.toFixed(2)} ms, idle ${calm.toFixed(2)}: ${(loaded / calm).toFixed(2)} ×`, must: '≤ 2 × idle', reached: loaded / calm <= 2 })
}
