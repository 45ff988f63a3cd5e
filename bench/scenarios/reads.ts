// Every kind of read at a million statuses against ten thousand: it must not grow with the data.
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { median, report } from '../report.ts'
import type { World } from '../world.ts'

// Both worlds are asked in turns, so that whatever else the machine does falls on both alike.
const TURNS = 9
const CALLS = 40

/** name → the path of the `index`-th call; `thirdPages` are those of each reader's home. */
const reads: Record<string, (world: World, index: number, thirdPages: readonly string[]) => string> = {
  home: () => '/api/v1/timelines/home',
  'home, two pages down': (_world, index, thirdPages) => thirdPages[index % thirdPages.length] ?? '',
  public: () => '/api/v1/timelines/public',
  'public, local': () => '/api/v1/timelines/public?local=true',
  hashtag: (_world, index) => `/api/v1/timelines/tag/tag${index % 50}`,
  'a status': (world, index) => `/api/v1/statuses/${world.someStatusIds[index % world.someStatusIds.length]}`,
  'its thread': (world, index) => `/api/v1/statuses/${world.someStatusIds[index % world.someStatusIds.length]}/context`,
  'an account': (world, index) => `/api/v1/accounts/${world.memberIds[index % 100]}`,
  'an account\'s statuses': (world, index) => `/api/v1/accounts/${world.memberIds[index % 100]}/statuses`,
  notifications: () => '/api/v1/notifications',
  'notifications, grouped': () => '/api/v2/notifications',
  favourites: () => '/api/v1/favourites',
  bookmarks: () => '/api/v1/bookmarks',
  conversations: () => '/api/v1/conversations',
  'search for an account': (_world, index) => `/api/v2/search?type=accounts&q=member${index % 100}`,
  instance: () => '/api/v2/instance',
}

interface Side { server: Measured; world: World }

/** What asks one side for the read `name`: `calls` times, returns server CPU a call, ms. */
async function openSide({ server, world }: Side) {
  const client = createClient(server.url, 1)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers.slice(0, 20) })
  const thirdPages: string[] = []
  for (const token of tokens) {
    const ids = JSON.parse((await client.get('/api/v1/timelines/home?limit=40', token)).text()) as { id: string }[]
    thirdPages.push(`/api/v1/timelines/home?max_id=${ids.at(-1)?.id ?? 0}`)
  }
  const counts = new Map<string, number>()
  const ask = async (name: string, calls: number) => {
    const path = reads[name]
    for (let call = 0; call < calls; call++) {
      const index = counts.get(name) ?? 0
      counts.set(name, index + 1)
      const { status } = await client.get(path?.(world, index, thirdPages) ?? '', tokens[index % tokens.length])
      if (status !== 200) throw new Error(`${name} answers ${status}`)
    }
  }
  return {
    warm: ask,
    time: async (name: string) => await server.cpuOf(() => ask(name, CALLS)) / CALLS,
    close: () => client.close(),
  }
}

/** Compares server CPU a call on the two worlds. */
export async function flatReads(large: Side, small: Side): Promise<void> {
  const [big, little] = [await openSide(large), await openSide(small)]
  // Everything once before anything is measured: what is asked first must not pay for what all share.
  for (const name of Object.keys(reads)) for (const side of [big, little]) await side.warm(name, 2 * CALLS)
  for (const name of Object.keys(reads)) {
    const times: [number, number][] = []
    for (const side of [big, little]) await side.warm(name, CALLS)
    for (let turn = 0; turn < TURNS; turn++) times.push([await big.time(name), await little.time(name)])
    const [ms, base] = [median(times.map(([one]) => one)), median(times.map(([, other]) => other))]
    const ratio = ms / base
    report({ path: `${name}: at ${large.world.size.statuses} statuses against ${small.world.size.statuses}`, measured: `${ms.toFixed(3)} ms, ${base.toFixed(3)}: ${ratio.toFixed(2)} ×`, must: '≤ 1.5 ×', reached: ratio <= 1.5 })
  }
  for (const side of [big, little]) await side.close()
}
