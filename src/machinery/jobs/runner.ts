// Runs jobs: claims a handful, runs them side by side, writes down how each ended. Those that end together are removed
// together, with the next ones claimed in the same transaction. Woken by whoever committed a job, and by a slow tick for
// those of other processes and for retries.
import type { Log } from '#machinery/log/log.ts'
import { holdClaims } from './held-claims.ts'
import { TryLater, type Job } from './queue.ts'

export type JobHandler = (payload: never, job: Job) => Promise<void>

export interface JobStore {
  /** Removes what is done and takes up to `limit` jobs that are due. */
  next(done: readonly number[], limit: number): Promise<Job[]>
  /** Keeps jobs that take long. */
  renew(ids: readonly number[]): Promise<void>
  /** Puts a job back for later, not before `notBefore` (epoch ms), or for good. */
  fail(job: Job, error: string, final: boolean, notBefore?: number): Promise<void>
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

const turnOfTheLoop = () => new Promise((resolve) => { setImmediate(resolve) })

/** Starts running jobs at once. */
export function startJobRunner({ store, handlers, log, isFinal, concurrency = 8, tickMs = 1000 }: RunnerOptions): JobRunner {
  let running = 0
  let pumping = false
  let woken = true
  let stopped = false
  let done: number[] = []
  const idlers: (() => void)[] = []
  const claims = holdClaims(store.renew, log)

  async function run(job: Job): Promise<void> {
    const handler = handlers[job.kind]
    running += 1
    try {
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`)
      if (job.attempts > MOST_CLAIMS) throw new Error(`given up: ${MOST_CLAIMS} times its process ended while it ran`)
      await handler(job.payload as never, job)
      done.push(job.id)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      const final = isFinal(error)
      log[final ? 'info' : 'warn']({ job: job.kind, id: job.id, attempts: job.attempts, err: final ? undefined : error }, `job failed: ${text}`)
      await store.fail(job, text, final, error instanceof TryLater ? error.notBefore : undefined).catch((problem: unknown) => log.error({ err: problem }, 'job could not be put back'))
      claims.letGo([job.id])
    }
    running -= 1
    void pump()
  }

  /** Removes what has ended and starts as many others. */
  async function exchange(): Promise<void> {
    const ended = done
    const wanted = woken && !stopped ? concurrency - running : 0
    done = []
    woken = woken && wanted === 0
    try {
      const jobs = await store.next(ended, wanted)
      claims.letGo(ended)
      claims.hold(jobs.map((job) => job.id))
      // There may be more where these came from.
      if (wanted > 0 && jobs.length === wanted) woken = true
      for (const job of jobs) void run(job)
    } catch (error) {
      done.push(...ended)
      throw error
    }
  }

  async function pump(): Promise<void> {
    if (pumping) return
    pumping = true
    try {
      while (done.length > 0 || (woken && !stopped && running < concurrency)) {
        await turnOfTheLoop()
        await exchange()
      }
    } catch (error) {
      // The next tick tries again.
      log.error({ err: error }, 'jobs could not be claimed')
    } finally {
      pumping = false
    }
    if (running === 0 && done.length === 0 && !woken) for (const tell of idlers.splice(0)) tell()
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
      while (running > 0 || pumping) await new Promise((resolve) => { setTimeout(resolve, 5) })
      claims.stop()
    },
  }
}
