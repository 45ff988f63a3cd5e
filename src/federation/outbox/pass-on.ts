// Inbox forwarding (ActivityPub 7.1.2, as Mastodon does it): who follows one of us hears what others answer, although the
// others' server does not know of them. Sent unaltered, for it is the author's own proof that counts.
import type { Tx } from '#domain/context.ts'
import { publishedStatuses, type PublishedStatus } from '#domain/peers/published-statuses.ts'
import { localBoosters } from '#domain/peers/recipients.ts'
import { isObject, listOf, type Json } from '#federation/resolve/plain-json.ts'
import { uriOfStatus } from '#domain/addresses.ts'
import { tell } from './tell.ts'

const isOpen = ({ visibility }: PublishedStatus): boolean => visibility === 'public' || visibility === 'unlisted'

/** Whether there is anything about an activity that proves its author to others. */
export const carriesProof = (activity: Json): boolean => isObject(activity['signature']) || listOf(activity['proof']).some(isObject)

/**
 * Passes an activity on about a remote status that is here: to the followers of the member whom the status answers, and of
 * members who boosted it. Only what its author signed, and only of statuses for everybody that answer one for everybody.
 */
export async function passOn(tx: Tx, activity: Json, statusId: number): Promise<void> {
  if (!carriesProof(activity)) return
  const status = (await publishedStatuses(tx.db, [statusId])).get(statusId)
  if (!status || status.local === 1 || !isOpen(status)) return
  const parent = status.parent_id === null ? undefined : (await publishedStatuses(tx.db, [status.parent_id])).get(status.parent_id)
  const answered = parent && parent.local === 1 && isOpen(parent) ? [parent.account_id] : []
  const followersOf = [...new Set([...answered, ...await localBoosters(tx.db, statusId)])]
  const [from] = followersOf
  if (from === undefined) return
  await tell(tx, { from, about: uriOfStatus(tx.config, status), to: { followersOf, except: status.account_id }, say: async () => ({ ...activity }) })
}
