// The people who listen: what each does not want to see, read once however many connections they have, and read again
// when told that it has changed.
import type { Context } from '#domain/context.ts'
import { hiddenAccounts, type HiddenAccounts } from '#domain/relationships/hidden.ts'

export interface Owner {
  readonly accountId: number
  hidden: HiddenAccounts
}

export interface Owners {
  /** The owner with their hidden accounts loaded; to be let go once per call. */
  hold(accountId: number): Promise<Owner>
  letGo(owner: Owner): void
  /** Reads again what an owner does not want to see, if anybody listens for them. */
  refresh(accountId: number): Promise<void>
}

interface Held { owner: Promise<Owner>; count: number }

/** Nobody yet. */
export function createOwners(ctx: Pick<Context, 'db' | 'clock'>): Owners {
  const held = new Map<number, Held>()
  const hiddenOf = (accountId: number) => hiddenAccounts(ctx.db, accountId, ctx.clock.now())

  function drop(accountId: number): void {
    const one = held.get(accountId)
    if (one && --one.count === 0) held.delete(accountId)
  }

  return {
    async hold(accountId) {
      let one = held.get(accountId)
      if (!one) {
        one = { owner: hiddenOf(accountId).then((hidden) => ({ accountId, hidden })), count: 0 }
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
      if (owner) owner.hidden = await hiddenOf(accountId)
    },
  }
}
