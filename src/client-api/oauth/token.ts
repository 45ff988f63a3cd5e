// POST /oauth/token: a code, or an app's own word, becomes a token.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App } from '#domain/access/apps.ts'
import { redeemGrant } from '#domain/access/grants.ts'
import { coversScope, parseScopes, unknownScope } from '#domain/access/scopes.ts'
import { createToken } from '#domain/access/tokens.ts'
import type { Call } from '../route.ts'
import { text } from '../params/types.ts'
import { appOfRequest } from './client-credentials.ts'
import { missingParameter, oauthError, type OauthError } from './oauth-error.ts'

export const tokenInput = z.object({
  grant_type: text(), client_id: text(), client_secret: text(), code: text(), redirect_uri: text(), code_verifier: text(), scope: text(),
})
type TokenCall = Call<z.output<typeof tokenInput>>

export interface TokenEntity { access_token: string; token_type: 'Bearer'; scope: string; created_at: number }

/** A fresh token as apps receive it; times are whole seconds. */
export const showToken = ({ token, scopes, createdAt }: { token: string; scopes: readonly string[]; createdAt: number }): TokenEntity =>
  ({ access_token: token, token_type: 'Bearer', scope: scopes.join(' '), created_at: Math.floor(createdAt / 1000) })

const unstored = (reply: FastifyReply) => reply.header('cache-control', 'no-store').header('pragma', 'no-cache')

/** Scopes as asked for, all of them the app's; `read` when none are named; null when it asks for too much. */
export function grantedScopes(app: Pick<App, 'scopes'>, asked: string | undefined): string[] | null {
  const scopes = parseScopes(asked)
  if (scopes.length === 0) return coversScope(app.scopes, 'read') ? ['read'] : app.scopes
  return unknownScope(scopes) === null && scopes.every((scope) => coversScope(app.scopes, scope)) ? scopes : null
}

async function exchangeCode(call: TokenCall, app: App): Promise<TokenEntity | OauthError> {
  const { code, redirect_uri: redirectUri, code_verifier: verifier } = call.input
  if (!code) return missingParameter(call, 'code')
  if (!redirectUri) return missingParameter(call, 'redirect_uri')
  const redeemed = await call.ctx.write((tx) => redeemGrant(tx, { appId: app.id, code, redirectUri, verifier: verifier ?? null }))
  if (redeemed.ok) return showToken(redeemed)
  return redeemed.reason === 'verifier-missing' ? missingParameter(call, 'code_verifier') : oauthError(call, 'invalid_grant')
}

async function ownToken(call: TokenCall, app: App): Promise<TokenEntity | OauthError> {
  const scopes = grantedScopes(app, call.input.scope)
  if (!scopes) return oauthError(call, 'invalid_scope')
  return showToken(await call.ctx.write((tx) => createToken(tx, { appId: app.id, scopes })))
}

/** Answers the token endpoint. Grants: authorization_code (PKCE S256 where the code asks for it) and client_credentials. */
export async function answerToken(call: TokenCall): Promise<TokenEntity | OauthError> {
  unstored(call.reply)
  const grant = call.input.grant_type
  if (!grant) return missingParameter(call, 'grant_type')
  if (grant !== 'authorization_code' && grant !== 'client_credentials') return oauthError(call, 'unsupported_grant_type')
  const app = await appOfRequest(call.ctx.db, call.request, call.input)
  if (!app) return oauthError(call, 'invalid_client')
  return grant === 'authorization_code' ? exchangeCode(call, app) : ownToken(call, app)
}
