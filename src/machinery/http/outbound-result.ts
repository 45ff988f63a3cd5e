// What an outbound request can come to: a complete response, or one named reason why there is none.
import type { IncomingHttpHeaders } from 'node:http';
import { ForbiddenAddressError } from './dialer.ts';

export type OutboundReason =
  | 'invalid-url'
  | 'invalid-request'
  | 'forbidden-scheme'
  | 'forbidden-address'
  | 'unknown-host'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'redirect-refused'
  | 'unexpected-type'
  | 'bad-encoding'
  | 'bad-response'
  | 'closed';

/** `status` is set when the peer had answered before we gave up; `detail` is for logs and admins, never for strangers. */
export type OutboundFailure = { ok: false; reason: OutboundReason; status?: number; detail?: string };

/** A complete response of any status: 404 is an answer. `url` is where it came from, after redirects. */
export type OutboundResponse = { ok: true; status: number; headers: IncomingHttpHeaders; body: Buffer; url: string };

export type OutboundResult = OutboundResponse | OutboundFailure;

/** Builds a failure, leaving absent fields out. */
export function failure(reason: OutboundReason, detail?: string, status?: number): OutboundFailure {
  return {
    ok: false,
    reason,
    ...(status === undefined ? {} : { status }),
    ...(detail === undefined ? {} : { detail }),
  };
}

const REASONS: Record<string, OutboundReason> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ENODATA: 'unknown-host',
  EAI_NODATA: 'unknown-host',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_INVALID_ARG: 'invalid-request',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'invalid-request',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'bad-response',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_CLOSED: 'closed',
};

/** Names the reason behind an error of undici, the socket, TLS or the resolver; unknown ones are `unreachable`. */
export function failureOf(error: unknown, status?: number): OutboundFailure {
  if (error instanceof ForbiddenAddressError) return failure('forbidden-address', error.message, status);
  if (error instanceof Error && error.name === 'HTTPParserError') return failure('bad-response', error.message, status);
  const { code, message } = error as { code?: unknown; message?: unknown };
  const name = typeof code === 'string' ? code : '';
  return failure(REASONS[name] ?? reasonByFamily(name), [name, String(message ?? '')].filter(Boolean).join(': '), status);
}

function reasonByFamily(code: string): OutboundReason {
  const isTls = code.startsWith('ERR_TLS_') || code.startsWith('ERR_SSL_') || /CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
  return isTls ? 'tls' : 'unreachable';
}
