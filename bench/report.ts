// One line per path: what was measured, what it must reach, whether it does.

export interface Line { path: string; measured: string; must: string; reached: boolean }

const lines: Line[] = []

/** Prints and keeps one result. */
export function report(line: Line): void {
  lines.push(line)
  console.log(`${line.reached ? 'reached' : 'SHORT  '}  ${line.path.padEnd(64)} ${line.measured.padEnd(34)} must ${line.must}`)
}

export const allLines = (): readonly Line[] => lines

/** The middle of `values`. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** The value that a share `p` of `values` stays under. */
export const percentile = (values: readonly number[], p: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? Number.NaN

/** CPU of this process, ms, that `body` caused. */
export async function ownCpu(body: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage()
  await body()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
