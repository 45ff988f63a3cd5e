// A guard is a few characters of source that keep somebody out. Taking it out means replacing them, in memory only, by
// something that keeps nobody out; then the test it names has to fail.
import type { TestName } from '#test/proof/claims.ts'

export interface Guard {
  readonly id: string
  /** The line of docs/federation-coverage.md that it belongs to. */
  readonly line: `B-${string}`
  /** What it keeps from happening, in a few words. */
  readonly keeps: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** Fails without it. */
  readonly test: TestName
}

type Row = readonly [id: string, keeps: string, file: string, find: string, replace: string, test: TestName]

/** Guards of one line of the page, written as rows. */
export const guardsOf = (line: Guard['line'], rows: readonly Row[]): Guard[] =>
  rows.map(([id, keeps, file, find, replace, test]) => ({ id, line, keeps, file: `src/${file}`, find, replace, test }))
