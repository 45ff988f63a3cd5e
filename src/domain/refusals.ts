// Everything Covey declines to do, by name. Routes, pages and verbs share this one catalogue; docs/errors.md is made
// from it. The texts are Mastodon's where an app may compare them.

interface RefusalSpec { readonly status: number; readonly text: string }

const spec = (status: number, text: string): RefusalSpec => ({ status, text })

export const refusals = {
  'token.missing': spec(401, 'This method requires an authenticated user'),
  'token.invalid': spec(401, 'The access token is invalid'),
  'token.revoked': spec(401, 'The access token was revoked'),
  'token.user-required': spec(422, 'This method requires an authenticated user'),
  'scope.missing': spec(403, 'This action is outside the authorized scopes'),
  'user.unconfirmed': spec(403, 'Your login is missing a confirmed e-mail address'),
  'user.pending': spec(403, 'Your login is currently pending approval'),
  'user.disabled': spec(403, 'Your login is currently disabled'),
  'record.missing': spec(404, 'Record not found'),
  'record.gone': spec(410, 'Gone'),
  'marker.conflict': spec(409, 'Conflict during update, please try again'),
  'action.forbidden': spec(403, 'This action is not allowed'),
  'account.moved': spec(403, 'This account has moved. Its redirect has to end before it can do this.'),
  'input.invalid': spec(422, 'Validation failed'),
  'input.malformed': spec(400, 'The request could not be understood'),
  'input.too-large': spec(413, 'The request is too large'),
  'input.unsupported': spec(415, 'That content type is not accepted here'),
  'method.missing': spec(404, 'The page you are looking for isn\'t here.'),
  'rate.exceeded': spec(429, 'Too many requests'),
  'csrf.invalid': spec(422, 'The form has expired. Go back, reload the page and send it again.'),
  'sign-in.failed': spec(401, 'E-mail and password do not match.'),
  'sign-in.throttled': spec(429, 'Too many attempts. Wait a few minutes and try again.'),
  'registrations.closed': spec(403, 'Registrations are currently closed'),
  'peer.unreachable': spec(503, 'The remote server could not be reached'),
  'translation.failed': spec(503, 'The translation service could not be reached'),
  'peer.refused': spec(401, 'The request signature could not be verified'),
  'disk.full': spec(503, 'The disk is full; nothing was saved'),
  'server.busy': spec(503, 'The server is busy; try again shortly'),
  'server.error': spec(500, 'Something broke on our side. Try again in a minute.'),
} as const satisfies Record<string, RefusalSpec>

export type RefusalCode = keyof typeof refusals

export interface RefusalDetails {
  /** Replaces the catalogue's sentence. */
  text?: string
  /** Mastodon's `details` object of a failed validation: attribute → what is wrong with it. */
  fields?: Record<string, { error: string; description: string }[]>
  /** Seconds until it is worth trying again, where that is known. */
  retryAfter?: number
}

/** An expected "no". Anything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly details: RefusalDetails

  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(details.text ?? refusals[code].text)
    this.code = code
    this.status = refusals[code].status
    this.details = details
  }
}

/** `input.invalid` in Mastodon's words: "Validation failed: <text>". */
export const invalid = (text: string, fields?: RefusalDetails['fields']): Refusal =>
  new Refusal('input.invalid', { text: `Validation failed: ${text}`, ...(fields ? { fields } : {}) })

export const missing = (): Refusal => new Refusal('record.missing')
