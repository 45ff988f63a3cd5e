// When the write-ahead log is carried over into the database file. SQLite would do it inside a commit: thousands of
// writes and two syncs while the event loop, and so everybody, waits. Here a thread does it beside.
import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'

/** Pages in the log at which they are carried over, as many as SQLite's own habit. */
const PAGES = 1000
/** Pages at which writers are held until none is left: only then does the log begin anew, and it must not grow for ever. */
const TOO_MANY = 8000

interface Options {
  /** The writer's connection. */
  database: DatabaseSync
  path: string
  /** Runs what it is given while nobody writes. */
  exclusively: <R>(body: () => Promise<R>) => Promise<R>
  pages?: number
  tooMany?: number
}

export interface Checkpoints {
  /** To be called after each commit, while no transaction is open. */
  committed(): void
  close(): Promise<void>
}

/** Talks to the thread, one checkpoint at a time. */
function startThread(path: string) {
  const worker = new Worker(new URL('checkpoint-worker.ts', import.meta.url), { workerData: path, resourceLimits: { maxOldGenerationSizeMb: 32 } })
  worker.unref()
  let failed: Error | null = null
  let settle: { resolve: () => void; reject: (error: Error) => void } | null = null
  const fail = (error: Error) => {
    failed ??= error
    settle?.reject(failed)
  }
  const ended = new Promise<void>((resolve) => { worker.once('exit', () => resolve()) })
  worker.on('message', () => {
    worker.unref()
    settle?.resolve()
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the thread of the checkpoints ended')))
  return {
    checkpoint: () => new Promise<void>((resolve, reject) => {
      if (failed) return reject(failed)
      settle = { resolve, reject }
      worker.ref()
      worker.postMessage('checkpoint')
    }),
    async end() {
      if (failed) return
      worker.postMessage('end')
      worker.ref()
      await ended
    },
  }
}

/** Takes checkpoints over from SQLite. The thread starts when it is first needed; if it fails, SQLite has them back. */
export function openCheckpoints({ database, path, exclusively, pages = PAGES, tooMany = TOO_MANY }: Options): Checkpoints {
  database.exec('pragma wal_autocheckpoint = 0')
  const count = database.prepare('pragma wal_checkpoint(noop)')
  let thread: ReturnType<typeof startThread> | null = null
  let running: Promise<void> | null = null
  let holding = false

  function log(): { all: number; left: number } {
    const row = count.get()
    const all = Number(row?.['log'])
    return { all, left: all - Number(row?.['checkpointed']) }
  }

  async function carryOver(): Promise<void> {
    try {
      await (thread ??= startThread(path)).checkpoint()
    } catch {
      thread = null
      database.exec(`pragma wal_autocheckpoint = ${pages}`)
    }
  }

  /** Whatever was written while the thread was at work is little, so nobody is held for long. */
  async function hold(): Promise<void> {
    holding = true
    await exclusively(async () => {
      await running
      if (log().left > 0) await carryOver()
    })
    holding = false
  }

  return {
    committed() {
      const { all, left } = log()
      if (left >= pages && !running) running = carryOver().finally(() => { running = null })
      if (left > 0 && all >= tooMany && !holding) void hold()
    },
    async close() {
      await running
      await thread?.end()
    },
  }
}
