// Group commit: SQLite commits at synchronous=NORMAL, and one fdatasync of the write-ahead log then makes every
// commit written before it durable. SQLite itself syncs the log's header on a restart and before a checkpoint.
import { closeSync, fdatasync, openSync } from 'node:fs'

export interface WalSync {
  /** Resolves once everything committed before the call is on disk; rejects if the disk refuses. */
  durable(): Promise<void>
  close(): Promise<void>
}

/** Opens the log beside the database at `path`; the database must be in WAL mode and have been written once. */
export function openWalSync(path: string): WalSync {
  const fd = openSync(`${path}-wal`, 'r+')
  let waiting: { resolve: () => void; reject: (error: Error) => void }[] = []
  let syncing = false
  let failure: Error | null = null

  function syncNext(): void {
    const group = waiting
    waiting = []
    syncing = true
    fdatasync(fd, (error) => {
      syncing = false
      // After a failed sync the kernel may have dropped the pages: nothing later can be promised either.
      if (error) failure = new Error(`the database log could not be written to disk: ${error.message}`)
      for (const one of group) {
        if (failure) one.reject(failure)
        else one.resolve()
      }
      if (waiting.length > 0) syncNext()
    })
  }

  const durable = () => failure
    ? Promise.reject(failure)
    : new Promise<void>((resolve, reject) => {
        waiting.push({ resolve, reject })
        if (!syncing) syncNext()
      })

  return {
    durable,
    async close() {
      if (!failure) await durable()
      closeSync(fd)
    },
  }
}
