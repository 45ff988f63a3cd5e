// Who a status names or is addressed to, as rows.
import type { Tx } from '#domain/context.ts'
import { insertRows } from '#machinery/db/insert-rows.ts'
import type { MentionDraft } from './draft.ts'

const insertMentions = insertRows({ into: 'mentions (status_id, account_id, silent)', columns: 3, rest: 'on conflict do nothing', repeatable: true })

/** Writes the mentions of a new status. The author may be among them; each account counts once, named before silent. */
export async function writeMentions(tx: Tx, statusId: number, mentions: readonly MentionDraft[]): Promise<void> {
  await insertMentions(tx.db, distinct(mentions).map(({ accountId, silent }) => [statusId, accountId, silent ? 1 : 0]))
}

/**
 * Brings the mentions of an edited status up to date. Who is no longer named stays as a silent mention: they have
 * read it already. Returns the accounts that were not mentioned before.
 */
export async function updateMentions(tx: Tx, statusId: number, mentions: readonly MentionDraft[]): Promise<number[]> {
  const before = await tx.db.selectFrom('mentions').select(['account_id', 'silent']).where('status_id', '=', statusId).execute()
  const known = new Map(before.map((row) => [row.account_id, row.silent === 1]))
  const wanted = new Map(distinct(mentions).map((one) => [one.accountId, one.silent]))
  const added = [...wanted].filter(([accountId]) => !known.has(accountId))
  await writeMentions(tx, statusId, added.map(([accountId, silent]) => ({ accountId, silent })))
  for (const [accountId, silent] of known) {
    const now = wanted.get(accountId) ?? true
    if (now === silent) continue
    await tx.db.updateTable('mentions').set({ silent: now ? 1 : 0 })
      .where('status_id', '=', statusId).where('account_id', '=', accountId).execute()
  }
  return added.map(([accountId]) => accountId)
}

function distinct(mentions: readonly MentionDraft[]): MentionDraft[] {
  const byAccount = new Map<number, MentionDraft>()
  for (const mention of mentions) {
    const known = byAccount.get(mention.accountId)
    if (!known || known.silent) byAccount.set(mention.accountId, mention)
  }
  return [...byAccount.values()].sort((a, b) => a.accountId - b.accountId)
}
