// Who a request came from, behind trusted proxies too: for what is answered without Fastify, which knows it as `request.ip`.
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { parseRange, within } from './addresses.ts'

/** Returns a function that tells a request's sender: the last one named that is no trusted proxy, as Fastify sees it. */
export function clientAddress(trustedProxies: readonly string[]): (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string {
  const trusted = trustedProxies.map(parseRange)
  const isTrusted = (address: string) => ipaddr.isValid(address) && within(ipaddr.process(address), trusted)
  return ({ socket, headers }) => {
    const said = String(headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim()).filter(Boolean)
    let address = socket.remoteAddress ?? ''
    while (said.length > 0 && isTrusted(address)) address = said.pop() ?? ''
    return address
  }
}
