// Authorization codes: what a person agreed to, on its way back to the app. Used once; a second use takes back what the
// first one gave (RFC 6749 §4.1.2).
import { createHash } from 'node:crypto'
import type { Tx } from '../context.ts'
import { hashSecret, newSecret } from '#machinery/crypto/secrets.ts'
import { parseScopes } from './scopes.ts'
import { createToken, revokeToken } from './tokens.ts'

const LIFETIME_MS = 10 * 60_000

export interface NewGrant {
  appId: number
  userId: number
  redirectUri: string
  scopes: readonly string[]
  /** PKCE, method S256. */
  codeChallenge: string | null
}

/** Makes a code good for ten minutes. */
export async function createGrant(tx: Tx, grant: NewGrant): Promise<string> {
  const code = newSecret()
  await tx.db.insertInto('access_grants').values({
    code_hash: hashSecret(code), app_id: grant.appId, user_id: grant.userId, redirect_uri: grant.redirectUri, scopes: grant.scopes.join(' '),
    code_challenge: grant.codeChallenge, code_challenge_method: grant.codeChallenge ? 'S256' : null,
    created_at: tx.now, expires_at: tx.now + LIFETIME_MS,
  }).execute()
  return code
}

export type Redeemed =
  | { ok: true; token: string; createdAt: number; scopes: string[] }
  | { ok: false; reason: 'invalid' | 'verifier-missing' }

interface Redemption { appId: number; code: string; redirectUri: string; verifier: string | null }

const s256 = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** Exchanges a code for a token: once, by the app it was made for, with the same redirect URI and the PKCE verifier. */
export async function redeemGrant(tx: Tx, { appId, code, redirectUri, verifier }: Redemption): Promise<Redeemed> {
  const hash = hashSecret(code)
  // Writing the row first makes a second use at the same moment wait, and find this one.
  const grant = await tx.db.updateTable('access_grants').set((e) => ({ code_hash: e.ref('code_hash') }))
    .where('code_hash', '=', hash).returningAll().executeTakeFirst()
  if (!grant || grant.app_id !== appId) return { ok: false, reason: 'invalid' }
  if (grant.used_token_id !== null) {
    await revokeToken(tx, grant.used_token_id)
    return { ok: false, reason: 'invalid' }
  }
  if (grant.expires_at <= tx.now || grant.redirect_uri !== redirectUri) return { ok: false, reason: 'invalid' }
  if (grant.code_challenge !== null && !verifier) return { ok: false, reason: 'verifier-missing' }
  if (grant.code_challenge !== null && s256(verifier ?? '') !== grant.code_challenge) return { ok: false, reason: 'invalid' }
  const { tokenId, token, createdAt, scopes } = await createToken(tx, { appId, userId: grant.user_id, scopes: parseScopes(grant.scopes) })
  await tx.db.updateTable('access_grants').set({ used_token_id: tokenId }).where('code_hash', '=', hash).execute()
  return { ok: true, token, createdAt, scopes }
}
