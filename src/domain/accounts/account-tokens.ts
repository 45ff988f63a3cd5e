// What an account is found by: the tokens of its name, display name and host, kept by every verb that changes them.
import type { Tx } from '#domain/context.ts'
import { tokenise } from '#domain/text/search-tokens.ts'

const TOKENS_LIMIT = 40

/** Brings an account's search tokens up to date with its row. Idempotent. */
export async function keepAccountTokens(tx: Tx, accountId: number): Promise<void> {
  const account = await tx.db.selectFrom('accounts').select(['username', 'display_name', 'host', 'deleted_at'])
    .where('id', '=', accountId).executeTakeFirst()
  if (!account) return
  const text = `${account.username} ${account.display_name} ${account.host ?? ''}`
  const wanted = new Set(account.deleted_at === null ? tokenise(text).slice(0, TOKENS_LIMIT) : [])
  const kept = await tx.db.selectFrom('account_tokens').select('token').where('account_id', '=', accountId).execute()
  for (const { token } of kept) {
    if (wanted.delete(token)) continue
    await tx.db.deleteFrom('account_tokens').where('account_id', '=', accountId).where('token', '=', token).execute()
  }
  if (wanted.size === 0) return
  await tx.db.insertInto('account_tokens').values([...wanted].map((token) => ({ token, account_id: accountId }))).execute()
}
