// How often a page was spread, by whom, on which day: by posting it publicly, or by boosting such a post.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { insertRows } from '#machinery/db/insert-rows.ts'
import { prepared } from '#machinery/db/prepared.ts'

const DAY_MS = 86_400_000

const insertUse = insertRows({
  into: 'card_days (card_id, day, account_id, uses)', columns: 4, rest: 'on conflict (card_id, day, account_id) do update set uses = card_days.uses + 1',
})

/** Counts one use by an account on the day of `at` (epoch ms). */
export const countLink = (tx: Tx, cardId: number, accountId: number, at: number): Promise<unknown> =>
  insertUse(tx.db, [[cardId, Math.floor(at / DAY_MS), accountId, 1]])

const spread = prepared<{ card_id: number }, { original: number; boost: number }>(`
  select o.card_id from statuses o join statuses b on b.id = :boost
  where o.id = :original and o.card_id is not null and o.visibility = 'public' and o.sensitive = 0 and o.spoiler_text = '' and b.visibility = 'public'`)

/** On a boost: its booster spreads the page as well. */
export async function countBoostedLink(tx: Tx, { statusId, originalId, accountId }: Events['status.reblogged']): Promise<void> {
  const [found] = await spread(tx.db, { original: originalId, boost: statusId })
  if (found) await countLink(tx, found.card_id, accountId, tx.now)
}
