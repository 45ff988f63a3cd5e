// Whom a member may want to follow, and why.
import type { SuggestedAccount } from '#domain/search/directory.ts'
import { renderAccount, type Account } from './account.ts'
import type { At } from './at.ts'
import { loadAccounts } from './load-accounts.ts'

export interface Suggestion {
  /** Of an older API; the first of `sources` in its words. */
  source: 'staff' | 'past_interactions' | 'global'
  sources: ('featured' | 'most_followed' | 'most_interactions' | 'similar_to_recently_followed' | 'friends_of_friends')[]
  account: Account
}

/** Suggestions in the given order. */
export async function showSuggestions(at: At, suggested: readonly SuggestedAccount[]): Promise<Suggestion[]> {
  const bundle = await loadAccounts(at, suggested.map((one) => one.accountId))
  return suggested.flatMap(({ accountId, source }) => {
    const account = renderAccount(accountId, bundle)
    return account ? [{ source: source === 'most_followed' ? 'global' as const : 'past_interactions' as const, sources: [source], account }] : []
  })
}
