// Acknowledged means on disk: strace watches a server, and no post is answered before the log that holds it has been
// synced. A copy of the server without its sync shows that the check can fail.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freePort } from '#test/support/free-port.ts'
import { endLife, startLife } from './lives.ts'
import { startReceiver } from './receiver.ts'
import { readTrace, straceTo, wasSynced, type Happening } from './trace.ts'

const ONE_BY_ONE = 20
const AT_ONCE = 24

const folder = mkdtempSync(join(tmpdir(), 'covey-sync-'))
let receiver: Awaited<ReturnType<typeof startReceiver>>
before(async () => { receiver = await startReceiver() })
after(async () => {
  await receiver.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Watched { trace: Happening[]; oneByOne: string[]; atOnce: string[] }

/** Posts one after another, then many at once, on a server started from `root` under strace. */
async function watch(name: string, root: string): Promise<Watched> {
  const port = await freePort()
  const file = join(folder, `${name}.trace`)
  const life = await startLife({
    COVEY_DATA_DIR: join(folder, `${name}-data`), COVEY_PORT: String(port), COVEY_DOMAIN: `127.0.0.1:${port}`, COVEY_DEV_HTTP: 'on',
    COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8', COVEY_RATE_LIMITS: 'off', COVEY_LOG_LEVEL: 'fatal', TEST_RECEIVER: receiver.origin,
  }, { command: straceTo(file), root })
  const post = async (status: string): Promise<string> => {
    const { status: code } = await fetch(`${life.url}/api/v1/statuses`, {
      method: 'POST', headers: { authorization: `Bearer ${life.people['ada']?.token}` }, body: new URLSearchParams({ status }),
    })
    assert.equal(code, 200)
    return status
  }
  const oneByOne: string[] = []
  for (let n = 0; n < ONE_BY_ONE; n++) oneByOne.push(await post(`alone-${n}-end`))
  const atOnce = await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => post(`together-${n}-end`)))
  await endLife(life)
  return { trace: readTrace(file), oneByOne, atOnce }
}

const unsynced = (trace: readonly Happening[], marks: readonly string[]) => marks.filter((mark) => !wasSynced(trace, mark))

test('every post is synced before it is answered, alone or in its group', async () => {
  const { trace, oneByOne, atOnce } = await watch('product', process.cwd())
  assert.deepEqual(unsynced(trace, oneByOne), [])
  assert.deepEqual(unsynced(trace, atOnce), [])
})

test('the same check fails on a server that does not sync', async () => {
  const root = join(folder, 'copy')
  for (const part of ['src', 'test', 'bench', 'dist', 'public', 'package.json', 'vite.config.ts']) {
    cpSync(part, join(root, part), { recursive: true })
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
  const path = join(root, 'src/machinery/db/wal-sync.ts')
  const source = readFileSync(path, 'utf8')
  const without = source.replace('fdatasync(fd, (error) => {', 'setImmediate((error?: Error) => {')
  assert.notEqual(without, source, 'the sync is not where this test expects it')
  writeFileSync(path, without)
  const { trace, oneByOne, atOnce } = await watch('copy', root)
  // SQLite's own syncs, at a checkpoint, may cover a few.
  assert.ok(unsynced(trace, oneByOne).length > ONE_BY_ONE / 2)
  assert.ok(unsynced(trace, atOnce).length > AT_ONCE / 2)
})
