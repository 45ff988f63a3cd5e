// What is remembered between fetches, one memory per guarded client (that is: per server): failures, so that nobody
// makes us hammer a dead address, and fetches under way, so that the same thing is asked for once.
import { LRUCache } from 'lru-cache'
import type { Outbound } from '#machinery/http/outbound.ts'
import type { Context } from '#domain/context.ts'
import { failed, type Failed, type Outcome } from './outcome.ts'

/** What fetching needs: the domain's context and the guarded client. */
export interface Reach extends Context { readonly outbound: Outbound }

interface Memory {
  readonly failures: LRUCache<string, Failed>
  readonly underway: Map<string, Promise<Outcome<unknown>>>
  /** When something was last asked for out of turn, epoch ms. */
  readonly asked: LRUCache<string, number>
}

const FINAL_MS = 10 * 60_000
const TEMPORARY_MS = 60_000

const memories = new WeakMap<Outbound, Memory>()

function memoryOf({ outbound }: Pick<Reach, 'outbound'>): Memory {
  let memory = memories.get(outbound)
  if (!memory) {
    memory = { failures: new LRUCache({ max: 5000 }), underway: new Map(), asked: new LRUCache({ max: 5000 }) }
    memories.set(outbound, memory)
  }
  return memory
}

/**
 * Runs `ask` unless the same is under way (then shares its outcome) or failed a short while ago (then fails as it did):
 * ten minutes for what was refused, one for what could not be reached. `again` asks all the same.
 */
export async function once<T>(reach: Reach, key: string, ask: () => Promise<Outcome<T>>, { again = false } = {}): Promise<Outcome<T>> {
  const { failures, underway } = memoryOf(reach)
  const running = underway.get(key)
  if (running) return running as Promise<Outcome<T>>
  const failure = again ? undefined : failures.get(key)
  if (failure) return failure
  const asking = ask()
  underway.set(key, asking)
  try {
    const outcome = await asking
    // Who ran out of budget has learned nothing about the other server.
    if (!outcome.ok && outcome.reason !== OVER_BUDGET) failures.set(key, outcome, { ttl: outcome.temporary ? TEMPORARY_MS : FINAL_MS })
    else if (outcome.ok) failures.delete(key)
    return outcome
  } finally {
    underway.delete(key)
  }
}

export const OVER_BUDGET = 'over-budget'
export const overBudget = (): Failed => failed(OVER_BUDGET, true)

/** True once within `ms` for a `key`: keeps strangers from making us repeat a request at will. */
export function mayAskAgain(reach: Reach, key: string, ms: number): boolean {
  const { asked } = memoryOf(reach)
  if (asked.has(key)) return false
  asked.set(key, reach.clock.now(), { ttl: ms })
  return true
}
