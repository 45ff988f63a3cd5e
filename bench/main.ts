// `npm run bench`: every path as a ratio to a raw baseline timed in the same run. `--statuses N` for a smaller world,
// `--only home,inbound` for a part, `--page thread` for one of its pages; `--profile` shows what the time went to; PostgreSQL is measured when COVEY_TEST_DATABASE_URL names a server.
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { startMeasured } from './child.ts'
import { allLines, report } from './report.ts'
import { fanOut } from './scenarios/fan-out.ts'
import { homeOnPostgres, homeOnSqlite } from './scenarios/home.ts'
import { inbound } from './scenarios/inbound.ts'
import { inboundMix } from './scenarios/inbound-mix.ts'
import { outbound } from './scenarios/outbound.ts'
import { pagesOnSqlite } from './scenarios/pages.ts'
import { publicPost } from './scenarios/public-post.ts'
import { flatReads } from './scenarios/reads.ts'
import { startAtRest } from './scenarios/start.ts'
import { streamToMany } from './scenarios/streaming.ts'
import { uploadPhoto } from './scenarios/upload.ts'
import { openWorld } from './world.ts'

const { values } = parseArgs({ options: { statuses: { type: 'string', default: '1000000' }, only: { type: 'string', default: '' }, page: { type: 'string', default: '' }, profile: { type: 'boolean', default: false } } })
const wanted = values.only.split(',').filter(Boolean)
const wants = (name: string) => wanted.length === 0 || wanted.includes(name)
const pgServer = process.env['COVEY_TEST_DATABASE_URL'] ?? ''

const world = await openWorld(Number(values.statuses))
const env = { COVEY_DATA_DIR: world.dataDir }

if (wants('start')) await startAtRest(world)

const server = await startMeasured(env, world.domain)
if (wants('home')) await homeOnSqlite(server, world)
if (wants('pages')) await pagesOnSqlite(server, world, values.page.split(',').filter(Boolean))
if (wants('reads')) {
  const smallWorld = await openWorld(10_000)
  const small = await startMeasured({ COVEY_DATA_DIR: smallWorld.dataDir }, smallWorld.domain)
  await flatReads({ server, world }, { server: small, world: smallWorld })
  await small.stop()
}
if (wants('public-post')) await publicPost(server, world)
if (wants('fan-out')) await fanOut(server, world)
if (wants('outbound')) await outbound(server)
if (wants('upload')) await uploadPhoto(server, world)
if (wanted.length === 0) {
  const after = await server.ask<number>({ ask: 'memory' })
  report({ path: 'memory after the bench', measured: `${after.toFixed(0)} MB`, must: '< 300 MB', reached: after < 300 })
}
await server.stop()
if (wants('streaming')) await streamToMany(() => startMeasured(env, world.domain))
if (wants('inbound')) await inbound(await startMeasured({ ...env, COVEY_WORK: 'off' }, world.domain), () => startMeasured(env, world.domain))
if (wants('inbound-mix')) await inboundMix(await startMeasured(env, world.domain))

if (pgServer && wants('postgres')) {
  const sql = postgres(pgServer, { max: 1, onnotice: () => {} })
  const name = `covey_bench_${values.statuses}`
  if ((await sql`select 1 from pg_database where datname = ${name}`).length === 0) await sql.unsafe(`create database ${name}`)
  await sql.end()
  const url = new URL(pgServer)
  url.pathname = `/${name}`
  const pgWorld = await openWorld(Number(values.statuses), url.href)
  const pg = await startMeasured({ COVEY_DATA_DIR: pgWorld.dataDir, COVEY_DATABASE_URL: url.href }, pgWorld.domain)
  await homeOnPostgres(pg, pgWorld)
  await pg.stop()
}

const short = allLines().filter((line) => !line.reached)
console.log(`\n${allLines().length - short.length} of ${allLines().length} reached`)
