// The only executable. `serve` and `work` start the program; everything else is an operator's verb (src/cli).
// Modules are loaded as they are needed, and kept compiled in node_modules/.cache, or else beside the data.
import { existsSync } from 'node:fs'
import { constants, enableCompileCache, flushCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const starters = {
  serve: { about: 'Start the server (and its jobs, unless COVEY_WORK=off)' },
  work: { about: 'Start a worker: jobs only, for PostgreSQL with several processes' },
  migrate: { about: 'Bring the database to this version\'s schema' },
} as const
type Starter = keyof typeof starters

const dataDir = resolve(process.env['COVEY_DATA_DIR']?.trim() || './data')
const cached = enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/covey'))
if (cached.status === constants.compileCacheStatus.FAILED && existsSync(dataDir)) enableCompileCache(join(dataDir, 'cache'))

const print = (line: string): void => { process.stdout.write(`${line}\n`) }
const complain = (line: string): void => { process.stderr.write(`${line}\n`) }

const readLine = (): Promise<string> => new Promise((done) => {
  createInterface({ input: process.stdin }).once('line', done).once('close', () => done(''))
})

const LONGEST_STOP_MS = 30_000

/** Starts what answers until a signal; a second signal does not wait. */
async function startProgram(verb: 'serve' | 'work'): Promise<void> {
  const [{ ConfigError, readConfig }, { start }, { releaseMemoryAtRest }] = await Promise.all([
    import('#machinery/config/config.ts'), import('#main/serve.ts'), import('#machinery/process/memory.ts'),
  ])
  const config = readConfig()
  if (!config.work && !config.databaseUrl) throw new ConfigError('COVEY_WORK=off needs COVEY_DATABASE_URL: on SQLite one process does everything.')
  const running = await start(config, { http: verb === 'serve', work: verb === 'work' || config.work })
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    // A job or a disk that hangs must not: what was claimed comes back at the next start.
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
    running.stop().then(() => process.exit(0), (error: unknown) => {
      running.log.error({ err: error }, 'the stop failed')
      process.exit(1)
    })
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  if (running.url !== null) print(`Covey answers at ${running.url}${running.url === config.origin ? '' : ` as ${config.origin}`}${running.setupUrl === null ? '' : `. Set up your community: ${running.setupUrl}`}`)
  // Written soon and not at the exit: a server that is killed has a quick next start too.
  setTimeout(flushCompileCache, 1000).unref()
  releaseMemoryAtRest()
}

/** Opens the data for one verb, while nobody else has it: nothing answers, and jobs are left to the next start. */
async function open() {
  const [{ readConfig }, { createLog }, { start }] = await Promise.all([
    import('#machinery/config/config.ts'), import('#machinery/log/log.ts'), import('#main/serve.ts'),
  ])
  const knownDomain = !process.env['COVEY_DOMAIN']?.trim()
  const { house, stop } = await start(readConfig(), { http: false, work: false, log: createLog('warn'), knownDomain })
  return { ctx: house, close: stop }
}

async function migrateData(words: readonly string[]): Promise<number> {
  const [{ readConfig }, { applyMigrations }] = await Promise.all([import('#machinery/config/config.ts'), import('#main/apply-migrations.ts')])
  const applied = await applyMigrations(readConfig())
  if (words.includes('--json')) print(JSON.stringify({ applied: applied ?? [] }))
  else if (applied === null) print('A server runs on this data: its database is up to date.')
  else print(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  return 0
}

async function run(words: readonly string[]): Promise<number | null> {
  const [verb, ...rest] = words
  const { programHelp, seeHelp, starterHelp, unknownVerb } = await import('#cli/parse.ts')
  if (verb === undefined || verb === '--help' || verb === '-h' || (verb === 'help' && rest.length === 0)) {
    print(programHelp(starters))
    return verb === undefined ? 2 : 0
  }
  if (Object.hasOwn(starters, verb)) {
    const starter = verb as Starter
    if (rest.includes('--help') || rest.includes('-h')) {
      print(starterHelp(starter, starters[starter].about))
      return 0
    }
    const unknown = rest.find((word) => !(starter === 'migrate' && word === '--json'))
    if (unknown !== undefined) {
      complain(`"${unknown}" is not understood. ${seeHelp(starter)}`)
      return 2
    }
    if (starter === 'migrate') return migrateData(rest)
    await startProgram(starter)
    return null
  }
  const { runVerb } = await import('#cli/run.ts')
  const code = await runVerb(words, { dataDir, open, print, complain, readLine })
  if (code !== null) return code
  complain(unknownVerb(words, Object.keys(starters)))
  return 2
}

try {
  const code = await run(process.argv.slice(2))
  if (code !== null) process.exitCode = code
} catch (error) {
  const { ConfigError } = await import('#machinery/config/config.ts')
  complain(error instanceof ConfigError ? error.message : error instanceof Error ? error.stack ?? error.message : String(error))
  process.exitCode = 1
}
