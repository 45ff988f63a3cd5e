// HTTP signatures as nearly every server still sends them: draft-cavage-http-signatures-12, with the fediverse's habits.
import { readCavageHeader } from './draft-cavage-header.ts';
import type { CavageSignature } from './draft-cavage-header.ts';
import { digestHeader, refuseDigest } from './digest.ts';
import type { PublicKey } from './keys.ts';
import { carriesBody, headerValue, ownOriginOf, refuse, targetsToTry } from './signed-request.ts';
import type { ReadOptions, RefusedSignature, SignatureReading, SignedRequest } from './signed-request.ts';
import { assertQuotable, signBytes, signedBytes, verifyBytes } from './signing.ts';
import type { SigningKey, UnsignedRequest } from './signing.ts';
import { readHttpDate, refuseTimes } from './time-window.ts';

export type CavageOptions = {
  /** The time in epoch ms (default now). */
  now?: number | undefined;
  /** Leaves the query out of the signed target, as the receivers that cannot verify it expect. */
  omitQuery?: boolean | undefined;
};

/**
 * Reads and judges the Signature header without the key. `(request-target)`, `host` and `date` or `(created)` must be
 * signed, and `digest` for requests with a body, which must match it; any other headers, in any order, may be. Host
 * must be ours and the times within refuseTimes. Cheapest checks first; the body is hashed last.
 */
export function readCavage(request: SignedRequest, options: ReadOptions): SignatureReading {
  const signature = readCavageHeader(headerValue(request.headers, 'signature') ?? '');
  if ('reason' in signature) return signature;
  const refusal = refuseCoverage(request, signature) ?? refuseSignedTimes(request, signature, options.now);
  if (refusal !== null) return refusal;
  if (ownOriginOf(request, options) === null) return refuse('wrong-host', headerValue(request.headers, 'host') ?? '');
  const strings: Buffer[] = [];
  for (const target of targetsToTry(request.path)) {
    const string = signingString(signature, request, target);
    if (typeof string !== 'string') return string;
    strings.push(signedBytes(string));
  }
  if (carriesBody(request)) {
    const mismatch = refuseDigest(headerValue(request.headers, 'digest'), request.body ?? Buffer.alloc(0));
    if (mismatch !== null) return refuse(mismatch);
  }
  const { keyId } = signature;
  return { ok: true, scheme: 'draft-cavage', keyId, check: (key) => strings.some((string) => isSignedBy(key, signature, string)) };
}

function isSignedBy(key: PublicKey, { algorithm, signature }: CavageSignature, string: Buffer): boolean {
  // hs2019 leaves the algorithm to the key; for RSA keys everyone means PKCS #1 with SHA-256 by it.
  const named = { hs2019: key.kind, 'rsa-sha256': 'rsa', ed25519: 'ed25519' }[algorithm];
  return named === key.kind && verifyBytes(key.kind === 'rsa' ? 'rsa-v1_5-sha256' : 'ed25519', key, string, signature);
}

function refuseCoverage(request: SignedRequest, { headers, algorithm, created, expires }: CavageSignature): RefusedSignature | null {
  const covers = (name: string): boolean => headers.includes(name);
  const needed = ['(request-target)', 'host', ...(carriesBody(request) ? ['digest'] : [])];
  const missing = needed.find((name) => !covers(name));
  if (missing !== undefined) return refuse('not-covered', missing);
  if (!covers('date') && !covers('(created)')) return refuse('not-covered', 'date');
  // Section 2.3: the pseudo-headers need their parameter, and an algorithm that leaves the choice to the key.
  if (covers('(created)') && (created === undefined || algorithm === 'rsa-sha256')) return refuse('malformed', '(created)');
  if (covers('(expires)') && (expires === undefined || algorithm === 'rsa-sha256')) return refuse('malformed', '(expires)');
  return null;
}

function refuseSignedTimes(request: SignedRequest, { headers, created, expires }: CavageSignature, now?: number): RefusedSignature | null {
  const times: (number | null)[] = [];
  if (headers.includes('date')) times.push(readHttpDate(headerValue(request.headers, 'date')));
  if (headers.includes('(created)')) times.push((created ?? 0) * 1000);
  for (const time of times) {
    if (time === null) return refuse('bad-date');
    const reason = refuseTimes({ created: time, expires: expires === undefined ? undefined : expires * 1000 }, now);
    if (reason !== null) return refuse(reason);
  }
  return null;
}

function signingString({ headers, created, expires }: CavageSignature, request: SignedRequest, target: string): string | RefusedSignature {
  const pseudo: Record<string, string> = {
    '(request-target)': `${request.method.toLowerCase()} ${target}`,
    '(created)': String(created),
    '(expires)': String(expires),
  };
  const lines: string[] = [];
  for (const name of headers) {
    const value = name.startsWith('(') ? pseudo[name] : headerValue(request.headers, name);
    if (value === undefined) return refuse('unsupported-component', name);
    if (value === null) return refuse('missing-header', name);
    lines.push(`${name}: ${value}`);
  }
  return lines.join('\n');
}

/**
 * Signs a request for sending. Gives the headers to send: `host`, `date`, `digest` when there is a body, those of
 * `request.headers`, and `signature`, which covers them all. RSA keys sign as rsa-sha256, Ed25519 keys as hs2019.
 */
export async function signCavage(request: UnsignedRequest, { keyId, privateKey }: SigningKey, options: CavageOptions = {}): Promise<Record<string, string>> {
  assertQuotable(keyId);
  const { method, url, body } = request;
  const headers: Record<string, string> = {
    host: url.host,
    date: new Date(options.now ?? Date.now()).toUTCString(),
    ...(body === undefined ? {} : { digest: digestHeader(body) }),
    ...request.headers,
  };
  const target = `${method.toLowerCase()} ${url.pathname}${options.omitQuery === true ? '' : url.search}`;
  const lines = [['(request-target)', target], ...Object.entries(headers)];
  const string = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  const signature = (await signBytes(privateKey, signedBytes(string))).toString('base64');
  const algorithm = privateKey.kind === 'rsa' ? 'rsa-sha256' : 'hs2019';
  const names = lines.map(([name]) => name).join(' ');
  return { ...headers, signature: `keyId="${keyId}",algorithm="${algorithm}",headers="${names}",signature="${signature}"` };
}
