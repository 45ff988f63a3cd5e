// Who may quote a post, changed after it was written. Quotes that were consented to stay.
import type { Tx } from '#domain/context.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import type { Visibility } from '#domain/statuses/draft.ts'
import { policyNumber, type QuotePolicyName } from '#domain/statuses/quote-policy.ts'

/** A member changes who may quote their post; tells `quote-policy.changed` if it did change. Refuses with `action.forbidden` others' posts and boosts. */
export async function changeQuotePolicy(tx: Tx, accountId: number, statusId: number, name: QuotePolicyName): Promise<void> {
  const status = await tx.db.selectFrom('statuses').select(['account_id', 'visibility', 'reblog_of_id']).where('id', '=', statusId).executeTakeFirst()
  if (!status) throw missing()
  if (status.account_id !== accountId || status.reblog_of_id !== null) throw new Refusal('action.forbidden')
  if (!await setQuotePolicy(tx, statusId, policyNumber(name, status.visibility as Visibility))) return
  await tx.record('quote-policy.changed', { statusId, accountId })
}

/** Takes over what the author's server says, as a number of `packPolicy`; tells nobody. True if it was another before. */
export async function setQuotePolicy(tx: Tx, statusId: number, policy: number): Promise<boolean> {
  const changed = await tx.db.updateTable('statuses').set({ quote_policy: policy })
    .where('id', '=', statusId).where('quote_policy', '<>', policy).returning('id').executeTakeFirst()
  return changed !== undefined
}
