// The public keys of remote accounts: exactly those that their profile names.
import type { Tx } from '#domain/context.ts'
import type { RemoteKey } from './remote-profile.ts'

const hostOf = (uri: string): string | null => URL.canParse(uri) ? new URL(uri).host : null

/**
 * Replaces an account's keys by those of its profile. A key whose id lies on another host than the account is ignored:
 * nobody can claim somebody else's key.
 */
export async function keepRemoteKeys(tx: Tx, accountId: number, accountUri: string, keys: readonly RemoteKey[]): Promise<void> {
  const wanted = new Map(keys.filter((key) => hostOf(key.uri) !== null && hostOf(key.uri) === hostOf(accountUri)).map((key) => [key.uri, key]))
  const known = await tx.db.selectFrom('account_keys').select(['id', 'uri', 'public_key', 'algorithm']).where('account_id', '=', accountId).execute()
  for (const row of known) {
    const key = wanted.get(row.uri ?? '')
    if (key && key.publicKey === row.public_key && key.algorithm === row.algorithm) {
      wanted.delete(key.uri)
      await tx.db.updateTable('account_keys').set({ fetched_at: tx.now }).where('id', '=', row.id).execute()
    } else {
      await tx.db.deleteFrom('account_keys').where('id', '=', row.id).execute()
    }
  }
  for (const key of wanted.values()) {
    await tx.db.deleteFrom('account_keys').where('uri', '=', key.uri).execute()
    await tx.db.insertInto('account_keys').values({
      id: tx.id(), account_id: accountId, uri: key.uri, algorithm: key.algorithm, public_key: key.publicKey, fetched_at: tx.now, created_at: tx.now,
    }).execute()
  }
}
