// The token of the script on a member's pages. It is made out of the session's cookie, so that every page can be given
// the same one and nothing readable is kept; it ends with its session (web-sessions.ts).
import type { Tx } from '../context.ts'
import { keyedDigest } from '#machinery/crypto/secrets.ts'
import { ensureWebApp } from './apps.ts'
import { createToken, isLive } from './tokens.ts'

const SCOPES = 'read write follow push profile'

/** The secret of the token `tokenId` on the browser that has `cookie`. Nobody gets from it to the cookie. */
export const browserSecret = (cookie: string, tokenId: number): string => keyedDigest(cookie, `token:${tokenId}`)

/**
 * Gives the session a token of its own, in place of one that was taken back, and answers its secret. For a session
 * without a live token (`WebSession.tokenId` is null); idempotent.
 */
export async function giveBrowserToken(tx: Tx, session: { id: number; userId: number }, cookie: string): Promise<string> {
  // Writing the row first: of two pages opened at once the second finds the token of the first.
  const row = await tx.db.updateTable('sessions').set((e) => ({ token_id: e.ref('token_id') })).where('id', '=', session.id).returning('token_id').executeTakeFirst()
  const known = row?.token_id ?? null
  if (known !== null && await isLive(tx.db, known)) return browserSecret(cookie, known)
  const { tokenId, token } = await createToken(tx, {
    appId: await ensureWebApp(tx), userId: session.userId, scopes: SCOPES, secretOf: (id) => browserSecret(cookie, id),
  })
  await tx.db.updateTable('sessions').set({ token_id: tokenId }).where('id', '=', session.id).execute()
  return token
}
