// The words both signature schemes share: a request as it arrived, what is asked of it, and how it can fail.
import type { PublicKey } from './keys.ts';

export type HeaderValues = Readonly<Record<string, string | string[] | undefined>>;

/** A request as it arrived: `path` with its query exactly as on the request line, names of `headers` in lower case. */
export type SignedRequest = { method: string; path: string; headers: HeaderValues; body: Buffer | null };

export type ReadOptions = {
  /** Every origin this server answers as, such as `https://social.example`: a request signed for another is a replay. */
  ownOrigins: readonly string[];
  /** The time in epoch ms; now, unless a test says otherwise. */
  now?: number | undefined;
};

export type SignatureScheme = 'draft-cavage' | 'rfc9421';

export type SignatureRefusal =
  | 'unsigned'
  | 'malformed'
  | 'unsupported-algorithm'
  | 'unsupported-component'
  | 'not-covered'
  | 'missing-header'
  | 'wrong-host'
  | 'bad-date'
  | 'too-old'
  | 'in-future'
  | 'expired'
  | 'digest-missing'
  | 'digest-mismatch';

export type RefusedSignature = { ok: false; reason: SignatureRefusal; detail?: string };

/** A signature that is worth looking up the key for; nothing about it is proven until `check` says true. */
export type ReadableSignature = { ok: true; scheme: SignatureScheme; keyId: string; check(key: PublicKey): boolean };

export type SignatureReading = ReadableSignature | RefusedSignature;

/** Builds a refusal; `detail` is for logs. */
export function refuse(reason: SignatureRefusal, detail?: string): RefusedSignature {
  return { ok: false, reason, ...(detail === undefined ? {} : { detail: detail.slice(0, 200) }) };
}

/** Whether the request carries a body whose digest must be signed: everything but GET and HEAD. */
export function carriesBody({ method }: SignedRequest): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** A header's value as signed: trimmed, repetitions joined by a comma; null when absent or with a line break inside. */
export function headerValue(headers: HeaderValues, name: string): string | null {
  // The name comes from the sender: "constructor" is not a header.
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (value === undefined) return null;
  const joined = typeof value === 'string' ? value.trim() : value.map((each) => each.trim()).join(', ');
  return /[\r\n]/.test(joined) ? null : joined;
}

/** Which of our origins the Host header names; null when it is none of them. */
export function ownOriginOf({ headers }: SignedRequest, { ownOrigins }: ReadOptions): string | null {
  const host = headerValue(headers, 'host')?.toLowerCase();
  return ownOrigins.find((origin) => host === hostOf(origin) || host === hostOf(origin) + defaultPort(origin)) ?? null;
}

function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2).toLowerCase();
}

function defaultPort(origin: string): string {
  return origin.startsWith('https:') ? ':443' : ':80';
}

/** The request targets to try, in order: as sent, then without the query, which many servers leave unsigned. */
export function targetsToTry(path: string): string[] {
  const query = path.indexOf('?');
  return query < 0 ? [path] : [path, path.slice(0, query)];
}
