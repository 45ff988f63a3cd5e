// What an answer to a delivery means: arrived, never again, this one later, or the whole host later.
import type { OutboundResult } from '#machinery/http/outbound-result.ts'
import { retryAfter } from '#machinery/http/retry-after.ts'

export type Outcome =
  | { kind: 'delivered' }
  /** The inbox says it is gone for good. */
  | { kind: 'gone' }
  /** Trying again would not help. */
  | { kind: 'refused'; error: string }
  /** This activity may be taken later; what else goes to the host is not affected. */
  | { kind: 'declined'; error: string; patienceMs: number; ours: boolean }
  /** Nobody was reached, or the host asks to be left alone until `retryAt` (epoch ms). `blameless`: whatever was sent. */
  | { kind: 'unreachable'; error: string; retryAt: number | null; asked: boolean; blameless: boolean }
  /** We are closing. */
  | { kind: 'interrupted' }

const HOUR = 3_600_000
const DAY = 24 * HOUR

// Mastodon gives up at once on every 4xx but 401, 408 and 429, and on 501. A wrong setting of a proxy answers 403 or
// 404 for an hour or two, so we ask again for a day before we believe those.
const A_DAY: ReadonlySet<number> = new Set([403, 404])
const PATIENTLY: ReadonlySet<number> = new Set([401, 408, 425])
const HOST_IS_DOWN: ReadonlySet<number> = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530])
const NEVER: ReadonlySet<number> = new Set([501, 505])
/** Nothing listens there: no activity can be the cause of that. */
const NOBODY_THERE = /\b(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENOTFOUND|EAI_AGAIN)\b/
const UNSENDABLE: ReadonlySet<string> = new Set(['invalid-url', 'invalid-request', 'forbidden-scheme'])

/** Judges an answer; `now` is epoch ms, `patienceMs` how long a delivery is tried at all. */
export function judge(result: OutboundResult, now: number, patienceMs: number): Outcome {
  const { status } = result
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'delivered' }
  if (!result.ok) {
    const error = [result.reason, result.detail].filter(Boolean).join(': ')
    if (result.reason === 'closed') return { kind: 'interrupted' }
    if (UNSENDABLE.has(result.reason)) return { kind: 'refused', error }
    return { kind: 'unreachable', error, retryAt: null, asked: false, blameless: NOBODY_THERE.test(result.detail ?? '') }
  }
  return judgeStatus(result.status, retryAfter(result.headers['retry-after'], now), patienceMs)
}

function judgeStatus(status: number, retryAt: number | null, patienceMs: number): Outcome {
  const error = `answered ${status}`
  if (status === 410) return { kind: 'gone' }
  if (status === 429 || (status === 503 && retryAt !== null)) return { kind: 'unreachable', error, retryAt, asked: true, blameless: true }
  if (HOST_IS_DOWN.has(status)) return { kind: 'unreachable', error, retryAt, asked: false, blameless: false }
  if (A_DAY.has(status)) return { kind: 'declined', error, patienceMs: Math.min(DAY, patienceMs), ours: true }
  if (PATIENTLY.has(status) || status < 400) return { kind: 'declined', error, patienceMs, ours: true }
  if (status < 500 || NEVER.has(status)) return { kind: 'refused', error }
  return { kind: 'declined', error, patienceMs, ours: false }
}

const jitter = (ms: number): number => Math.round(ms * (0.8 + Math.random() * 0.4))

/** How long a declined delivery waits after its `attempts`th try, ms: a minute, four, sixteen … at most twelve hours. */
export const deliveryPause = (attempts: number): number => jitter(Math.min(60_000 * 4 ** (attempts - 1), 12 * HOUR))

/** How long a host is left alone after `failures` in a row, ms: a second, four, sixteen … at most two hours. */
export const hostPause = (failures: number): number => jitter(Math.min(1000 * 4 ** (failures - 1), 2 * HOUR))
