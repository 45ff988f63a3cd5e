// docs/federation-coverage.md: every line of what federation must do and survive, with the tests that hold it.
import { existsSync, readFileSync } from 'node:fs'
import { activities } from './activities.ts'
import type { Claim, Line, TestName } from './claims.ts'
import { objects } from './objects.ts'
import { signing } from './signing.ts'
import { threatsInside } from './threats-inside.ts'
import { threats } from './threats.ts'
import { ways } from './ways.ts'

/** Part A: what works with others. Part B: what has been done to others. */
export const parts: Readonly<Record<'A' | 'B', readonly Line[]>> = {
  A: [...signing, ...activities, ...objects, ...ways],
  B: [...threats, ...threatsInside],
}

export const allClaims = (): readonly Claim[] => [...parts.A, ...parts.B].flatMap((line) => line.claims)

/** A test's file and title. */
export function split(name: TestName): { file: string; title: string } {
  const at = name.indexOf(' > ')
  return { file: name.slice(0, at), title: name.slice(at + 3) }
}

const sources = new Map<string, string>()

/** Whether the named file has a test of that title: a string of its source, however quoted. */
export function isThere(name: TestName): boolean {
  const { file, title } = split(name)
  if (!existsSync(file)) return false
  let source = sources.get(file)
  if (source === undefined) sources.set(file, source = readFileSync(file, 'utf8').replaceAll('\\\'', '\''))
  return [`'${title}'`, `\`${title}\``, `"${title}"`].some((literal) => source.includes(`(${literal}`))
}

/** Names of tests that no file has. */
export const namedInVain = (): TestName[] => [...new Set(allClaims().flatMap((claim) => claim.tests))].filter((name) => !isThere(name))

const resultOf = ({ tests, lacks }: Claim): string => tests.length === 0 ? `**missing**: ${lacks}` : lacks ? `passes in part: ${lacks}` : 'passes'

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

function rowsOf({ id, title, claims }: Line): string[] {
  return claims.map((claim, index) => `| ${[
    index === 0 ? `\`${id}\` ${title}` : '', claim.says,
    claim.tests.map((name) => split(name)).map(({ file, title: test }) => `[${test.replaceAll(/\$\{[^}]*\}+/g, '…').replaceAll(/[[\]]/g, '\\$&')}](../${file})`).join('<br>') || '—',
  ].map((text, column) => column === 2 ? text.replaceAll('|', '\\|') : cell(text)).join(' | ')} | ${cell(resultOf(claim))} |`)
}

const table = (lines: readonly Line[]): string => ['| line | holds | tests | result |', '|---|---|---|---|', ...lines.flatMap(rowsOf)].join('\n')

function totals(lines: readonly Line[]): string {
  const claims = lines.flatMap((line) => line.claims)
  const without = claims.filter((claim) => claim.tests.length === 0).length
  const bare = lines.filter((line) => line.claims.every((claim) => claim.tests.length === 0)).length
  return `${lines.length} lines, ${bare} without any test; ${claims.length} claims, ${without} without a test.`
}

/** The page. Throws where a test is named that no file has: then the table is wrong. */
export function proofPage(note: string): string {
  const lost = namedInVain()
  if (lost.length > 0) throw new Error(`test/proof names tests that are not there (renamed?):\n${lost.join('\n')}`)
  return `# What federation is held to\n\n${note}
Each line of what Covey must do with other servers, and of what it must survive, with the tests that hold it. *passes*: all named tests are
there, and CI ends by holding every one of them against what ran (\`npm run proof\`). *missing*: nobody has written one yet.

## A. With others\n\n${totals(parts.A)}\n\n${table(parts.A)}\n
## B. In spite of others\n\n${totals(parts.B)}\n\n${table(parts.B)}\n`
}
