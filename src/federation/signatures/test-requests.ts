// Material for the signature tests: keys, and requests signed correctly over whatever a test names, so that only the
// guard under test can refuse them.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { digestHeader } from './digest.ts';
import { judgePublicKey, readPrivateKey } from './keys.ts';
import type { PrivateKey, PublicKey } from './keys.ts';
import type { HeaderValues, ReadOptions, SignedRequest } from './signed-request.ts';
import { readSignature } from './verify.ts';

export type TestKeys = { publicKey: PublicKey; privateKey: PrivateKey; privatePem: string };

export const NOW = Date.parse('2026-03-01T12:00:00Z');
export const OPTIONS: ReadOptions = { ownOrigins: ['https://covey.example', 'http://127.0.0.2:3000'], now: NOW };
export const KEY_ID = 'https://peer.example/actor#main-key';
export const BODY = Buffer.from('{"type":"Create"}');

/** A fresh pair; RSA with `bits`, or Ed25519 without. */
export function testKeys(bits?: number): TestKeys {
  const options = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const;
  const pair = bits === undefined ? generateKeyPairSync('ed25519', options) : generateKeyPairSync('rsa', { modulusLength: bits, ...options });
  return { publicKey: judged(createPublicKey(pair.publicKey)), privateKey: readPrivateKey(pair.privateKey), privatePem: pair.privateKey };
}

function judged(object: KeyObject): PublicKey {
  const read = judgePublicKey(object);
  if (!read.ok) throw new Error(read.reason);
  return read.key;
}

export const RSA = testKeys(2048);
export const OTHER_RSA = testKeys(2048);
export const ED25519 = testKeys();

/** A POST to our shared inbox that has everything, before signing. */
export function post(changes: Partial<SignedRequest> = {}, headers: HeaderValues = {}): SignedRequest {
  const body = changes.body ?? BODY;
  const own = { host: 'covey.example', date: new Date(NOW).toUTCString(), digest: digestHeader(body), 'content-type': 'application/activity+json' };
  return { method: 'POST', path: '/inbox', body, ...changes, headers: { ...own, ...headers } };
}

/** A GET of an actor that has everything, before signing. */
export function get(changes: Partial<SignedRequest> = {}, headers: HeaderValues = {}): SignedRequest {
  const own = { host: 'covey.example', date: new Date(NOW).toUTCString(), accept: 'application/activity+json' };
  return { method: 'GET', path: '/users/1', body: null, ...changes, headers: { ...own, ...headers } };
}

export type CavageDetails = { names: string; algorithm?: string | null; created?: number; expires?: number; key?: TestKeys; target?: string };

/** Adds a draft-cavage signature over exactly `names`, however unwise. */
export function cavage(request: SignedRequest, { names, algorithm = 'rsa-sha256', created, expires, key = RSA, target = request.path }: CavageDetails): SignedRequest {
  const pseudo: Record<string, string> = { '(request-target)': `${request.method.toLowerCase()} ${target}`, '(created)': `${created}`, '(expires)': `${expires}` };
  const string = names.split(' ').map((name) => `${name}: ${pseudo[name] ?? String(request.headers[name])}`).join('\n');
  const parts = [
    `keyId="${KEY_ID}"`,
    ...(algorithm === null ? [] : [`algorithm="${algorithm}"`]),
    ...(created === undefined ? [] : [`created=${created}`]),
    ...(expires === undefined ? [] : [`expires=${expires}`]),
    `headers="${names}"`,
    `signature="${signText(key, string)}"`,
  ];
  return { ...request, headers: { ...request.headers, signature: parts.join(',') } };
}

/** Adds an RFC 9421 signature with these components and parameters exactly as written, over these base lines. */
export function rfc9421(request: SignedRequest, lines: readonly (readonly [string, string])[], parameters: string, key: TestKeys = RSA): SignedRequest {
  const input = `(${lines.map(([name]) => `"${name}"`).join(' ')})${parameters}`;
  const base = [...lines.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${input}`].join('\n');
  return { ...request, headers: { ...request.headers, 'signature-input': `sig1=${input}`, signature: `sig1=:${signText(key, base)}:` } };
}

function signText(key: TestKeys, text: string): string {
  const object = createPrivateKey(key.privatePem);
  return sign(key.privateKey.kind === 'rsa' ? 'sha256' : null, Buffer.from(text, 'latin1'), object).toString('base64');
}

/** What becomes of a request: the refusal's reason, `verified`, or `wrong`, when the key does not fit the signature. */
export function outcome(request: SignedRequest, key: PublicKey = RSA.publicKey, options: ReadOptions = OPTIONS): string {
  const reading = readSignature(request, options);
  if (!reading.ok) return reading.reason;
  return reading.check(key) ? 'verified' : 'wrong';
}
