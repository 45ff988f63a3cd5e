// The executable as a process, for tests of what an operator sees: its lines, its exit code, its signals.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const executable = resolve(import.meta.dirname, '../../bin/covey')

/** What the shell has, without any setting of ours. */
const bare = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('COVEY_')))

export interface Ended { code: number | null; signal: string | null; out: string[]; err: string[] }

export interface Covey {
  readonly child: ChildProcess
  readonly out: string[]
  readonly err: string[]
  /** Resolves with its first line on stdout, or null when it ended without one. */
  readonly firstLine: Promise<string | null>
  readonly ended: Promise<Ended>
}

/** Starts `covey words…`. `uid`: as another user. */
export function runCovey(words: readonly string[], env: Record<string, string>, { uid }: { uid?: number } = {}): Covey {
  const child = spawn(executable, words, {
    env: { ...bare, COVEY_LOG_LEVEL: 'warn', ...env }, stdio: ['ignore', 'pipe', 'pipe'], ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  const out: string[] = []
  const err: string[] = []
  const outLines = createInterface({ input: child.stdout }).on('line', (line) => out.push(line))
  const errLines = createInterface({ input: child.stderr }).on('line', (line) => err.push(line))
  const firstLine = Promise.race([once(outLines, 'line').then(([line]) => line as string), once(child, 'close').then(() => null)])
  const ended = (async () => {
    const [[code, signal]] = await Promise.all([once(child, 'close'), once(outLines, 'close'), once(errLines, 'close')])
    return { code: code as number | null, signal: signal as string | null, out, err }
  })()
  return { child, out, err, firstLine, ended }
}
