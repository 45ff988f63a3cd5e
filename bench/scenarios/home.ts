// A home page of 20 over HTTP against the raw statements for the same page.
import { DatabaseSync } from 'node:sqlite'
import postgres from 'postgres'
import { rawHomePagePostgres } from '../baseline/home-postgres.ts'
import { rawHomePage } from '../baseline/home-sqlite.ts'
import type { Measured } from '../child.ts'
import { createClient } from '../http-client.ts'
import { ownCpu, report } from '../report.ts'
import type { World } from '../world.ts'

const ROUNDS = 3000

/** SQLite: server CPU a page against the CPU of the raw page. */
export async function homeOnSqlite(server: Measured, world: World): Promise<void> {
  const client = createClient(server.url, 2)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers })
  const pages = async (count: number) => {
    for (let index = 0; index < count; index++) {
      const { status } = await client.get('/api/v1/timelines/home', tokens[index % tokens.length])
      if (status !== 200) throw new Error(`home answers ${status}`)
    }
  }
  const database = new DatabaseSync(`${world.dataDir}/covey.db`, { readOnly: true })
  const page = rawHomePage(database)
  const rawPages = (count: number) => { for (let index = 0; index < count; index++) page(world.readers[index % world.readers.length] ?? 0) }
  await pages(500)
  rawPages(500)
  const raw = await ownCpu(() => rawPages(ROUNDS)) / ROUNDS
  const ours = await server.cpuOf(() => pages(ROUNDS)) / ROUNDS
  database.close()
  await client.close()
  const ratio = ours / raw
  report({ path: 'home page of 20 over HTTP, SQLite, server CPU', measured: `${ours.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${ratio.toFixed(2)} ×`, must: '≤ 3 ×', reached: ratio <= 3 })
}

/** PostgreSQL: time a page against the raw driver's, pipelined. */
export async function homeOnPostgres(server: Measured, world: World): Promise<void> {
  const client = createClient(server.url, 1)
  const tokens = await server.ask<string[]>({ ask: 'tokens', accountIds: world.readers })
  const sql = postgres(world.databaseUrl, { max: 4, onnotice: () => {}, types: { int8: { to: 20, from: [20], serialize: String, parse: Number } } })
  const pages = async (count: number) => { for (let index = 0; index < count; index++) await client.get('/api/v1/timelines/home', tokens[index % tokens.length]) }
  const rawPages = async (count: number) => { for (let index = 0; index < count; index++) await rawHomePagePostgres(sql as never, world.readers[index % world.readers.length] ?? 0) }
  await pages(300)
  await rawPages(300)
  const time = async (body: () => Promise<void>) => {
    const began = performance.now()
    await body()
    return (performance.now() - began) / 1000
  }
  const raw = await time(() => rawPages(1000))
  const ours = await time(() => pages(1000))
  await sql.end()
  await client.close()
  const ratio = ours / raw
  report({ path: 'home page of 20 over HTTP, PostgreSQL, time', measured: `${ours.toFixed(3)} ms, raw ${raw.toFixed(3)}: ${ratio.toFixed(2)} ×`, must: '≤ 1.5 ×', reached: ratio <= 1.5 })
}
