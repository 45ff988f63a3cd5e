// Ties a body to its signature: the Digest header of old (RFC 3230) and Content-Digest (RFC 9530).
import { hash } from 'node:crypto';
import { parseDictionary } from 'structured-headers';
import type { SignatureRefusal } from './signed-request.ts';

const HASHES = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);

/** The Digest header for a body: `SHA-256=…`. */
export function digestHeader(body: Buffer): string {
  return `SHA-256=${hash('sha256', body, 'base64')}`;
}

/** The Content-Digest header for a body: `sha-256=:…:`. */
export function contentDigestHeader(body: Buffer): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}

/**
 * Compares a Digest header with the raw body. Every SHA-256 and SHA-512 value in it must be right, there must be one,
 * and none may be given twice; weaker hashes count for nothing. Null means it matches.
 */
export function refuseDigest(header: string | null, body: Buffer): SignatureRefusal | null {
  if (header === null) return 'digest-missing';
  const given = header.split(',').map((part) => {
    const [, algorithm = '', value = ''] = /^\s*([\w-]+)=([A-Za-z0-9+/]+={0,2})\s*$/.exec(part) ?? [];
    return [algorithm.toLowerCase(), value] as const;
  });
  return refuseValues(given, body);
}

/** Compares a Content-Digest header with the raw body, by the same rules as refuseDigest. */
export function refuseContentDigest(header: string | null, body: Buffer): SignatureRefusal | null {
  if (header === null) return 'digest-missing';
  try {
    const given = [...parseDictionary(header)].map(([algorithm, [value]]) => {
      return [algorithm, value instanceof ArrayBuffer ? Buffer.from(value).toString('base64') : ''] as const;
    });
    return refuseValues(given, body);
  } catch {
    return 'malformed';
  }
}

/** `given` are algorithms with their values in base64. */
function refuseValues(given: readonly (readonly [string, string])[], body: Buffer): SignatureRefusal | null {
  const known = given.filter(([algorithm]) => HASHES.has(algorithm));
  if (known.length === 0) return 'digest-missing';
  if (new Set(known.map(([algorithm]) => algorithm)).size < known.length) return 'malformed';
  const allRight = known.every(([algorithm, value]) => {
    const right = hash(HASHES.get(algorithm) ?? '', body, 'base64');
    // Base64 has more than one spelling, of which everybody sends the first.
    return value === right || Buffer.from(value, 'base64').toString('base64') === right;
  });
  return allRight ? null : 'digest-mismatch';
}
