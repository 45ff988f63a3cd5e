// Accounts by their ids: two statements at most, plus one when some of them have moved.
import { seenAccounts } from '#domain/reading/accounts.ts'
import { emojiTextsOf, renderAccount, type Account, type AccountBundle } from './account.ts'
import type { At } from './at.ts'
import { addEmojiKeys, loadEmojis } from './custom-emoji.ts'

/** Fills `keys` with the emojis of every account. */
export function addAccountEmojis(keys: Set<string>, accounts: AccountBundle['accounts']): void {
  for (const row of accounts.values()) addEmojiKeys(keys, row.host, emojiTextsOf(row))
}

/** The accounts with, if some have moved, where they moved to. */
export async function loadAccountRows(at: At, ids: readonly number[]): Promise<AccountBundle['accounts']> {
  const accounts = await seenAccounts(at.db, ids)
  const targets = [...accounts.values()].flatMap((row) => row.moved_to_account_id ?? [])
    .filter((id) => !accounts.has(id))
  if (targets.length > 0) for (const [id, row] of await seenAccounts(at.db, targets)) accounts.set(id, row)
  return accounts
}

/** Loads what {@link renderAccount} needs for these ids. */
export async function loadAccounts(at: At, ids: readonly number[]): Promise<AccountBundle> {
  const accounts = await loadAccountRows(at, [...new Set(ids)])
  const keys = new Set<string>()
  addAccountEmojis(keys, accounts)
  return { config: at.config, accounts, emojis: await loadEmojis(at.db, keys), rendered: new Map() }
}

/** The accounts in the order of `ids`; unknown ones are left out. */
export async function showAccounts(at: At, ids: readonly number[]): Promise<Account[]> {
  if (ids.length === 0) return []
  const bundle = await loadAccounts(at, ids)
  return ids.flatMap((id) => renderAccount(id, bundle) ?? [])
}

/** One account, or null. */
export async function showAccount(at: At, id: number): Promise<Account | null> {
  return renderAccount(id, await loadAccounts(at, [id]))
}
