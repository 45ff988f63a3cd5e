// Keys: our own, made in the thread pool, and other people's, judged before anything is verified with them.
import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { LRUCache } from 'lru-cache';
import { decodeMultikey } from './multikey.ts';

export type KeyKind = 'rsa' | 'ed25519';

declare const judged: unique symbol;

/** A public key that passed judgePublicKey; nothing else can be verified with. */
export type PublicKey = { readonly kind: KeyKind; readonly object: KeyObject; readonly [judged]: true };

/** A private key of ours, parsed. */
export type PrivateKey = { readonly kind: KeyKind; readonly object: KeyObject };

export type ReadKey = { ok: true; key: PublicKey } | { ok: false; reason: 'malformed-key' | 'unsupported-key' | 'weak-key' | 'oversized-key' };

export type KeyPairPem = { publicKeyPem: string; privateKeyPem: string };

const OUR_RSA_BITS = 2048;
const MIN_RSA_BITS = 1024;
const MAX_RSA_BITS = 8192;
// A verification costs as much as the exponent is long; everyone uses 65537.
const MAX_RSA_EXPONENT = 2n ** 32n;
const MAX_ENCODED_LENGTH = 4_096;
const PUBLIC_PEM = /^-----BEGIN (?:RSA )?PUBLIC KEY-----\s[\s\w+/=]+-----END (?:RSA )?PUBLIC KEY-----$/;

const generate = promisify(generateKeyPair);
const publicKeys = new LRUCache<string, ReadKey>({ max: 5_000 });
const privateKeys = new LRUCache<string, PrivateKey>({ max: 2_000 });

/** Makes an RSA-2048 key pair off the event loop (about 0.1 s): SPKI and PKCS #8, as PEM. */
export async function generateRsaKeyPair(): Promise<KeyPairPem> {
  const { publicKey, privateKey } = await generate('rsa', {
    modulusLength: OUR_RSA_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKeyPem: publicKey, privateKeyPem: privateKey };
}

/**
 * Reads somebody's public key: PEM (`PUBLIC KEY`, or `RSA PUBLIC KEY` for PKCS #1) or Multikey. RSA from 1024 to 8192
 * bits with an ordinary exponent, or Ed25519; all else is refused, private keys and certificates too. Remembers the
 * parsed keys it saw last, and the refusals.
 */
export function readPublicKey(encoded: string): ReadKey {
  if (encoded.length > MAX_ENCODED_LENGTH) return { ok: false, reason: 'oversized-key' };
  const known = publicKeys.get(encoded);
  if (known !== undefined) return known;
  const object = encoded.startsWith('z') ? decodeMultikey(encoded) : decodePem(encoded.trim());
  const read: ReadKey = object === null ? { ok: false, reason: 'malformed-key' } : judgePublicKey(object);
  publicKeys.set(encoded, read);
  return read;
}

/** Judges a parsed key by the rules of readPublicKey. */
export function judgePublicKey(object: KeyObject): ReadKey {
  const { type, asymmetricKeyType: kind, asymmetricKeyDetails: details } = object;
  if (type !== 'public' || (kind !== 'rsa' && kind !== 'ed25519')) return { ok: false, reason: 'unsupported-key' };
  if (kind === 'rsa') {
    const { modulusLength = 0, publicExponent = 0n } = details ?? {};
    if (modulusLength < MIN_RSA_BITS || publicExponent < 3n) return { ok: false, reason: 'weak-key' };
    if (modulusLength > MAX_RSA_BITS || publicExponent > MAX_RSA_EXPONENT) return { ok: false, reason: 'oversized-key' };
  }
  return { ok: true, key: { kind, object } as PublicKey };
}

/** Reads a private key of ours from PEM, remembering the parsed ones used last. Throws when it is not RSA or Ed25519. */
export function readPrivateKey(pem: string): PrivateKey {
  const known = privateKeys.get(pem);
  if (known !== undefined) return known;
  const object = createPrivateKey(pem);
  const kind = object.asymmetricKeyType;
  if (kind !== 'rsa' && kind !== 'ed25519') throw new TypeError(`cannot sign with ${kind} keys`);
  const key: PrivateKey = { kind, object };
  privateKeys.set(pem, key);
  return key;
}

function decodePem(pem: string): KeyObject | null {
  if (!PUBLIC_PEM.test(pem)) return null;
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}
