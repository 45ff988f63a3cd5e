// Which URLs the outbound client follows, and what a redirect may carry along.
import { failure } from './outbound-result.ts';
import type { OutboundFailure } from './outbound-result.ts';
import type { ResponseHead } from './exchange.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_URL_LENGTH = 4096;
const CREDENTIALS = new Set(['authorization', 'cookie', 'proxy-authorization', 'signature', 'signature-input']);

/** Whether the response sends us elsewhere. */
export function isRedirect({ status, headers }: ResponseHead): boolean {
  return REDIRECTS.has(status) && headers.location !== undefined;
}

/**
 * Reads a URL that is to be requested. Refuses every scheme but https (and http when `allowHttp`), user names and
 * passwords, and anything over 4 KiB. The fragment is dropped; odd spellings of IP addresses become ordinary ones.
 */
export function readUrl(value: string | URL, allowHttp: boolean, base?: URL): URL | OutboundFailure {
  const text = String(value);
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text, base?.href)) return failure('invalid-url', text.slice(0, 200));
  const url = new URL(text, base?.href);
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) return failure('forbidden-scheme', url.protocol);
  if (url.username !== '' || url.password !== '') return failure('invalid-url', 'credentials in the URL');
  url.hash = '';
  return url;
}

/** Where a redirect leads, resolved against the URL it came from and read by the same rules. */
export function nextHop(from: URL, { status, headers }: ResponseHead, allowHttp: boolean): URL | OutboundFailure {
  // A repeated Location header would let two programs follow two different ones.
  const { location } = headers;
  if (typeof location !== 'string') return failure('bad-response', 'no single Location', status);
  const next = readUrl(location, allowHttp, from);
  return next instanceof URL ? next : { ...next, status };
}

/** The headers that may follow us to another origin. */
export function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name)));
}
