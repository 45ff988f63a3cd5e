// Fetching that nobody waits for. Each is asked for by key, so that a crowd asks once.
import type { Peer } from '#domain/accounts/peers.ts'
import { CHECK_LINKS, checkLinksKey } from '#domain/accounts/verified-links.ts'
import type { Tx } from '#domain/context.ts'
import { endRefresh } from '#domain/statuses/refreshes.ts'
import { backfillAccount } from './backfill-account.ts'
import { checkLinks } from './check-links.ts'
import { VERIFY_QUOTE } from './draft-quote.ts'
import { fetchReplies } from './fetch-replies.ts'
import { mayAskAgain, type Reach } from './memory.ts'
import type { Outcome } from './outcome.ts'
import { refreshPoll } from './refresh-poll.ts'
import { refreshActor, STALE_MS } from './resolve-actor.ts'
import { FETCH_COLLECTION, fetchCollection } from './resolve-collection.ts'
import { resolveStatus } from './resolve-status.ts'
import { verifyQuote } from './verify-quote.ts'

const ANCESTORS = 'resolve.ancestors'
const BACKFILL = 'resolve.backfill'
const POLL = 'resolve.poll'
const REFRESH = 'resolve.refresh'
const REPLIES = 'resolve.replies'

const JITTER_MS = 10 * 60_000
const ATTEMPTS = 4
/** After everything that members wait for. */
const PRIORITY = 5

/** Has what a post answers fetched; the post is put under it when it comes. */
export const enqueueAncestors = (tx: Tx, uri: string): Promise<void> =>
  tx.enqueue({ kind: ANCESTORS, payload: { uri }, key: `${ANCESTORS} ${uri}`, priority: PRIORITY })

export const enqueueBackfill = (tx: Tx, accountId: number): Promise<void> =>
  tx.enqueue({ kind: BACKFILL, payload: { accountId }, key: `${BACKFILL} ${accountId}`, priority: PRIORITY })

export const enqueueReplies = (tx: Tx, statusId: number): Promise<void> =>
  tx.enqueue({ kind: REPLIES, payload: { statusId }, key: `${REPLIES} ${statusId}`, priority: PRIORITY })

export const enqueuePoll = (tx: Tx, pollId: number): Promise<void> =>
  tx.enqueue({ kind: POLL, payload: { pollId }, key: `${POLL} ${pollId}`, priority: PRIORITY })

/** Has a profile that is a day old fetched anew, some time in the next minutes: not everybody at once after a post. */
export async function refreshSoon(reach: Reach, peer: Peer): Promise<void> {
  const now = reach.clock.now()
  if (peer.deleted_at !== null || (peer.fetched_at !== null && peer.fetched_at > now - STALE_MS)) return
  if (!mayAskAgain(reach, `refresh ${peer.id}`, JITTER_MS)) return
  await reach.write((tx) => tx.enqueue({
    kind: REFRESH, payload: { uri: peer.uri }, key: `${REFRESH} ${peer.uri}`, priority: PRIORITY, runAt: Math.round(now + Math.random() * JITTER_MS),
  }))
}

/** Tries again what may pass, a few times; logs the rest once. */
function settle(reach: Reach, outcome: Outcome<unknown>, what: string, attempts: number): void {
  if (outcome.ok) return
  if (outcome.temporary && attempts < ATTEMPTS) throw new Error(`${what}: ${outcome.reason}`)
  reach.log.info({ what, reason: outcome.reason }, 'something of another server could not be fetched')
}

/** Jobs of this room that run at once: other servers may be slow, and members' own jobs shall not wait for them. */
const AT_ONCE = 3
const LATER_MS = 2_000

const running = new WeakMap<object, { count: number }>()

/** Runs `body`, or puts the job back for two seconds when enough of these run already. */
async function inOurShare<P>(reach: Reach, job: { kind: string; payload: P; key: string }, body: () => Promise<void>): Promise<void> {
  let share = running.get(reach.outbound)
  if (!share) running.set(reach.outbound, share = { count: 0 })
  if (share.count >= AT_ONCE) {
    const runAt = reach.clock.now() + LATER_MS
    return reach.write((tx) => tx.enqueue({ ...job, priority: PRIORITY, runAt }))
  }
  share.count += 1
  try {
    await body()
  } finally {
    share.count -= 1
  }
}

interface Attempt { attempts: number }

/** The handlers of these jobs. */
export const resolveJobs = (reach: Reach) => ({
  [ANCESTORS]: (payload: { uri: string }, { attempts }: Attempt): Promise<void> =>
    inOurShare(reach, { kind: ANCESTORS, payload, key: `${ANCESTORS} ${payload.uri}` }, async () =>
      settle(reach, await resolveStatus(reach, payload.uri), payload.uri, attempts)),
  [BACKFILL]: (payload: { accountId: number }): Promise<void> =>
    inOurShare(reach, { kind: BACKFILL, payload, key: `${BACKFILL} ${payload.accountId}` }, () => backfillAccount(reach, payload.accountId)),
  [REFRESH]: (payload: { uri: string }, { attempts }: Attempt): Promise<void> =>
    inOurShare(reach, { kind: REFRESH, payload, key: `${REFRESH} ${payload.uri}` }, async () =>
      settle(reach, await refreshActor(reach, payload.uri), payload.uri, attempts)),
  [REPLIES]: (payload: { statusId: number }): Promise<void> =>
    inOurShare(reach, { kind: REPLIES, payload, key: `${REPLIES} ${payload.statusId}` }, async () => {
      const count = await fetchReplies(reach, payload.statusId)
      await reach.write((tx) => endRefresh(tx, payload.statusId, count))
    }),
  [POLL]: (payload: { pollId: number }): Promise<void> =>
    inOurShare(reach, { kind: POLL, payload, key: `${POLL} ${payload.pollId}` }, async () =>
      settle(reach, await refreshPoll(reach, payload.pollId), 'the numbers of a poll', ATTEMPTS)),
  [FETCH_COLLECTION]: (payload: { uri: string }, { attempts }: Attempt): Promise<void> =>
    inOurShare(reach, { kind: FETCH_COLLECTION, payload, key: `${FETCH_COLLECTION} ${payload.uri}` }, async () =>
      settle(reach, await fetchCollection(reach, payload.uri), payload.uri, attempts)),
  [VERIFY_QUOTE]: (payload: { statusId: number }, { attempts }: Attempt): Promise<void> =>
    inOurShare(reach, { kind: VERIFY_QUOTE, payload, key: `${VERIFY_QUOTE} ${payload.statusId}` }, async () =>
      settle(reach, await verifyQuote(reach, payload.statusId), 'what a post quotes', attempts)),
  [CHECK_LINKS]: (payload: { accountId: number }, { attempts }: Attempt): Promise<void> =>
    inOurShare(reach, { kind: CHECK_LINKS, payload, key: checkLinksKey(payload.accountId) }, async () =>
      settle(reach, await checkLinks(reach, payload.accountId), 'the links of a profile', attempts)),
})
