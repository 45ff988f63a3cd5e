// Pages over HTTP against the raw statements for the same pages: notifications, a thread of 500 answers, a search for
// posts, an account with its statuses. Server CPU against the CPU of the raw page.
import { DatabaseSync } from 'node:sqlite'
import { rawAccountPage, rawNotifications, rawSearch, rawThread } from '../baseline/pages-sqlite.ts'
import { preparedOn, type All } from '../baseline/statuses-sqlite.ts'
import type { Measured } from '../child.ts'
import { createClient, type Client } from '../http-client.ts'
import { report } from '../report.ts'
import { WORDS } from '../seed/words.ts'
import type { World } from '../world.ts'
import { cpuInTurns } from './turns.ts'

const READERS = 50
/** One word of every commonness: the first is in every third post, the last in very few. Each second search is for two. */
const searched = (index: number): string[] => {
  const one = WORDS[(index * 37) % WORDS.length] ?? ''
  return index % 2 === 0 ? [one] : [one, WORDS[index % 10] ?? '']
}

interface Page { name: string; pages: number; raw(all: All, viewer: number, index: number): string; paths(world: World, index: number): string[] }

const account = (world: World, index: number) => world.memberIds[(index * 7) % world.memberIds.length] ?? 0

const pages: Page[] = [
  { name: 'notifications, a page of 40', pages: 60, raw: (all, viewer) => rawNotifications(all, viewer), paths: () => ['/api/v1/notifications'] },
  { name: 'a search for posts', pages: 60, raw: (all, viewer, index) => rawSearch(all, viewer, searched(index)), paths: (_world, index) => [`/api/v2/search?type=statuses&q=${searched(index).join('+')}`] },
]

const ofWorld = (world: World): Page[] => [
  ...pages,
  { name: 'a thread of 500 answers', pages: 6, raw: (all, viewer) => rawThread(all, viewer, world.threadId), paths: () => [`/api/v1/statuses/${world.threadId}/context`] },
  {
    name: 'an account with its statuses', pages: 60, raw: (all, viewer, index) => rawAccountPage(all, viewer, account(world, index)),
    paths: (_world, index) => [`/api/v1/accounts/${account(world, index)}`, `/api/v1/accounts/${account(world, index)}/statuses`],
  },
]

/** What both answer, as lists of ids: they must be the same, or the ratio says nothing. */
const idsIn = (json: unknown): string[] => {
  if (Array.isArray(json)) return json.map((one: { id: unknown }) => String(one.id))
  const { statuses, descendants } = json as { statuses?: unknown; descendants?: unknown }
  return statuses || descendants ? idsIn(statuses ?? descendants) : []
}

async function checkSame(client: Client, token: string, paths: readonly string[], raw: string): Promise<void> {
  const last = paths.at(-1) ?? ''
  const ours = idsIn(JSON.parse((await client.get(last, token)).text()))
  const theirs = idsIn(JSON.parse(raw.slice(Math.max(0, raw.indexOf('}[') + 1))))
  if (ours.length === 0 || ours.toSorted().join() !== theirs.toSorted().join()) throw new Error(`${last} answers ${ours.length} rows, the baseline ${theirs.length}, or others`)
}

/** Compares every page. */
export async function pagesOnSqlite(server: Measured, world: World, only: readonly string[]): Promise<void> {
  const client = createClient(server.url, 1)
  const viewers = world.readers.slice(0, READERS)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: viewers })
  const database = new DatabaseSync(`${world.dataDir}/covey.db`, { readOnly: true })
  const all = preparedOn(database)
  for (const { name, pages: count, raw, paths } of ofWorld(world).filter((page) => only.length === 0 || only.some((part) => page.name.includes(part)))) {
    await checkSame(client, tokens[0] ?? '', paths(world, 0), raw(all, viewers[0] ?? 0, 0))
    const turns = await cpuInTurns({
      server, pages: count,
      raw: (index) => { raw(all, viewers[index % READERS] ?? 0, index) },
      ours: async (index) => {
        for (const path of paths(world, index)) {
          const { status } = await client.get(path, tokens[index % READERS])
          if (status !== 200) throw new Error(`${path} answers ${status}`)
        }
      },
    })
    report({ path: `${name}, over HTTP, server CPU`, measured: `${turns.ours.toFixed(3)} ms, raw ${turns.raw.toFixed(3)}: ${turns.ratio.toFixed(2)} ×`, must: '≤ 3 ×', reached: turns.ratio <= 3 })
  }
  database.close()
  await client.close()
}
