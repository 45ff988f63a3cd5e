// The front door for signed requests: whatever the scheme, everything that can be refused without the key and without
// looking into the body is refused here, so that an unsigned or stale POST costs next to nothing.
import { readCavage } from './draft-cavage.ts';
import { readRfc9421 } from './rfc9421.ts';
import { refuse } from './signed-request.ts';
import type { ReadOptions, SignatureReading, SignedRequest } from './signed-request.ts';

/**
 * Reads a request's signature, RFC 9421 when it has a Signature-Input header and draft-cavage otherwise. When `ok`,
 * the caller looks up the public key named by `keyId` and asks `check`; only then is the request known to come from
 * the holder of that key, and whose key it is remains the caller's question. The query may be outside the signature
 * (see targetsToTry). Works on the raw body, before it is parsed. Never throws, makes no request and remembers nothing.
 */
export function readSignature(request: SignedRequest, options: ReadOptions): SignatureReading {
  if (request.headers['signature-input'] !== undefined) return readRfc9421(request, options);
  if (request.headers['signature'] !== undefined) return readCavage(request, options);
  return refuse('unsigned');
}
