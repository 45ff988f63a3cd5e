// Every kind of read at a million statuses against ten thousand: it must not grow with the data.
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { report } from '../report.ts'
import type { World } from '../world.ts'

const ROUNDS = 300

/** name → the path of the `index`-th call. */
const reads: Record<string, (world: World, index: number) => string> = {
  home: () => '/api/v1/timelines/home',
  'home, two pages down': (world) => `/api/v1/timelines/home?max_id=${world.someStatusIds.at(-2) ?? 0}`,
  public: () => '/api/v1/timelines/public',
  'public, local': () => '/api/v1/timelines/public?local=true',
  hashtag: (_world, index) => `/api/v1/timelines/tag/tag${index % 50}`,
  'a status': (world, index) => `/api/v1/statuses/${world.someStatusIds[index % world.someStatusIds.length]}`,
  'its thread': (world, index) => `/api/v1/statuses/${world.someStatusIds[index % world.someStatusIds.length]}/context`,
  'an account': (world, index) => `/api/v1/accounts/${world.memberIds[index % 100]}`,
  'an account\'s statuses': (world, index) => `/api/v1/accounts/${world.memberIds[index % 100]}/statuses`,
  notifications: () => '/api/v1/notifications',
  favourites: () => '/api/v1/favourites',
  'search for an account': (_world, index) => `/api/v2/search?type=accounts&q=member${index % 100}`,
  instance: () => '/api/v2/instance',
}

async function times(server: Measured, world: World): Promise<Map<string, number>> {
  const client = createClient(server.url, 1)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers.slice(0, 20) })
  const result = new Map<string, number>()
  for (const [name, path] of Object.entries(reads)) {
    const round = async (count: number) => {
      for (let index = 0; index < count; index++) {
        const { status } = await client.get(path(world, index), tokens[index % tokens.length])
        if (status !== 200) throw new Error(`${name} answers ${status}`)
      }
    }
    await round(60)
    result.set(name, await server.cpuOf(() => round(ROUNDS)) / ROUNDS)
  }
  await client.close()
  return result
}

/** Compares server CPU a call on the two worlds. */
export async function flatReads(large: { server: Measured; world: World }, small: { server: Measured; world: World }): Promise<void> {
  const [big, little] = [await times(large.server, large.world), await times(small.server, small.world)]
  for (const [name, ms] of big) {
    const base = little.get(name) ?? Number.NaN
    report({ path: `${name}: at ${large.world.size.statuses} statuses against ${small.world.size.statuses}`, measured: `${ms.toFixed(3)} ms, ${base.toFixed(3)}: ${(ms / base).toFixed(2)} ×`, must: '≤ 1.5 ×', reached: ms / base <= 1.5 })
  }
}
