// Whom the viewer follows among an account's followers.
import { renderAccount, type Account } from './account.ts'
import type { At } from './at.ts'
import { loadAccounts } from './load-accounts.ts'

export interface FamiliarFollowers { id: string; accounts: Account[] }

/** One entry per account asked about, in the map's order. */
export async function showFamiliarFollowers(at: At, familiar: ReadonlyMap<number, readonly number[]>): Promise<FamiliarFollowers[]> {
  const bundle = await loadAccounts(at, [...familiar.values()].flat())
  return [...familiar].map(([id, accounts]) => ({
    id: String(id), accounts: accounts.flatMap((one) => renderAccount(one, bundle) ?? []),
  }))
}
