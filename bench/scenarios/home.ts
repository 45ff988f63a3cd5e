// A home page of 20 over HTTP against the raw statements for the same page.
import { DatabaseSync } from 'node:sqlite'
import postgres from 'postgres'
import { rawHomePagePostgres } from '../baseline/home-postgres.ts'
import { rawHomePage } from '../baseline/home-sqlite.ts'
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { median, ownCpu, report } from '../report.ts'
import type { World } from '../world.ts'

// Raw and ours take turns, so that whatever else the machine does falls on both alike.
const TURNS = 15
const PAGES = 150

/** Medians of what `raw` and `ours` cost a page, ms, and of their ratio. */
async function inTurns(raw: (pages: number) => Promise<number>, ours: (pages: number) => Promise<number>) {
  const turns: { raw: number; ours: number }[] = []
  for (let turn = 0; turn < TURNS; turn++) turns.push({ raw: await raw(PAGES) / PAGES, ours: await ours(PAGES) / PAGES })
  return { raw: median(turns.map((turn) => turn.raw)), ours: median(turns.map((turn) => turn.ours)), ratio: median(turns.map((turn) => turn.ours / turn.raw)) }
}

/** SQLite: server CPU a page against the CPU of the raw page. */
export async function homeOnSqlite(server: Measured, world: World): Promise<void> {
  const client = createClient(server.url, 2)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers })
  let at = 0
  const pages = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const { status } = await client.get('/api/v1/timelines/home', tokens[at++ % tokens.length])
      if (status !== 200) throw new Error(`home answers ${status}`)
    }
  }
  const database = new DatabaseSync(`${world.dataDir}/covey.db`, { readOnly: true })
  const page = rawHomePage(database)
  const rawPages = (count: number) => { for (let index = 0; index < count; index++) page(world.readers[at++ % world.readers.length] ?? 0) }
  await pages(500)
  rawPages(500)
  const { raw, ours, ratio } = await inTurns((count) => ownCpu(() => rawPages(count)), (count) => server.cpuOf(() => pages(count)))
  database.close()
  await client.close()
  report({ path: 'home page of 20 over HTTP, SQLite, server CPU', measured: `${ours.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${ratio.toFixed(2)} ×`, must: '≤ 3 ×', reached: ratio <= 3 })
}

/** PostgreSQL: time a page against the raw driver's, pipelined. */
export async function homeOnPostgres(server: Measured, world: World): Promise<void> {
  const client = createClient(server.url, 1)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers })
  const sql = postgres(world.databaseUrl, { max: 4, onnotice: () => {}, types: { int8: { to: 20, from: [20], serialize: String, parse: Number } } })
  let at = 0
  const pages = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const { status } = await client.get('/api/v1/timelines/home', tokens[at++ % tokens.length])
      if (status !== 200) throw new Error(`home answers ${status}`)
    }
  }
  const rawPages = async (count: number) => { for (let index = 0; index < count; index++) await rawHomePagePostgres(sql as never, world.readers[at++ % world.readers.length] ?? 0) }
  await pages(300)
  await rawPages(300)
  const time = async (body: () => Promise<void>) => {
    const began = performance.now()
    await body()
    return performance.now() - began
  }
  const { raw, ours, ratio } = await inTurns((count) => time(() => rawPages(count)), (count) => time(() => pages(count)))
  await sql.end()
  await client.close()
  report({ path: 'home page of 20 over HTTP, PostgreSQL, time', measured: `${ours.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${ratio.toFixed(2)} ×`, must: '≤ 1.5 ×', reached: ratio <= 1.5 })
}
