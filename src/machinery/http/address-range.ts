// The range a network address is counted by: one person's router hands out a whole IPv6 /64.
import ipaddr from 'ipaddr.js'

/** `192.0.2.7` stays itself; `2001:db8:1:2:3::4` becomes `2001:db8:1:2::/64`. What is no address is returned as it is. */
export function addressRange(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`
}
