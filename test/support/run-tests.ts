// `npm test`: builds the pages if their source changed, runs every test beside the code and in test/, and ends with one
// line of totals. Arguments narrow it down: `npm test -- src/domain/polls`.
import { spawn } from 'node:child_process'
import { globSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureBuilt } from '#web/build.ts'

// Slow suites that CI runs by name, after these.
const SLOW = ['test/peers/', 'test/crash/', 'test/clients/', 'test/journeys/', 'test/browser/', 'test/fuzz/', 'test/disorder/']

const asked = process.argv.slice(2)
const all = globSync('{src,test,bench}/**/*.test.ts').sort()
const files = asked.length > 0
  ? all.filter((file) => asked.some((word) => file.startsWith(word)))
  : all.filter((file) => !SLOW.some((folder) => file.startsWith(folder)))
if (files.length === 0) throw new Error(`no test file matches ${asked.join(' ')}`)

/** With TEST_RESULTS, a folder, what became of each test is written there too. */
function reporters(): string[] {
  const folder = process.env['TEST_RESULTS']
  if (folder === undefined) return ['--test-reporter=spec']
  mkdirSync(folder, { recursive: true })
  return ['--test-reporter=spec', '--test-reporter-destination=stdout',
    '--test-reporter=./test/support/record-results.ts', `--test-reporter-destination=${join(folder, `${process.pid}-${Date.now()}.jsonl`)}`]
}

await ensureBuilt()
const child = spawn(process.execPath, ['--test', '--test-concurrency=2', ...reporters(), ...files], { stdio: ['ignore', 'pipe', 'inherit'] })
const totals = { pass: 0, fail: 0, skipped: 0, todo: 0, cancelled: 0 }
for await (const line of createInterface({ input: child.stdout })) {
  process.stdout.write(`${line}\n`)
  const [, name, count] = /^ℹ (pass|fail|skipped|todo|cancelled) (\d+)$/.exec(line) ?? []
  if (name) totals[name as keyof typeof totals] += Number(count)
}
const code = child.exitCode ?? await new Promise<number>((resolve) => { child.once('exit', (status) => resolve(status ?? 1)) })
process.stdout.write(`${totals.pass} passed, ${totals.fail + totals.cancelled} failed, ${totals.skipped + totals.todo} skipped\n`)
process.exit(code)
