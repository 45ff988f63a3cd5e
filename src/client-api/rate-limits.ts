// Mastodon's rate classes. Counted in memory per process: a limit is a courtesy between clients and server, not an
// account of anything. IPv6 strangers are counted by /64.
import type { Rate } from './route.ts'

interface Limit { readonly limit: number; readonly windowMs: number; readonly by: 'account' | 'address' }

const MINUTE = 60_000

/** For `rate_limits` in the contract. Strangers share one class by address whatever they ask for. */
const limits: Record<Exclude<Rate, 'none'>, Limit> = {
  default: { limit: 300, windowMs: 5 * MINUTE, by: 'account' },
  media: { limit: 30, windowMs: 30 * MINUTE, by: 'account' },
  deletes: { limit: 30, windowMs: 30 * MINUTE, by: 'account' },
  'sign-up': { limit: 5, windowMs: 30 * MINUTE, by: 'address' },
  apps: { limit: 25, windowMs: 10 * MINUTE, by: 'address' },
  paging: { limit: 300, windowMs: 15 * MINUTE, by: 'address' },
}

export interface Allowance { limit: number; remaining: number; resetsAt: number; exceeded: boolean }

/** Counts one call; `who` is an account id or an address. */
export type CountCall = (rate: Exclude<Rate, 'none'>, accountId: number | null, address: string, now: number) => Allowance

/** The address as it is counted: IPv6 by its /64. */
export function addressGroup(address: string): string {
  if (!address.includes(':')) return address
  if (address.toLowerCase().startsWith('::ffff:')) return address.slice('::ffff:'.length)
  const [head = '', tail = ''] = address.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const middle = address.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  return [...left, ...middle, ...right].slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16)).join(':')
}

/** Starts counting; expired windows are swept as new ones come. */
export function createCounter(): CountCall {
  let windows = new Map<string, { used: number; resetsAt: number }>()
  let sweepAt = 0
  return (rate, accountId, address, now) => {
    if (now > sweepAt) {
      windows = new Map([...windows].filter(([, window]) => window.resetsAt > now))
      sweepAt = now + MINUTE
    }
    const { limit, windowMs, by } = limits[rate]
    const who = by === 'account' && accountId !== null ? `a${accountId}` : `i${addressGroup(address)}`
    const key = `${rate} ${who}`
    let window = windows.get(key)
    if (!window || window.resetsAt <= now) {
      window = { used: 0, resetsAt: Math.ceil((now + 1) / windowMs) * windowMs }
      windows.set(key, window)
    }
    window.used += 1
    return { limit, remaining: Math.max(0, limit - window.used), resetsAt: window.resetsAt, exceeded: window.used > limit }
  }
}
