// An account on the viewer's list of mutes.
import { renderAccount, type Account } from './account.ts'
import { isoOrNull, type At } from './at.ts'
import { loadAccounts } from './load-accounts.ts'

export interface MutedAccount extends Account { mute_expires_at: string | null }

/** Muted accounts in the given order; `expiresAt` is epoch ms, null for a mute without end. */
export async function showMutedAccounts(
  at: At, mutes: readonly { accountId: number; expiresAt: number | null }[],
): Promise<MutedAccount[]> {
  if (mutes.length === 0) return []
  const bundle = await loadAccounts(at, mutes.map((mute) => mute.accountId))
  return mutes.flatMap(({ accountId, expiresAt }) => {
    const account = renderAccount(accountId, bundle)
    return account ? [{ ...account, mute_expires_at: isoOrNull(expiresAt) }] : []
  })
}
