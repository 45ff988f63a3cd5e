// Boosts by members, told to their followers and to the author of what is boosted.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { publishedStatuses } from '#domain/peers/published-statuses.ts'
import { announceActivity, inContext, undo } from '../documents/activities.ts'
import type { Document } from '../documents/context.ts'
import { tell } from './tell.ts'

type Boost = Events['status.reblogged']

async function tellBoost(tx: Tx, { statusId, originalId }: Boost, wording: (announce: Document, boosterId: number) => Document): Promise<void> {
  const rows = await publishedStatuses(tx.db, [statusId, originalId])
  const boost = rows.get(statusId)
  const original = rows.get(originalId)
  if (!boost || !original || boost.local !== 1) return
  const announce = announceActivity(tx.config, boost, original)
  await tell(tx, {
    from: boost.account_id, about: String(announce['id']), to: { followersOf: [boost.account_id], accounts: [original.account_id] },
    say: async () => inContext(wording(announce, boost.account_id)),
  })
}

/** A boost. */
export const federateBoost = (tx: Tx, event: Boost): Promise<void> => tellBoost(tx, event, (announce) => announce)

/** A boost that is about to be taken back. */
export const federateUnboost = (tx: Tx, event: Events['status.unreblogged']): Promise<void> =>
  tellBoost(tx, event, (announce, boosterId) => undo(tx.config, boosterId, announce, { to: announce['to'], cc: announce['cc'] }))
