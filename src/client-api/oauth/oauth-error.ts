// What the OAuth endpoints refuse with: RFC 6749's codes and the sentences that apps know from Mastodon.
import type { Call } from '../route.ts'

const sentences = {
  invalid_request: 'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.',
  invalid_client: 'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  invalid_grant: 'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed.',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
  unauthorized_client: 'You are not authorized to revoke this token',
} as const

export type OauthErrorCode = keyof typeof sentences

export interface OauthError { error: OauthErrorCode; error_description: string }

const statuses: Partial<Record<OauthErrorCode, number>> = { invalid_client: 401, unauthorized_client: 403 }

type Refused = Pick<Call<never>, 'ctx' | 'request' | 'reply'>

/** Sets the status and headers of a refusal, leaves its line in the log and returns its body. */
export function oauthError({ ctx, request, reply }: Refused, error: OauthErrorCode, description: string = sentences[error]): OauthError {
  const status = statuses[error] ?? 400
  ctx.log.info({ method: request.method, url: request.url.replace(/\?.*/s, ''), code: `oauth.${error}`, status }, description)
  reply.code(status).header('cache-control', 'no-store')
  if (error === 'invalid_client') reply.header('www-authenticate', `Bearer realm="Doorkeeper", error="${error}", error_description="${description}"`)
  return { error, error_description: description }
}

/** A parameter that must be there is not. */
export const missingParameter = (call: Refused, name: string): OauthError =>
  oauthError(call, 'invalid_request', `Missing required parameter: ${name}.`)
