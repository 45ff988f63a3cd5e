// How viewers stand to the accounts that quotes and quote policies concern: rows of the same statement as their marks.

/** Sets of account ids; of status ids for `named`. */
export interface Ties {
  following: Set<number>
  followedBy: Set<number>
  blocking: Set<number>
  blockedBy: Set<number>
  muting: Set<number>
  /** Accounts of hosts that the viewer has blocked. */
  hostBlocking: Set<number>
  /** Quoted statuses that name the viewer or are addressed to them. */
  named: Set<number>
}

/** In the order of the numbers by which the statement tells them. */
const KINDS = ['following', 'followedBy', 'blocking', 'blockedBy', 'muting', 'hostBlocking', 'named'] as const satisfies readonly (keyof Ties)[]
const FIRST = 10

export const emptyTies = (): Ties => ({
  following: new Set(), followedBy: new Set(), blocking: new Set(), blockedBy: new Set(), muting: new Set(), hostBlocking: new Set(), named: new Set(),
})

/** The same text for the same ties. */
export const tiesKey = (ties: Ties): string => KINDS.map((kind) => [...ties[kind]].sort((a, b) => a - b).join()).join(' ')

/**
 * Rows of viewer, kind, id and choice for `:authors` and `:quoted` statuses; `who` is what a viewer's column must be.
 * Mutes that ended before `:now` do not count.
 */
export const tieRows = (who: string): string => `
  union all select account_id, ${FIRST}, target_account_id, 0 from follows where account_id ${who} and target_account_id in (:authors)
  union all select target_account_id, ${FIRST + 1}, account_id, 0 from follows where target_account_id ${who} and account_id in (:authors)
  union all select account_id, ${FIRST + 2}, target_account_id, 0 from blocks where account_id ${who} and target_account_id in (:authors)
  union all select target_account_id, ${FIRST + 3}, account_id, 0 from blocks where target_account_id ${who} and account_id in (:authors)
  union all select account_id, ${FIRST + 4}, target_account_id, 0 from mutes
    where account_id ${who} and target_account_id in (:authors) and (expires_at is null or expires_at > :now)
  union all select d.account_id, ${FIRST + 5}, a.id, 0 from accounts a join account_domain_blocks d on d.host = a.host
    where d.account_id ${who} and a.id in (:authors)
  union all select account_id, ${FIRST + 6}, status_id, 0 from mentions where account_id ${who} and status_id in (:quoted)`

/** Puts a row of {@link tieRows} where it belongs. */
export function takeTie(ties: Ties, kind: number, id: number): void {
  const name = KINDS[kind - FIRST]
  if (name) ties[name].add(id)
}
