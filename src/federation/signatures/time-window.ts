// How old a signed request may be. Wide, because servers queue for hours and clocks are wrong; replays inside the
// window are harmless, since activities are taken once by their id.
import type { SignatureRefusal } from './signed-request.ts';

const HOUR_MS = 3_600_000;
const MAX_AGE_MS = 12 * HOUR_MS;
const CLOCK_SKEW_MS = HOUR_MS;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export type SignedTimes = { created: number; expires?: number | undefined };

/**
 * Refuses what was signed more than 12 hours ago, is dated in the future or has expired, each with one hour's grace
 * for wrong clocks, as Mastodon does. All times in epoch ms. Null means acceptable.
 */
export function refuseTimes({ created, expires }: SignedTimes, now = Date.now()): SignatureRefusal | null {
  if (created > now + CLOCK_SKEW_MS) return 'in-future';
  if (now > created + MAX_AGE_MS + CLOCK_SKEW_MS) return 'too-old';
  if (expires !== undefined && now > expires + CLOCK_SKEW_MS) return 'expired';
  return null;
}

/** Reads an HTTP date (RFC 9110, IMF-fixdate) as epoch ms; null for any other spelling. */
export function readHttpDate(value: string | null): number | null {
  const time = value !== null && HTTP_DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : time;
}
