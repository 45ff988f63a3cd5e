// Waiting without sleeping: what another server does comes when it comes, and within seconds.
const EVERY_MS = 40

/** Asks until `probe` gives something; fails with its last error, or with `what`, after `timeoutMs`. */
export async function eventually<T>(what: string, probe: () => Promise<T | null | undefined | false>, timeoutMs = 10_000): Promise<T> {
  const until = performance.now() + timeoutMs
  let last: unknown
  do {
    try {
      const found = await probe()
      if (found !== null && found !== undefined && found !== false) return found
      last = undefined
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => { setTimeout(resolve, EVERY_MS) })
  } while (performance.now() < until)
  throw last instanceof Error ? last : new Error(`in ${timeoutMs / 1000} s it did not come: ${what}`)
}
