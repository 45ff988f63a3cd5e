// `npm run dev`: the server on a seeded village of its own, in ./data/dev, restarted when a source changes.
import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const checkout = resolve(import.meta.dirname, '../..')
enableCompileCache(join(checkout, 'node_modules/.cache/covey'))
const [{ ConfigError, readConfig }, { start }, { createLog }, { NAMES, PASSWORD, seedHarbour }, { createToken }, { findByHandle }, { userOfAccount }] = await Promise.all([
  import('#machinery/config/config.ts'), import('#main/serve.ts'), import('#machinery/log/log.ts'), import('./harbour.ts'),
  import('#domain/access/tokens.ts'), import('#domain/accounts/queries.ts'), import('#domain/access/users.ts'),
])

const OWN_FOLDER = join(checkout, 'data/dev')
const SCOPES = 'read write follow push profile'

/** Pages are not imported but built; node --watch is told of their sources too. */
function watchPages(): void {
  const sources = globSync('src/web/**/*.{ts,tsx,css}', { cwd: checkout }).map((path) => pathToFileURL(join(checkout, path)).href)
  if (process.env['WATCH_REPORT_DEPENDENCIES']) process.send?.({ 'watch:import': sources })
}

async function run(): Promise<void> {
  // Seeding that was interrupted leaves half a village: it is begun anew. Only in our own folder is anything removed.
  if (!existsSync(join(OWN_FOLDER, 'seeded'))) rmSync(OWN_FOLDER, { recursive: true, force: true })
  const config = readConfig({ COVEY_DATA_DIR: OWN_FOLDER, COVEY_RATE_LIMITS: 'off', ...process.env })
  const running = await start(config, { http: true, work: true, log: createLog(config.logLevel) })
  const { house } = running
  if (!await findByHandle(house.db, NAMES[0], null)) await seedHarbour(house)
  if (config.dataDir === OWN_FOLDER) writeFileSync(join(OWN_FOLDER, 'seeded'), '')
  const lines = [`Covey answers at ${running.url} as ${config.origin}`, `Sign in at ${config.origin}/auth/sign_in as ${NAMES.join(', ')} with the password ${PASSWORD}; fay waits at the door.`]
  for (const name of NAMES.slice(0, 2)) {
    const account = await findByHandle(house.db, name, null)
    const user = account && await userOfAccount(house.db, account.id)
    if (user) lines.push(`A token of ${name}: ${(await house.write((tx) => createToken(tx, { userId: user.id, scopes: SCOPES }))).token}`)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
  watchPages()
  flushCompileCache()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void running.stop().finally(() => process.exit(0)) })
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
