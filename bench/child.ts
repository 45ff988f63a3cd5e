// Starts the measured server and talks to it.
import { fork } from 'node:child_process'
import type { Share } from './profile.ts'
import type { Question } from './server.ts'

export interface Measured {
  url: string
  /** From spawning the process to its first answer, ms. */
  startMs: number
  ask<T>(question: Question): Promise<T>
  /** Server CPU, ms, that `body` caused. */
  cpuOf(body: () => Promise<void>): Promise<number>
  stop(): Promise<void>
}

/** With `--profile` everything whose CPU is measured is sampled too; what it takes is then more, and no result. */
const profiling = process.argv.includes('--profile')
const SHARES = 10

function printShares(shares: readonly Share[]): void {
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(7)
  for (const { name, at, own, within } of shares.slice(0, SHARES)) console.log(`  ${percent(own)} itself, ${percent(within)} with what it calls  ${name}  ${at}`)
}

/** The settings of a measured server, whoever starts it. It listens wherever there is room. */
export function serverEnv(env: Record<string, string>, domain: string): Record<string, string | undefined> {
  // Whose server PostgreSQL is tried on is the bench's to know: Covey refuses settings that it does not have.
  const { COVEY_TEST_DATABASE_URL: _, ...inherited } = process.env
  return {
    ...inherited, COVEY_PORT: '0', COVEY_DOMAIN: domain, COVEY_DEV_HTTP: 'on', COVEY_ALLOWED_PRIVATE_CIDRS: '127.0.0.0/8',
    COVEY_RATE_LIMITS: 'off', COVEY_LOG_LEVEL: 'fatal', ...env,
  }
}

/**
 * Starts a server on the data folder or database of `env`, known as `domain`: addresses are locked once used.
 */
export async function startMeasured(env: Record<string, string>, domain: string): Promise<Measured> {
  const spawned = performance.now()
  const child = fork(new URL('server.ts', import.meta.url), {
    execArgv: ['--expose-gc'],
    env: serverEnv(env, domain),
  })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let asked = 0
  const ready = await new Promise<{ url: string }>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the measured server ended')))
    child.on('message', (message: { ready?: boolean; url?: string; id?: number; value?: unknown; error?: string }) => {
      if (message.ready) return resolve({ url: message.url ?? '' })
      const waiter = waiting.get(message.id ?? -1)
      waiting.delete(message.id ?? -1)
      if (message.error) waiter?.reject(new Error(message.error))
      else waiter?.resolve(message.value as never)
    })
  })
  const startMs = performance.now() - spawned
  const ask = <T>(question: Question) => new Promise<T>((resolve, reject) => {
    waiting.set(++asked, { resolve: resolve as never, reject })
    child.send({ id: asked, question })
  })
  return {
    url: ready.url, startMs, ask,
    async cpuOf(body) {
      if (profiling) await ask({ ask: 'profile' })
      const before = await ask<number>({ ask: 'cpu' })
      await body()
      const caused = await ask<number>({ ask: 'cpu' }) - before
      if (profiling) printShares(await ask<Share[]>({ ask: 'profiled' }))
      return caused
    },
    async stop() {
      const ended = new Promise((resolve) => { child.once('exit', resolve) })
      await ask({ ask: 'stop' })
      await ended
    },
  }
}
