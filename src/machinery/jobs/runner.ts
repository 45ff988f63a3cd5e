// Runs jobs: claims a handful, runs them side by side, writes down how each ended. Woken by whoever committed one, and
// by a slow tick for those of other processes and for retries.
import type { Log } from '#machinery/log/log.ts'
import { holdClaims } from './held-claims.ts'
import type { Job } from './queue.ts'

export type JobHandler = (payload: never, job: Job) => Promise<void>

export interface JobStore {
  claim(limit: number): Promise<Job[]>
  /** Keeps jobs that take long. */
  renew(ids: readonly number[]): Promise<void>
  finish(ids: readonly number[]): Promise<void>
  fail(job: Job, error: string, final: boolean): Promise<void>
}

export interface JobRunner {
  /** Says that there may be something to do. */
  wake(): void
  /** Resolves when nothing due is left; for tests and for `--once`. */
  idle(): Promise<void>
  /** Lets what runs end, takes nothing new. */
  stop(): Promise<void>
}

interface RunnerOptions {
  store: JobStore
  handlers: Record<string, JobHandler>
  log: Log
  /** Says whether trying again is pointless: an expected refusal. */
  isFinal: (error: unknown) => boolean
  concurrency?: number
  tickMs?: number
}

/** A job that ends its process every time must not keep the server down for ever. */
const MOST_CLAIMS = 30

/** Starts running jobs at once. */
export function startJobRunner({ store, handlers, log, isFinal, concurrency = 8, tickMs = 1000 }: RunnerOptions): JobRunner {
  let running = 0
  let claiming = false
  let woken = true
  let stopped = false
  let done: number[] = []
  let finishing: Promise<void> | null = null
  const idlers: (() => void)[] = []
  const claims = holdClaims(store.renew, log)

  async function run(job: Job): Promise<void> {
    const handler = handlers[job.kind]
    try {
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`)
      if (job.attempts > MOST_CLAIMS) throw new Error(`given up: ${MOST_CLAIMS} times its process ended while it ran`)
      await handler(job.payload as never, job)
      await finishSoon(job.id)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      const final = isFinal(error)
      log[final ? 'info' : 'warn']({ job: job.kind, id: job.id, attempts: job.attempts, err: final ? undefined : error }, `job failed: ${text}`)
      await store.fail(job, text, final).catch((problem: unknown) => log.error({ err: problem }, 'job could not be put back'))
    }
  }

  /** Finished jobs are removed many at a time: one transaction for all that ended meanwhile. */
  function finishSoon(id: number): Promise<void> {
    done.push(id)
    finishing ??= Promise.resolve().then(async () => {
      const ids = done
      done = []
      finishing = null
      await store.finish(ids)
    })
    return finishing
  }

  async function pump(): Promise<void> {
    if (claiming || stopped) return
    claiming = true
    try {
      while (!stopped && woken && running < concurrency) {
        woken = false
        const wanted = concurrency - running
        const jobs = await store.claim(wanted)
        if (jobs.length === wanted) woken = true
        claims.hold(jobs.map((job) => job.id))
        for (const job of jobs) {
          running += 1
          void run(job).finally(() => {
            claims.letGo([job.id])
            running -= 1
            woken = true
            void pump()
          })
        }
      }
    } catch (error) {
      log.error({ err: error }, 'jobs could not be claimed')
    } finally {
      claiming = false
    }
    if (running === 0 && !woken) for (const tell of idlers.splice(0)) tell()
    else if (woken && running < concurrency && !stopped) setImmediate(() => void pump())
  }

  const wake = () => {
    woken = true
    void pump()
  }
  const tick = setInterval(wake, tickMs)
  wake()

  return {
    wake,
    idle: () => new Promise((resolve) => {
      idlers.push(resolve)
      wake()
    }),
    async stop() {
      stopped = true
      clearInterval(tick)
      while (running > 0) await new Promise((resolve) => { setTimeout(resolve, 5) })
      claims.stop()
    },
  }
}
