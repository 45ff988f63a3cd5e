// Transactions that are asked for at about the same time share one commit of the embedded engine. Each has a savepoint of
// its own, so that one that fails takes nothing back but its own, and none is told that it ended before all are durable.
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

interface Waiting {
  readonly body: () => Promise<unknown>
  readonly askedAt: number
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

interface Ended { readonly one: Waiting; readonly value?: unknown; readonly error?: unknown; readonly failed: boolean }

interface Options {
  database: DatabaseSync
  /** Begins a transaction; waits for whoever else holds the database until some time after `askedAt` (performance.now()). */
  begin: (askedAt: number) => Promise<void>
  /** Resolves when what was committed is on disk. */
  durable: () => Promise<void>
  /** Runs what it is given while nobody else uses the connection. */
  exclusively: <R>(body: () => Promise<R>) => Promise<R>
}

/** A group takes in no more once it has held the writer for this long. */
const GROUP_MS = 10

/** And after each so many, whoever does not write has a turn: readers do not wait for groups. */
const SLICE_MS = 4

/** Where several were just answered, several ask again: waiting for them so long spares a sync for some of them. */
const CROWD_MS = 1

const turnOfTheLoop = () => new Promise((resolve) => { setImmediate(resolve) })

function tell({ one, value, error, failed }: Ended): void {
  if (failed) one.reject(error)
  else one.resolve(value as never)
}

/**
 * Returns a function that runs what it is given in a transaction, after everything it was given before, and resolves once
 * that is durable. What is asked for while a commit is on its way to the disk waits and goes in the next group: it could
 * not be answered sooner.
 */
export function together({ database, begin, durable, exclusively }: Options): <R>(body: () => Promise<R>) => Promise<R> {
  const waiting: Waiting[] = []
  const savepoint = database.prepare('savepoint one')
  const release = database.prepare('release one')
  const takeBack = database.prepare('rollback to one')
  const changes = database.prepare('select total_changes() as n')
  let working = false
  let crowded = false

  async function run(one: Waiting, alone: boolean): Promise<Ended> {
    if (!alone) savepoint.run()
    try {
      const value = await one.body()
      if (!alone) release.run()
      return { one, value, failed: false }
    } catch (error) {
      // Alone there is nothing else to keep; and after some failures (a full disk) SQLite has taken back everything.
      if (alone || !database.isTransaction) throw error
      takeBack.run()
      release.run()
      return { one, error, failed: true }
    }
  }

  /** Runs what waits and commits; what did not fit into the time waits on. */
  async function commitGroup(group: readonly Waiting[]): Promise<{ ended: Ended[]; changed: boolean }> {
    const until = performance.now() + GROUP_MS
    let pause = until - GROUP_MS + SLICE_MS
    const before = changes.get()?.['n']
    const ended: Ended[] = []
    try {
      while (ended.length < group.length && (ended.length === 0 || performance.now() < until)) {
        if (performance.now() > pause) {
          await turnOfTheLoop()
          pause = performance.now() + SLICE_MS
        }
        ended.push(await run(group[ended.length] as Waiting, group.length === 1))
      }
      database.exec('commit')
      waiting.unshift(...group.slice(ended.length))
      return { ended, changed: changes.get()?.['n'] !== before }
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      for (const one of group) one.reject(error)
      return { ended: [], changed: false }
    }
  }

  async function commitNext(): Promise<{ settled: Promise<void>; size: number }> {
    await begin(waiting[0]?.askedAt ?? 0)
    const { ended, changed } = await commitGroup(waiting.splice(0))
    const settled = (changed ? durable() : Promise.resolve()).then(
      () => { for (const one of ended) tell(one) },
      (problem: unknown) => { for (const { one } of ended) one.reject(problem) },
    )
    return { settled, size: ended.length }
  }

  async function work(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      await (crowded ? sleep(CROWD_MS) : turnOfTheLoop())
      try {
        const { settled, size } = await exclusively(commitNext)
        crowded = size > 1 && waiting.length === 0
        if (waiting.length === 0) await settled
      } catch (error) {
        waiting.shift()?.reject(error)
      }
    }
    working = false
  }

  return (body) => new Promise((resolve, reject) => {
    waiting.push({ body, askedAt: performance.now(), resolve, reject })
    if (!working) void work()
  })
}
