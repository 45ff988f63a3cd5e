// `npm run proof`: holds every test that test/proof names against what ran. With TEST_RESULTS (a folder that `npm test` has
// filled) it only reads; otherwise it runs the named files first. Ends with one line of totals, counted in claims.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recorded } from '#test/support/record-results.ts'
import type { TestName } from './claims.ts'
import { allClaims, split } from './proof-page.ts'

/** Where activities of journeys are registered as tests. */
const STAGE = 'test/journeys/both-ways.ts'

function runNamed(folder: string): void {
  const files = allClaims().flatMap((claim) => claim.tests).map((name) => split(name).file)
  const played = files.map((file) => file.startsWith('test/journeys/activities/') ? 'test/journeys/matrix.test.ts' : file)
  spawnSync(process.execPath, ['test/support/run-tests.ts', ...new Set(played)], { stdio: 'inherit', env: { ...process.env, TEST_RESULTS: folder } })
}

const readRecords = (folder: string): Recorded[] =>
  globSync(join(folder, '*.jsonl')).flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Recorded))

/** Titles of generated tests end with the named words, or are made from the named template. */
function fits(title: string): (recorded: string) => boolean {
  const parts = title.split(/\$\{[^}]*\}+/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const template = new RegExp(`^${parts.join('.*')}$`, 's')
  return (recorded) => recorded === title || recorded.endsWith(`: ${title}`) || (parts.length > 1 && template.test(recorded))
}

/** What became of one named test. */
function outcomeOf(name: TestName, byFile: Map<string, Recorded[]>): 'passed' | 'failed' | 'did not run' {
  const { file, title } = split(name)
  const records = [...byFile.get(file) ?? [], ...file.startsWith('test/journeys/') ? byFile.get(STAGE) ?? [] : []]
  const isThis = fits(title)
  const mine = records.filter((one) => isThis(one.title) && one.result !== 'skipped')
  if (mine.length === 0) return 'did not run'
  return mine.every((one) => one.result === 'passed') ? 'passed' : 'failed'
}

const given = process.env['TEST_RESULTS']
const folder = given ?? mkdtempSync(join(tmpdir(), 'covey-proof-'))
if (given === undefined) runNamed(folder)
const byFile = Map.groupBy(readRecords(folder), (one) => one.file)
if (given === undefined) rmSync(folder, { recursive: true })

const claims = allClaims().filter((claim) => claim.tests.length > 0)
const broken = claims.map((claim) => ({ claim, bad: claim.tests.map((name) => ({ name, outcome: outcomeOf(name, byFile) })).filter((one) => one.outcome !== 'passed') }))
  .filter(({ bad }) => bad.length > 0)
for (const { claim, bad } of broken) console.log(`✖ ${claim.says}\n${bad.map(({ name, outcome }) => `    ${outcome}: ${name}`).join('\n')}`)
console.log(`${claims.length - broken.length} passed, ${broken.length} failed, 0 skipped`)
process.exit(broken.length > 0 ? 1 : 0)
