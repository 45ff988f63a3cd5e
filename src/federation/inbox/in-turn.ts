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
