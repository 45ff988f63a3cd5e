// `npm run test:guards`: takes out each guard in turn and runs the test that should miss it. Prints guard → test that
// failed, and ends with a line of totals; a guard that nobody missed is a failure. Words narrow it down to ids and lines.
import { spawn } from 'node:child_process'
import type { TestName } from '#test/proof/claims.ts'
import { split } from '#test/proof/proof-page.ts'
import type { Recorded } from '#test/support/record-results.ts'
import { ensureBuilt } from '#web/build.ts'
import { guards } from './all-guards.ts'
import type { Guard } from './guard.ts'

const AT_ONCE = 2
const PATIENCE_MS = 120_000

type Verdict = 'missed' | 'not missed' | 'broken'

const argumentsFor = (test: TestName): string[] => {
  const { file, title } = split(test)
  const words = title.split(/\$\{[^}]*\}+/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')
  return ['--import', './test/guards/take-out.ts', '--test-reporter=./test/support/record-results.ts', `--test-name-pattern=${words}`,
    file.startsWith('test/journeys/activities/') ? 'test/journeys/matrix.test.ts' : file]
}

function readRecords(text: string): Recorded[] {
  return text.split('\n').filter((line) => line.startsWith('{"file":')).map((line) => JSON.parse(line) as Recorded)
}

/** Runs the guard's test without the guard. */
function judge(guard: Guard): Promise<{ verdict: Verdict; said: string }> {
  return new Promise((resolve) => {
    const { file, find, replace } = guard
    const child = spawn(process.execPath, argumentsFor(guard.test), {
      env: { ...process.env, GUARD_TAKEN_OUT: JSON.stringify({ file, find, replace }) }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let errors = ''
    let hung = false
    const timer = setTimeout(() => {
      hung = true
      child.kill('SIGKILL')
    }, PATIENCE_MS)
    child.stdout.on('data', (chunk: Buffer) => { said += String(chunk) })
    child.stderr.on('data', (chunk: Buffer) => { errors += String(chunk) })
    child.once('close', () => {
      clearTimeout(timer)
      const records = readRecords(said).filter((one) => one.result !== 'skipped')
      const failed = records.some((one) => one.result === 'failed')
      // Without a single test that ended, the source itself is broken, and that proves nothing.
      resolve({ verdict: hung || failed ? 'missed' : records.length === 0 ? 'broken' : 'not missed', said: errors })
    })
  })
}

const words = process.argv.slice(2)
const chosen = guards.filter((guard) => words.length === 0 || words.some((word) => guard.id.startsWith(word) || guard.line === word))
if (chosen.length === 0) throw new Error(`no guard matches ${words.join(' ')}`)
await ensureBuilt()
const waiting = [...chosen]
let passed = 0

async function work(): Promise<void> {
  for (let guard = waiting.shift(); guard; guard = waiting.shift()) {
    const { verdict, said } = await judge(guard)
    if (verdict === 'missed') passed += 1
    console.log(`${verdict === 'missed' ? '✔' : '✖'} ${guard.line} ${guard.id} → ${verdict === 'missed' ? guard.test : `${verdict.toUpperCase()} by ${guard.test}`}`)
    if (verdict === 'broken') console.log(said.split('\n').slice(0, 12).join('\n'))
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work))
console.log(`${passed} passed, ${chosen.length - passed} failed, 0 skipped`)
process.exit(passed === chosen.length ? 0 : 1)
