// Tokens of the API: shown once, kept as a hash, taken back in one place so that open sockets hear of it.
import type { Reader, Tx } from '../context.ts'
import { hashSecret, newSecret } from '#machinery/crypto/secrets.ts'
import { ensureOwnApp, WEB_APP_ID } from './apps.ts'
import { parseScopes } from './scopes.ts'

export interface NewToken {
  /** The server's own app unless told. */
  appId?: number
  /** None: the app's own token. */
  userId?: number | null
  scopes: string | readonly string[]
  /** Makes the secret out of the token's id; random unless told. */
  secretOf?: (tokenId: number) => string
}

/** Makes a token. `token` is what the app sends; it cannot be had again. */
export async function createToken(tx: Tx, { appId, userId = null, scopes, secretOf = () => newSecret() }: NewToken): Promise<{ tokenId: number; token: string; createdAt: number; scopes: string[] }> {
  const tokenId = tx.id()
  const token = secretOf(tokenId)
  const granted = typeof scopes === 'string' ? parseScopes(scopes) : [...scopes]
  await tx.db.insertInto('access_tokens').values({
    id: tokenId, token_hash: hashSecret(token), app_id: appId ?? await ensureOwnApp(tx), user_id: userId,
    scopes: granted.join(' '), created_at: tx.now,
  }).execute()
  return { tokenId, token, createdAt: tx.now, scopes: granted }
}

/** Takes a token back. Idempotent: says whether it was still good. */
export async function revokeToken(tx: Tx, tokenId: number): Promise<boolean> {
  const [row] = await tx.db.updateTable('access_tokens').set({ revoked_at: tx.now })
    .where('id', '=', tokenId).where('revoked_at', 'is', null).returning('user_id').execute()
  if (!row) return false
  await tx.record('token.revoked', { tokenId, userId: row.user_id })
  return true
}

/** Takes back every token of a user, or those of one app. Codes not yet exchanged go with them. */
export async function revokeTokensOf(tx: Tx, userId: number, appId?: number): Promise<void> {
  let grants = tx.db.deleteFrom('access_grants').where('user_id', '=', userId)
  let tokens = tx.db.selectFrom('access_tokens').select('id').where('user_id', '=', userId).where('revoked_at', 'is', null)
  if (appId !== undefined) {
    grants = grants.where('app_id', '=', appId)
    tokens = tokens.where('app_id', '=', appId)
  }
  await grants.execute()
  for (const { id } of await tokens.execute()) await revokeToken(tx, id)
}

/** The live token that a secret stands for: whose it is, and which app's. */
export async function findToken(db: Reader, token: string): Promise<{ tokenId: number; appId: number; userId: number | null } | null> {
  const row = await db.selectFrom('access_tokens').select(['id', 'app_id', 'user_id'])
    .where('token_hash', '=', hashSecret(token)).where('revoked_at', 'is', null).executeTakeFirst()
  return row ? { tokenId: row.id, appId: row.app_id, userId: row.user_id } : null
}

/** Says whether a token has not been taken back. */
export const isLive = async (db: Reader, tokenId: number): Promise<boolean> =>
  await db.selectFrom('access_tokens').select('id').where('id', '=', tokenId).where('revoked_at', 'is', null).executeTakeFirst() !== undefined

export interface AuthorizedApp { appId: number; name: string; website: string | null; scopes: string[]; since: number; lastUsedAt: number | null }

/** The apps that a user has let in (the pages of this server are no such app), with all that their live tokens may do; latest first. */
export async function authorizedApps(db: Reader, userId: number): Promise<AuthorizedApp[]> {
  const rows = await db.selectFrom('access_tokens as t').innerJoin('oauth_apps as a', 'a.id', 't.app_id')
    .select(['a.id', 'a.name', 'a.website', 't.scopes', 't.created_at', 't.last_used_at'])
    .where('t.user_id', '=', userId).where('t.revoked_at', 'is', null).where('t.app_id', '!=', WEB_APP_ID).orderBy('t.id', 'desc').execute()
  const apps = new Map<number, AuthorizedApp>()
  for (const row of rows) {
    const known = apps.get(row.id)
    apps.set(row.id, {
      appId: row.id, name: row.name, website: row.website, since: row.created_at,
      scopes: [...new Set([...known?.scopes ?? [], ...parseScopes(row.scopes)])],
      lastUsedAt: Math.max(known?.lastUsedAt ?? 0, row.last_used_at ?? 0) || null,
    })
  }
  return [...apps.values()]
}

/** Says whether the user already has a token of this app that may do all of `scopes`. */
export async function hasAuthorized(db: Reader, userId: number, appId: number, scopes: readonly string[]): Promise<boolean> {
  const rows = await db.selectFrom('access_tokens').select('scopes')
    .where('user_id', '=', userId).where('app_id', '=', appId).where('revoked_at', 'is', null).execute()
  return rows.some((row) => {
    const held = parseScopes(row.scopes)
    return held.length === scopes.length && scopes.every((one) => held.includes(one))
  })
}
