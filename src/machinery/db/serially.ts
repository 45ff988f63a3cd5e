// One at a time, in order of asking: how the single SQLite writer is shared.

/** Returns a function that runs what it is given after everything given before has ended. */
export function serially(): <R>(body: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (body) => {
    const mine = last.then(body, body)
    last = mine.catch(() => {})
    return mine
  }
}
