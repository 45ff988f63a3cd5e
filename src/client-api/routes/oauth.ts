// OAuth as apps use it. The page where a person agrees is the web's.
import { z } from 'zod'
import { knownScopes } from '#domain/access/scopes.ts'
import { findToken, revokeToken } from '#domain/access/tokens.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import { appOfRequest } from '../oauth/client-credentials.ts'
import { oauthError } from '../oauth/oauth-error.ts'
import { answerToken, tokenInput } from '../oauth/token.ts'
import { text } from '../params/types.ts'
import { route, type Call, type Route } from '../route.ts'

async function revoke(call: Call<{ client_id?: string | undefined; client_secret?: string | undefined; token?: string | undefined }>): Promise<unknown> {
  const { ctx, input, request } = call
  const app = await appOfRequest(ctx.db, request, input)
  if (!app || !input.token) return oauthError(call, 'unauthorized_client')
  const found = await findToken(ctx.db, input.token)
  if (!found) return {}
  if (found.appId !== app.id) return oauthError(call, 'unauthorized_client')
  await ctx.write((tx) => revokeToken(tx, found.tokenId))
  return {}
}

/** OpenID Connect's claims about the person, as far as Mastodon has them. */
async function userinfo(call: Call): Promise<unknown> {
  const { accountId } = call.user()
  const [account] = await showAccounts(call.ctx, [accountId])
  if (!account) return {}
  return {
    iss: `${call.ctx.config.origin}/`, sub: account.uri, name: account.display_name, preferred_username: account.username,
    profile: account.url, picture: account.avatar,
  }
}

/** RFC 8414. */
async function metadata(call: Call): Promise<unknown> {
  const { origin } = call.ctx.config
  return {
    issuer: `${origin}/`,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    userinfo_endpoint: `${origin}/oauth/userinfo`,
    scopes_supported: knownScopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    service_documentation: 'https://docs.joinmastodon.org/',
    app_registration_endpoint: `${origin}/api/v1/apps`,
  }
}

export const oauthRoutes: Route[] = [
  route('POST /oauth/token', { contract: 'oauth#token', auth: 'public', input: tokenInput, handle: answerToken }),
  route('POST /oauth/revoke', {
    contract: 'oauth#revoke', auth: 'public', input: z.object({ client_id: text(), client_secret: text(), token: text() }), handle: revoke,
  }),
  route('GET /oauth/userinfo', { contract: 'oauth#userinfo', scopes: ['profile'], handle: userinfo }),
  route('POST /oauth/userinfo', { contract: 'oauth#userinfo', scopes: ['profile'], handle: userinfo }),
  route('GET /.well-known/oauth-authorization-server', { contract: 'oauth#authorization-server-metadata', auth: 'public', rate: 'none', handle: metadata }),
]
