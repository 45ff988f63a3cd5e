// Runs a command with a PostgreSQL server of its own: `with-postgres.ts node --test …`. The server lives in a temporary
// folder, listens on loopback, and ends with the command. COVEY_TEST_DATABASE_URL, if set, is used as it is.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** Where initdb and postgres are; Debian keeps them off the PATH. */
function binaries(): string {
  const folders = [...globSync('/usr/lib/postgresql/*/bin').sort().reverse(), ...(process.env['PATH'] ?? '').split(':')]
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')))
  if (!found) throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql)')
  return found
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [, , uid, gid] = execFileSync('getent', ['passwd', 'postgres'], { encoding: 'utf8' }).split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const bin = binaries()
  const as = owner()
  const folder = mkdtempSync(join(tmpdir(), 'covey-pg-'))
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'covey', '-A', 'trust', '-E', 'UTF8', '--locale=C'], { ...as, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  const server: ChildProcess = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1',
    '-c', 'max_connections=400', '-c', 'shared_buffers=256MB', '-c', 'log_min_messages=fatal',
    // Its data end with it.
    ...(process.env['POSTGRES_DURABLE'] ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'])], { ...as, cwd: folder, stdio: 'ignore' })
  for (let attempt = 0; spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status !== 0; attempt++) {
    if (attempt > 100 || server.exitCode !== null) throw new Error('PostgreSQL did not start')
    await sleep(100)
  }
  return {
    url: `postgres://covey@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = new Promise((resolve) => { server.once('exit', resolve) })
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const [command, ...args] = process.argv.slice(2)
if (!command) throw new Error('usage: with-postgres.ts COMMAND …')
const given = process.env['COVEY_TEST_DATABASE_URL']
const database = given ? { url: given, stop: async () => {} } : await startPostgres()
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, COVEY_TEST_DATABASE_URL: database.url } })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.once('exit', (code, signal) => {
  void database.stop().then(() => process.exit(signal ? 1 : code ?? 1))
})
