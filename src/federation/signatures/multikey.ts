// Multikey (W3C Controlled Identifiers): keys as one short string, "z" and base58, as FEP-521a publishes them.
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, BigInt(value)]));
// Multicodec varints: ed25519-pub 0xed, rsa-pub 0x1205.
const ED25519_PREFIX = Buffer.from([0xed, 0x01]);
const RSA_PREFIX = Buffer.from([0x85, 0x24]);
// Decoding base58 is quadratic. RSA-8192 needs about 1,420 letters.
const MAX_LENGTH = 1_500;

/** Reads an Ed25519 or RSA public key from Multikey. Null when it is neither, or not Multikey at all. */
export function decodeMultikey(multikey: string): KeyObject | null {
  const bytes = multikey.length <= MAX_LENGTH && multikey.startsWith('z') ? decodeBase58(multikey.slice(1)) : null;
  if (bytes === null) return null;
  const content = bytes.subarray(2);
  try {
    if (bytes.subarray(0, 2).equals(RSA_PREFIX)) return createPublicKey({ key: content, format: 'der', type: 'pkcs1' });
    if (!bytes.subarray(0, 2).equals(ED25519_PREFIX)) return null;
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: content.toString('base64url') }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** Writes an Ed25519 or RSA public key as Multikey. Throws a TypeError for keys of other kinds. */
export function encodeMultikey(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return encode(RSA_PREFIX, key.export({ format: 'der', type: 'pkcs1' }));
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`no Multikey for ${key.asymmetricKeyType} keys`);
  const { x = '' } = key.export({ format: 'jwk' });
  return encode(ED25519_PREFIX, Buffer.from(x, 'base64url'));
}

function encode(prefix: Buffer, content: Buffer): string {
  return `z${encodeBase58(Buffer.concat([prefix, content]))}`;
}

/** Decodes base58btc; null when a letter is not of its alphabet. Quadratic: cap the length first. */
export function decodeBase58(text: string): Buffer | null {
  let number = 0n;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    number = number * 58n + value;
  }
  const hex = number === 0n ? '' : number.toString(16);
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')]);
}

/** Encodes bytes as base58btc. */
export function encodeBase58(bytes: Buffer): string {
  let letters = '';
  for (let number = BigInt(`0x0${bytes.toString('hex')}`); number > 0n; number /= 58n) letters = `${ALPHABET[Number(number % 58n)]}${letters}`;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + letters;
}
