// The people who listen: whom each does not want to see and what they filter, read once however many connections they have, and read again
// when told that it has changed.
import type { Context } from '#domain/context.ts'
import { activeFilters, type ActiveFilter } from '#domain/filters/active-filters.ts'
import { hiddenAccounts, type HiddenAccounts } from '#domain/relationships/hidden.ts'

export interface Owner {
  readonly accountId: number
  hidden: HiddenAccounts
  filters: readonly ActiveFilter[]
}

export interface Owners {
  /** The owner with their wishes loaded; to be let go once per call. */
  hold(accountId: number): Promise<Owner>
  letGo(owner: Owner): void
  /** Reads an owner's wishes again, if anybody listens for them. */
  refresh(accountId: number): Promise<void>
}

interface Held { owner: Promise<Owner>; count: number }

/** Nobody yet. */
export function createOwners(ctx: Pick<Context, 'db' | 'clock'>): Owners {
  const held = new Map<number, Held>()
  async function wishesOf(accountId: number): Promise<Omit<Owner, 'accountId'>> {
    const now = ctx.clock.now()
    const [hidden, filters] = await Promise.all([hiddenAccounts(ctx.db, accountId, now), activeFilters(ctx.db, accountId, now)])
    return { hidden, filters }
  }

  function drop(accountId: number): void {
    const one = held.get(accountId)
    if (one && --one.count === 0) held.delete(accountId)
  }

  return {
    async hold(accountId) {
      let one = held.get(accountId)
      if (!one) {
        one = { owner: wishesOf(accountId).then((wishes) => ({ accountId, ...wishes })), count: 0 }
        held.set(accountId, one)
      }
      one.count += 1
      try {
        return await one.owner
      } catch (error) {
        drop(accountId)
        throw error
      }
    },
    letGo: ({ accountId }) => drop(accountId),
    async refresh(accountId) {
      const owner = await held.get(accountId)?.owner
      if (owner) Object.assign(owner, await wishesOf(accountId))
    },
  }
}
