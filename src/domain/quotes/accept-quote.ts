// Consent to a quote: by the policy of a member here, or by somebody's server elsewhere. The only write of it after the post.
import type { Tx } from '#domain/context.ts'
import { addQuotes } from '#domain/statuses/quote-rows.ts'
import { writeMentions } from '#domain/statuses/mentions.ts'

interface Consent {
  /** Where the author's server says so, if that is another one. */
  approvalUri?: string
  /** The network id of what asked for it. */
  activityUri?: string | null
}

/**
 * The author of what is quoted consents. Idempotent; false when nothing changed: it was so already, what is quoted is not
 * here, or the author has taken their consent back, which only they undo. They may read the post from now on. Tells
 * `quote.accepted`.
 */
export async function acceptQuote(tx: Tx, quoteId: number, { approvalUri, activityUri }: Consent = {}): Promise<boolean> {
  const accepted = await tx.db.updateTable('quotes').set({
    state: 'accepted', updated_at: tx.now,
    ...(approvalUri === undefined ? {} : { approval_uri: approvalUri }), ...(activityUri === undefined ? {} : { activity_uri: activityUri }),
  }).where('id', '=', quoteId).where('state', 'in', ['pending', 'rejected']).where('quoted_status_id', 'is not', null)
    .returningAll().executeTakeFirst()
  if (!accepted || accepted.quoted_status_id === null || accepted.quoted_account_id === null) return false
  await addQuotes(tx, accepted.quoted_status_id, 1)
  if (accepted.quoted_account_id !== accepted.account_id) {
    await writeMentions(tx, accepted.status_id, [{ accountId: accepted.quoted_account_id, silent: true }])
  }
  await tx.record('quote.accepted', {
    quoteId, statusId: accepted.status_id, accountId: accepted.account_id, quotedStatusId: accepted.quoted_status_id,
    quotedAccountId: accepted.quoted_account_id, atOnce: false,
  })
  return true
}
