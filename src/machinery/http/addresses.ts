// Which network addresses the outbound client may dial. Every fetch of remote data ends here, just before the socket
// opens: a name, a redirect or a DNS answer chosen by a stranger must never reach the machine's own networks.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

export type AddressGuard = {
  /** Whether this literal IP address may be dialled. Anything that is not an IP address may not. */
  permits(address: string): boolean;
};

const NAT64: Range[] = [ipaddr.parseCIDR('64:ff9b::/96')];

/**
 * Makes the guard. An address is permitted when it is ordinary global unicast, or lies in one of `allowedCidrs`
 * (CIDR ranges or single addresses, for peers on private networks). Everything else is refused: loopback, private,
 * link-local, unique-local, multicast, unspecified, v4-mapped, v4-compatible, NAT64, 6to4, Teredo, carrier-grade NAT,
 * documentation, benchmark and reserved ranges (IANA special-purpose registries, RFC 6890). On an IPv6-only machine
 * `64:ff9b::/96` may be allowed; the IPv4 address inside must then be permitted too.
 * Throws an Error naming the entry when one of `allowedCidrs` is not an address range.
 */
export function createAddressGuard(allowedCidrs: readonly string[]): AddressGuard {
  const allowed = allowedCidrs.map(parseRange);
  const judge = (address: Address): boolean => {
    if (within(address, allowed)) {
      return within(address, NAT64) ? judge(embeddedIPv4(address)) : true;
    }
    return isGlobalUnicast(address);
  };
  return { permits: (address) => isIP(address) !== 0 && judge(ipaddr.parse(address)) };
}

/** Reads `10.0.0.0/8` or a single address; throws an Error naming what is neither. */
export function parseRange(range: string): Range {
  try {
    if (range.includes('/')) return ipaddr.parseCIDR(range);
    const address = ipaddr.parse(range);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch (cause) {
    throw new Error(`"${range}" is not an address range such as 10.0.0.0/8`, { cause });
  }
}

/** Whether an address is in one of the ranges. */
export function within(address: Address, ranges: readonly Range[]): boolean {
  return ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits));
}

function embeddedIPv4(address: Address): Address {
  return ipaddr.fromByteArray(address.toByteArray().slice(-4));
}

function isGlobalUnicast(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  // Outside 2000::/3 IANA has assigned nothing global, but routers and kernels give old forms such as ::127.0.0.1 a meaning.
  return !(address instanceof ipaddr.IPv6) || (address.parts[0] ?? 0) >> 13 === 1;
}
