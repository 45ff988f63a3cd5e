// Looks for hosts with anything due: through all that anything waits for, a few at a time and never for more than a
// tenth of the time, however many of them are down.
import type { Context } from '#domain/context.ts'
import { dueHosts, type DueHost } from '#domain/peers/claims.ts'

const HOSTS_AT_ONCE = 64
/** For each ms of looking, how many ms of not looking. */
const REST = 9

/** Looks from the first host to the last as often as wanted; `rested` is called when a look that was wanted may begin. */
export function lookThrough(ctx: Context, rested: () => void) {
  let wanted = 1
  let doing = 0
  let done = 0
  let cursor = ''
  let restUntil = 0
  let timer: NodeJS.Timeout | null = null

  function mayBegin(): boolean {
    const wait = restUntil - performance.now()
    if (wait <= 0) return true
    timer ??= setTimeout(() => {
      timer = null
      rested()
    }, Math.ceil(wait))
    return false
  }

  return {
    want: (): number => wanted += 1,
    isDone: (number: number): boolean => done >= number,
    /** The next few hosts that may be tried, perhaps none; null at the end of a look, or while no look is due. */
    async next(): Promise<DueHost[] | null> {
      if (cursor === '') {
        if (done >= wanted || !mayBegin()) return null
        doing = wanted
      }
      const started = performance.now()
      const { due, last } = await dueHosts(ctx.db, { now: ctx.clock.now(), after: cursor, scan: HOSTS_AT_ONCE })
      const ended = performance.now()
      restUntil = Math.max(restUntil, ended) + (ended - started) * REST
      cursor = last ?? ''
      if (last === null) done = doing
      return due
    },
    close(): void { if (timer) clearTimeout(timer) },
  }
}
