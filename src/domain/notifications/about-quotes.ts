// Reactions that tell members of quotes: that they were quoted, that what they quoted was edited.
import type { Context, Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { dedupeKey, notify } from './notify.ts'

const SPREAD = 'notifications.quoted-update'
const AT_ONCE = 20
const CHUNK = 50

/** The author hears of a quote that they have consented to, shown by the post that quotes. */
export async function notifyQuoted(tx: Tx, { quoteId, statusId, accountId, quotedAccountId }: Events['quote.accepted']): Promise<void> {
  await notify(tx, { type: 'quote', recipients: [quotedAccountId], from: accountId, statusId, about: quoteId })
}

interface Quoter { id: number; status_id: number; account_id: number }

const quoters = prepared<Quoter, { status: number; after: number; size: number }>(`
  select q.id, q.status_id, q.account_id from quotes q join users u on u.account_id = q.account_id
  where q.quoted_status_id = :status and q.state = 'accepted' and q.id > :after order by q.id limit :size`)

interface Edited { statusId: number; from: number }

/** One chunk; the quote to go on after, or null. Each edit is told in place of the one before. */
async function step(tx: Tx, { statusId, from }: Edited, after: number, size: number): Promise<number | null> {
  const rows = await quoters(tx.db, { status: statusId, after, size })
  if (rows.length === 0) return null
  const keys = rows.map((row) => dedupeKey('quoted_update', row.account_id, row.id))
  await tx.db.deleteFrom('notifications').where('dedupe_key', 'in', keys).execute()
  for (const row of rows) await notify(tx, { type: 'quoted_update', recipients: [row.account_id], from, statusId: row.status_id, about: row.id })
  return rows.length < size ? null : rows.at(-1)?.id ?? null
}

/** Members who quoted a post hear that it was edited, shown by their own post: a few now, the others in a job. */
export async function notifyQuotedEdit(tx: Tx, { statusId, accountId }: Events['status.edited']): Promise<void> {
  const edited = { statusId, from: accountId }
  const after = await step(tx, edited, 0, AT_ONCE)
  if (after !== null) await tx.enqueue({ kind: SPREAD, payload: { edited, after }, key: `${SPREAD}:${statusId}` })
}

/** The job that goes on where {@link notifyQuotedEdit} stopped. Repeated, it tells nobody twice. */
export const quotedEditJobs = (ctx: Pick<Context, 'write'>) => ({
  async [SPREAD]({ edited, after }: { edited: Edited; after: number }): Promise<void> {
    for (let at: number | null = after; at !== null;) {
      const from: number = at
      at = await ctx.write((tx) => step(tx, edited, from, CHUNK))
    }
  },
})
