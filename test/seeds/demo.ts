// `npm run demo`: Second Shift, a living community of about forty people (or `--people 5000`), in a folder of its own:
// ./data-demo unless COVEY_DATA_DIR names another. What is there already is started as it is.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const checkout = resolve(import.meta.dirname, '../..')
enableCompileCache(join(checkout, 'node_modules/.cache/covey'))
const [{ ConfigError, readConfig }, { createLog }, { start }, { seedDemo }, { PASSWORD }, { emailOf }] = await Promise.all([
  import('#machinery/config/config.ts'), import('#machinery/log/log.ts'), import('#main/serve.ts'), import('./demo/seed-demo.ts'), import('./demo/password.ts'), import('./villager.ts'),
])

const MARK = 'demo.txt'
const SEEDING = 'A demo is being made here.\n'
const READY = 'This is a demo: everybody in it is made up.\n'
const LARGEST = 20_000

function howMany(): number | undefined {
  const { values: { people } } = parseArgs({ options: { people: { type: 'string' } } })
  if (people === undefined) return undefined
  const size = Number(people)
  if (Number.isInteger(size) && size >= 40 && size <= LARGEST) return size
  throw new ConfigError(`--people must be a whole number from 40 to ${LARGEST}, not "${people}".`)
}

/** Makes the folder ready; true if it has to be filled. A demo whose making was interrupted is begun anew. */
function needsSeed(dataDir: string): boolean {
  const mark = join(dataDir, MARK)
  const found = existsSync(mark) ? readFileSync(mark, 'utf8') : null
  if (found === READY) return false
  if (found === null && existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    throw new ConfigError(`${dataDir} is not empty and not a demo: nothing was touched. Set COVEY_DATA_DIR to an empty folder, or leave it out.`)
  }
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeFileSync(mark, SEEDING)
  return true
}

async function run(): Promise<void> {
  const size = howMany()
  const config = readConfig({ COVEY_DATA_DIR: join(checkout, 'data-demo'), COVEY_LOG_LEVEL: 'error', ...process.env })
  if (config.databaseUrl) throw new ConfigError('The demo lives in a folder of its own: leave COVEY_DATABASE_URL out.')
  const began = performance.now()
  if (needsSeed(config.dataDir)) {
    process.stdout.write('Second Shift moves in …\n')
    await seedDemo(config, size)
    writeFileSync(join(config.dataDir, MARK), READY)
  } else if (size !== undefined) process.stdout.write(`There is a demo in ${config.dataDir} already: it is started as it is. Remove the folder for another.\n`)
  const running = await start(config, { http: true, work: true, log: createLog(config.logLevel) })
  process.stdout.write([
    `Second Shift is open at ${config.origin} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
    `Sign in at ${config.origin}/auth/sign_in with the password ${PASSWORD}:`,
    ...[['owner', 'mara'], ['moderator', 'rana'], ['member', 'jonas']].map(([role = '', name = '']) => `  ${role.padEnd(10)} ${emailOf(name)}`), '',
  ].join('\n'))
  flushCompileCache()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void running.stop().finally(() => process.exit(0)) })
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
