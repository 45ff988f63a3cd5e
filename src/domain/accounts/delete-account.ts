// An account goes for good, by its owner's wish, by the server's or by its own server's. Its name is never free again.
import { missing } from '#domain/refusals.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import type { Tx } from '#domain/context.ts'
import { keepAccountTokens } from './account-tokens.ts'

/** The job that removes what the account has written and whom it knew; its payload is `{ accountId }`. */
export const SWEEP_ACCOUNT = 'account.sweep'

/** Nothing is left of a profile but who it was. */
const EMPTY = {
  display_name: '', note: '', note_source: '', fields: '[]', locked: 1, discoverable: 0, indexable: 0,
  avatar_key: null, avatar_static_key: null, avatar_remote_url: null, avatar_description: '',
  header_key: null, header_static_key: null, header_remote_url: null, header_description: '',
  also_known_as: '[]', attribution_domains: '[]',
} as const

/**
 * Deletes an account: hidden from everybody at once, swept in chunks by a job. Records `account.deleted` before anything
 * changes, while its followers are still known. Row, handle and key stay: the name is never given out again and the
 * key signs the farewell. Idempotent; false when it was deleted before.
 */
export async function deleteAccount(tx: Tx, accountId: number): Promise<boolean> {
  if (accountId === INSTANCE_ACCOUNT_ID) throw missing()
  // Writing the row first makes a second transaction wait, so that the event is told once.
  const account = await tx.db.updateTable('accounts').set({ updated_at: tx.now })
    .where('id', '=', accountId).where('deleted_at', 'is', null).returning(['id']).executeTakeFirst()
  if (!account) return false
  await tx.record('account.deleted', { accountId })
  await tx.db.updateTable('accounts').set({ ...EMPTY, deleted_at: tx.now }).where('id', '=', accountId).execute()
  await keepAccountTokens(tx, accountId)
  await tx.enqueue({ kind: SWEEP_ACCOUNT, payload: { accountId }, key: `${SWEEP_ACCOUNT}:${accountId}`, priority: 5 })
  return true
}
