// From an outcome to what is written down: the delivery's fate, and what it says about its host.
import type { Claimed } from '#domain/peers/claims.ts'
import { PATIENCE_MS } from '#domain/peers/patience.ts'
import type { SignatureScheme } from '../signatures/signed-request.ts'
import type { Lane } from './lanes.ts'
import { deliveryPause, hostPause, type Outcome } from './outcome.ts'
import type { HostNews, Settled } from './settle.ts'

const WELL_NOTED_FOR_MS = 10 * 60_000
const ERRORS_BEFORE_PAUSE = 8

interface Attempted { lane: Lane; row: Claimed; outcome: Outcome; scheme: SignatureScheme | null; startedAt: number; now: number }

/** Judges one attempt and brings its lane up to date. */
export function verdictOn(attempted: Attempted): Settled {
  const { lane, row, outcome, now } = attempted
  const settled = (fate: Settled['fate'], news: HostNews | null): Settled => ({ row, host: lane.host, fate, news })
  const tooOld = (patienceMs: number) => now - row.created_at > patienceMs
  switch (outcome.kind) {
    case 'delivered': return settled('remove', well(attempted))
    case 'refused': return settled('remove', well(attempted))
    case 'gone': return settled('gone', well(attempted))
    case 'interrupted': return settled('release', null)
    case 'declined': {
      const nextAt = tooOld(outcome.patienceMs) ? null : now + deliveryPause(row.attempts + 1)
      const fate = { id: row.id, nextAt, error: outcome.error }
      if (outcome.ours) return settled(fate, well(attempted))
      lane.errors += 1
      return settled(fate, lane.errors < ERRORS_BEFORE_PAUSE ? null : failed(attempted, outcome.error, null, false))
    }
    case 'unreachable': {
      const news = failed(attempted, outcome.error, outcome.retryAt, outcome.asked)
      // Behind the others, so that one delivery that makes a peer hang is not the only one that ever asks. Where nothing
      // listens it keeps its place, which is before what was written later: the host is left alone all the same.
      const behind = (news.failed?.nextAttemptAt ?? now) + Math.min(row.attempts + 1, 60) * 250
      const nextAt = tooOld(PATIENCE_MS) ? null : outcome.blameless ? row.created_at : behind
      return settled({ id: row.id, nextAt, error: outcome.error }, news)
    }
  }
}

/** The host answered sensibly. That is written down when it is news, and now and then. */
function well({ lane, scheme, now }: Attempted): HostNews | null {
  const isNews = lane.failures > 0 || now - lane.notedAt > WELL_NOTED_FOR_MS || (scheme !== null && scheme !== lane.scheme)
  lane.proven = true
  lane.reached = true
  lane.failures = 0
  lane.errors = 0
  lane.pausedUntil = 0
  lane.scheme = scheme ?? lane.scheme
  if (!isNews) return null
  lane.notedAt = now
  return { host: lane.host, reached: { scheme }, failed: null }
}

/** The host is left alone for a while. Several that failed side by side count once; a host that asks for time counts not at all. */
function failed({ lane, startedAt, now }: Attempted, error: string, retryAt: number | null, asked: boolean): HostNews {
  const counts = !asked && startedAt >= lane.failedAt
  if (counts) {
    lane.failures += 1
    lane.failedAt = now
  }
  lane.proven = false
  lane.errors = 0
  lane.notedAt = 0
  const nextAttemptAt = retryAt ?? (counts || lane.pausedUntil <= now ? now + hostPause(Math.max(lane.failures, 1)) : lane.pausedUntil)
  lane.pausedUntil = nextAttemptAt
  return { host: lane.host, reached: null, failed: { nextAttemptAt, error, counts } }
}
