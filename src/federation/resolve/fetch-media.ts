// Files of other servers, for the cache that members see them through. Guarded like every fetch, and never believed to
// be more than bytes: what they are is decided by their content, elsewhere.
import { refusedWith, unreachable } from './fetch-document.ts'
import type { Reach } from './memory.ts'

const MAX_BYTES = 40 * 1024 * 1024
const TIMEOUT_MS = 30_000
/** Files in memory at once. */
const AT_ONCE = 4

type Fetched = { ok: true; body: { bytes: Uint8Array }; contentType: string | null } | { ok: false; reason: string }

/** Fetches files: pictures, sound and film of at most 40 MB, four at a time. */
export function createMediaFetcher({ outbound }: Pick<Reach, 'outbound'>): (url: string) => Promise<Fetched> {
  let running = 0
  const waiting: (() => void)[] = []

  async function fetchFile(url: string): Promise<Fetched> {
    const answer = await outbound.request(url, {
      maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, acceptTypes: ['image/*', 'video/*', 'audio/*', 'application/octet-stream', 'application/ogg'],
    })
    if (!answer.ok) return { ok: false, reason: unreachable(answer).reason }
    if (answer.status !== 200) return { ok: false, reason: refusedWith(answer.status).reason }
    return { ok: true, body: { bytes: answer.body }, contentType: answer.headers['content-type'] ?? null }
  }

  return async (url) => {
    if (running >= AT_ONCE) await new Promise<void>((go) => { waiting.push(go) })
    running += 1
    try {
      return await fetchFile(url)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
