// covey deliveries …: the queue to other servers, host by host, and what an operator may do about it.
import { dropHost, peerStates, retryHost, typedHost, type PeerState } from '#domain/peers/peer-states.ts'
import type { Reader } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { text, UsageError, type Args, type Option, type Verb } from '../verb.ts'

const hostOption = { type: 'string', about: 'only this server, as in its addresses', value: 'HOST' } as const satisfies Option

/** So many servers are listed; whoever has more looks at one. */
const MOST_HOSTS = 1000

function givenHost(args: Args): string | null {
  if (text(args, 'host') === '') return null
  const host = typedHost(text(args, 'host'))
  if (host === null) throw new UsageError(`--host must be a server such as other.example, not "${text(args, 'host')}".`)
  return host
}

const iso = (ms: number | null): string | null => ms === null ? null : new Date(ms).toISOString()
const nothingFor = (host: string): Refusal => new Refusal('record.missing', { text: `Nothing waits for ${host}, and it does not fail` })

const dataOf = (one: PeerState) => ({
  host: one.host, waiting: one.waiting, given_up: one.dead, failing_since: iso(one.failingSince), failures: one.failures,
  last_success_at: iso(one.lastSuccessAt), next_try_at: iso(one.nextTryAt), last_error: one.lastError,
})

const lineOf = (one: PeerState): string => [
  one.host, `${one.waiting} waiting`, `${one.dead} given up`, one.failingSince === null ? 'well' : `failing since ${iso(one.failingSince)} (${one.failures})`,
  `last success ${iso(one.lastSuccessAt) ?? 'never'}`, `next try ${iso(one.nextTryAt) ?? 'none'}`, ...one.lastError === null ? [] : [one.lastError],
].join('\t')

async function statesOf(db: Reader, host: string | null): Promise<PeerState[]> {
  const states = await peerStates(db, { host, limit: MOST_HOSTS })
  if (host !== null && states.length === 0) throw nothingFor(host)
  return states
}

export const deliveriesList: Verb = {
  name: 'deliveries list',
  about: 'Lists the servers that something waits for or that fail, the longest queue first.',
  positionals: [],
  options: { host: hostOption },
  async run(ctx, args) {
    const states = await statesOf(ctx.db, givenHost(args))
    return { text: states.map(lineOf).join('\n'), data: states.map(dataOf) }
  },
}

export const deliveriesRetry: Verb = {
  name: 'deliveries retry',
  about: 'Tries again now, what was given up too: for one server, or for all of them.',
  positionals: [],
  options: { host: hostOption },
  async run(ctx, args) {
    const states = await statesOf(ctx.db, givenHost(args))
    for (const { host } of states) await retryHost(ctx, host)
    const deliveries = states.reduce((sum, one) => sum + one.waiting + one.dead, 0)
    return { text: `Trying again: ${deliveries} to ${states.length === 1 ? states[0]?.host ?? '' : `${states.length} servers`}.`, data: { hosts: states.map((one) => one.host), deliveries } }
  },
}

export const deliveriesDrop: Verb = {
  name: 'deliveries drop',
  about: 'Forgets everything that waits for a server or was given up. It will never hear of it; what is under way may still arrive.',
  positionals: [],
  options: { host: { ...hostOption, about: 'which server, as in its addresses', required: true } },
  async run(ctx, args) {
    const host = givenHost(args) ?? ''
    const before = await dropHost(ctx, host)
    if (!before) throw nothingFor(host)
    const dropped = before.waiting + before.dead
    return { text: `Forgotten: ${dropped} to ${host}.`, data: { host, dropped } }
  },
}
