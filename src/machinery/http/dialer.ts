// Opens the outbound client's sockets. The addresses that passed the guard are the very ones handed to the socket, so
// a name that answers differently the second time (DNS rebinding) gains nothing.
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import type { AddressGuard } from './addresses.ts';
import type { Resolve, ResolvedAddress } from './dns-cache.ts';

/** The host, or every address its name resolves to, is one we must not dial. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
  readonly code = 'FORBIDDEN_ADDRESS';
}

export type DialerOptions = { guard: AddressGuard; resolve: Resolve; connectTimeoutMs: number };

/**
 * Makes undici's connector out of its `build`. IP-literal hosts are checked before dialling; names are resolved once, refused addresses
 * are dropped, and only the rest are dialled. Fails with ForbiddenAddressError when none remain.
 * HTTP/2 is not offered: its header and stream limits are beyond our control, and one connection limit per host suffices.
 */
export function createDialer(build: typeof buildConnector, { guard, resolve, connectTimeoutMs }: DialerOptions): buildConnector.connector {
  const connect = build({
    allowH2: false,
    timeout: connectTimeoutMs,
    lookup: guardedLookup(guard, resolve),
    // The type asks for a target, which undici fills in for each connection.
    port: undefined as unknown as number,
  });
  return (target, callback) => {
    if (isIP(target.hostname) !== 0 && !guard.permits(target.hostname)) {
      queueMicrotask(() => callback(new ForbiddenAddressError(target.hostname), null));
      return;
    }
    connect(target, callback);
  };
}

function guardedLookup(guard: AddressGuard, resolve: Resolve): LookupFunction {
  return (hostname, { all, family }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const permitted = addresses.filter(({ address }) => guard.permits(address)).filter(ofFamily(family));
        const [first] = permitted;
        if (first === undefined) callback(new ForbiddenAddressError(describe(hostname, addresses)), '', 0);
        else if (all === true) callback(null, permitted);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

function ofFamily(family: number | 'IPv4' | 'IPv6' | undefined): (address: ResolvedAddress) => boolean {
  if (family === 4 || family === 'IPv4') return (address) => address.family === 4;
  if (family === 6 || family === 'IPv6') return (address) => address.family === 6;
  return () => true;
}

function describe(hostname: string, addresses: readonly ResolvedAddress[]): string {
  return `${hostname} resolves to ${addresses.map(({ address }) => address).join(', ') || 'nothing'}`;
}
