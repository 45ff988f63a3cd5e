// HTTP Message Signatures (RFC 9421), the scheme the fediverse is moving to.
import { serializeInnerList } from 'structured-headers';
import type { InnerList } from 'structured-headers';
import { contentDigestHeader, refuseContentDigest } from './digest.ts';
import type { KeyKind, PublicKey } from './keys.ts';
import { signatureBase, uncovered } from './rfc9421-components.ts';
import { readCandidates } from './rfc9421-input.ts';
import type { Candidate } from './rfc9421-input.ts';
import { carriesBody, headerValue, ownOriginOf, refuse, targetsToTry } from './signed-request.ts';
import type { ReadOptions, RefusedSignature, SignatureReading, SignedRequest } from './signed-request.ts';
import { assertQuotable, signBytes, signedBytes, verifyBytes } from './signing.ts';
import type { SigningKey, UnsignedRequest, VerifyAlgorithm } from './signing.ts';
import { readHttpDate, refuseTimes } from './time-window.ts';

const BY_KEY: Record<KeyKind, VerifyAlgorithm> = { rsa: 'rsa-v1_5-sha256', ed25519: 'ed25519' };
const ALGORITHMS: ReadonlySet<string> = new Set<VerifyAlgorithm>(['rsa-v1_5-sha256', 'rsa-pss-sha512', 'ed25519']);

export type Rfc9421Options = {
  /** The time in epoch ms (default now). */
  now?: number | undefined;
};

/**
 * Reads and judges Signature-Input and Signature without the key. `@method`, the target with its host, a `created`
 * time and, with a body, `content-digest` must be covered; the digest must match, Host be ours, the times within
 * refuseTimes. Of several labels the first acceptable one counts; the body is hashed last.
 */
export function readRfc9421(request: SignedRequest, options: ReadOptions): SignatureReading {
  const origin = ownOriginOf(request, options);
  if (origin === null) return refuse('wrong-host', headerValue(request.headers, 'host') ?? '');
  let refusal: RefusedSignature | undefined;
  for (const candidate of readCandidates(request.headers)) {
    const reading = 'reason' in candidate ? candidate : judge(candidate, request, origin, options.now);
    if (reading.ok) return reading;
    refusal ??= reading;
  }
  return refusal ?? refuse('malformed');
}

function judge(candidate: Candidate, request: SignedRequest, origin: string, now?: number): SignatureReading {
  const { names, parameters, signature, keyId, algorithm } = candidate;
  if (algorithm !== undefined && !isAlgorithm(algorithm)) return refuse('unsupported-algorithm', algorithm);
  const missing = uncovered(names, carriesBody(request));
  if (missing !== null) return refuse('not-covered', missing);
  const late = refuseCandidateTimes(candidate, request, now);
  if (late !== null) return late;
  const bases: Buffer[] = [];
  for (const target of targetsToTry(request.path)) {
    const base = signatureBase(names, parameters, { ...request, origin, target });
    if (typeof base !== 'string') return base;
    bases.push(signedBytes(base));
  }
  if (carriesBody(request)) {
    const mismatch = refuseContentDigest(headerValue(request.headers, 'content-digest'), request.body ?? Buffer.alloc(0));
    if (mismatch !== null) return refuse(mismatch);
  }
  const check = (key: PublicKey): boolean => bases.some((base) => verifyBytes(algorithm ?? BY_KEY[key.kind], key, base, signature));
  return { ok: true, scheme: 'rfc9421', keyId, check };
}

function refuseCandidateTimes({ names, created, expires }: Candidate, request: SignedRequest, now?: number): RefusedSignature | null {
  const end = expires === undefined ? undefined : expires * 1000;
  const date = names.includes('date') ? readHttpDate(headerValue(request.headers, 'date')) : created * 1000;
  if (date === null) return refuse('bad-date');
  const reason = refuseTimes({ created: created * 1000, expires: end }, now) ?? refuseTimes({ created: date }, now);
  return reason === null ? null : refuse(reason);
}

function isAlgorithm(name: string): name is VerifyAlgorithm {
  return ALGORITHMS.has(name);
}

/**
 * Signs a request for sending. Gives the headers to send: `host`, `date`, `content-digest` when there is a body, those
 * of `request.headers`, `signature-input` and `signature`, which covers them all. RSA keys sign as rsa-v1_5-sha256,
 * Ed25519 keys as ed25519.
 */
export async function signRfc9421(request: UnsignedRequest, { keyId, privateKey }: SigningKey, options: Rfc9421Options = {}): Promise<Record<string, string>> {
  assertQuotable(keyId);
  const { method, url, body } = request;
  const now = options.now ?? Date.now();
  const headers: Record<string, string> = {
    host: url.host,
    date: new Date(now).toUTCString(),
    ...(body === undefined ? {} : { 'content-digest': contentDigestHeader(body) }),
    ...request.headers,
  };
  const names = ['@method', '@target-uri', '@authority', ...Object.keys(headers)];
  const created = Math.floor(now / 1000);
  const list: InnerList = [
    names.map((name) => [name, new Map()]),
    new Map<string, string | number>([['alg', BY_KEY[privateKey.kind]], ['keyid', keyId], ['created', created]]),
  ];
  const parameters = serializeInnerList(list);
  const base = signatureBase(names, parameters, { method, origin: url.origin, target: url.pathname + url.search, headers });
  if (typeof base !== 'string') throw new TypeError(`cannot sign ${base.detail}`);
  const signature = (await signBytes(privateKey, signedBytes(base))).toString('base64');
  return { ...headers, 'signature-input': `sig1=${parameters}`, signature: `sig1=:${signature}:` };
}
