// Remembers DNS answers, so that a surge of deliveries asks once per host and dead hosts do not occupy the thread pool
// that also signs requests and hashes passwords.
import { lookup } from 'node:dns/promises';
import { LRUCache } from 'lru-cache';

export type ResolvedAddress = { address: string; family: number };
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

export type DnsCacheOptions = {
  /** Asks the system; tests put their own answers here. */
  resolve?: Resolve | undefined;
  /** How long an answer is used, in ms (default 60,000). */
  positiveTtlMs?: number | undefined;
  /** How long a failure is used, in ms (default 15,000). */
  negativeTtlMs?: number | undefined;
  /** Names remembered at most; the least recently used is forgotten, so wildcard domains cost bounded memory. */
  maxHosts?: number | undefined;
};

/**
 * Wraps a resolver with a bounded cache. Concurrent questions about one name share one answer; failures are cached too,
 * and reject with the resolver's own error. The default resolver honours the hosts file and the system's search order.
 */
export function createDnsCache(options: DnsCacheOptions = {}): Resolve {
  const ask = options.resolve ?? askSystem;
  // A TTL of 0 would mean "for ever" to the cache.
  const positiveTtl = Math.max(1, options.positiveTtlMs ?? 60_000);
  const negativeTtl = Math.max(1, options.negativeTtlMs ?? 15_000);
  const answers = new LRUCache<string, Promise<ResolvedAddress[]>>({ max: options.maxHosts ?? 10_000 });

  return (hostname) => {
    const known = answers.get(hostname);
    if (known !== undefined) return known;
    const answer = ask(hostname);
    answers.set(hostname, answer);
    answer.then(
      () => answers.set(hostname, answer, { ttl: positiveTtl }),
      () => answers.set(hostname, answer, { ttl: negativeTtl }),
    );
    return answer;
  };
}

function askSystem(hostname: string): Promise<ResolvedAddress[]> {
  return lookup(hostname, { all: true, order: 'verbatim' });
}
