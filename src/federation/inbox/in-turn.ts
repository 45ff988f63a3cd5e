// Jobs run side by side, but what concerns one object happens in the order in which it arrived: an Update waits for the
// Create that is still looking up whom it mentions.
import type { Reach } from '#federation/resolve/memory.ts'

const lines = new WeakMap<object, Map<string, Promise<unknown>>>()

/** Runs `body` after everything that was given before with the same `subject`; at once without one. Per process. */
export async function inTurn<R>({ outbound }: Pick<Reach, 'outbound'>, subject: string | null, body: () => Promise<R>): Promise<R> {
  if (subject === null) return body()
  let line = lines.get(outbound)
  if (!line) lines.set(outbound, line = new Map())
  const before = line.get(subject)
  const mine = before ? before.then(body, body) : body()
  line.set(subject, mine)
  try {
    return await mine
  } finally {
    if (line.get(subject) === mine) line.delete(subject)
  }
}

/** How long what somebody does waits for what they did before: their next post must not stand still for a slow picture. */
const PATIENCE_MS = 2000

/** What one activity's author sent next waits for. */
interface Gate { open: boolean; readonly opened: Promise<void>; pass(): void }

const orders = new WeakMap<object, Map<number, Gate>>()

function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  const made: Gate = { open: false, opened: promise, pass() {
    made.open = true
    resolve()
  } }
  return made
}

async function waitFor(before: Gate): Promise<void> {
  if (before.open) return
  const { promise: enough, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, PATIENCE_MS)
  await Promise.race([before.opened, enough])
  clearTimeout(timer)
}

/**
 * Runs `body`, with a `write` for what it is about, so that what one author sent is written in the order in which it was
 * given here: that write waits until those before it have been asked for (on PostgreSQL, where transactions run side by
 * side: have ended), or those who sent them were done without; two seconds at most. Per process.
 */
export async function inOrder<R>(reach: Reach, authorId: number, body: (write: Reach['write']) => Promise<R>): Promise<R> {
  let order = orders.get(reach.outbound)
  if (!order) orders.set(reach.outbound, order = new Map())
  const before = order.get(authorId)
  const mine = gate()
  order.set(authorId, mine)
  const write: Reach['write'] = async (verb) => {
    if (before) await waitFor(before)
    const written = reach.write(verb)
    if (reach.config.databaseUrl === null) mine.pass()
    return written
  }
  try {
    return await body(write)
  } finally {
    mine.pass()
    if (order.get(authorId) === mine) order.delete(authorId)
  }
}
