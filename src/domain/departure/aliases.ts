// Other accounts of the same person, as a member says: each may then say in turn that it has moved here.
import type { Config } from '#machinery/config/config.ts'
import { accountRows, ownAccount, type AccountRow } from '#domain/accounts/queries.ts'
import { knownAmong } from '#domain/accounts/peers.ts'
import { accountUri, parseLocalUrl } from '#domain/addresses.ts'
import type { Reader, Tx } from '#domain/context.ts'
import { holdAccount } from '#domain/accounts/hold-account.ts'
import { invalid, missing } from '#domain/refusals.ts'

/** The most that a profile lists; other servers read a hundred at most. */
const ALIASES = 20

export interface Alias { uri: string; account: AccountRow | null }

const listOf = (account: AccountRow): string[] => JSON.parse(account.also_known_as) as string[]

/** Whether `account` says that it is the same person as `other`. */
export const names = (config: Config, account: AccountRow, other: AccountRow): boolean => listOf(account).includes(accountUri(config, other))

/** The aliases of a member, in the order they were added, each with who it is where that is known. */
export async function aliasesOf(db: Reader, config: Config, accountId: number): Promise<Alias[]> {
  const uris = listOf(await ownAccount(db, accountId))
  const local = new Map(uris.flatMap((uri) => {
    const place = parseLocalUrl(config, uri)
    return place?.kind === 'account' && 'id' in place ? [[uri, place.id] as const] : []
  }))
  const known = await knownAmong(db, { uris: uris.filter((uri) => !local.has(uri)), ids: [...local.values()] })
  const idByUri = new Map<string, number>([...local, ...known.flatMap(({ uri, id }) => uri === null ? [] : [[uri, id] as const])])
  const rows = await accountRows(db, [...idByUri.values()])
  return uris.map((uri) => ({ uri, account: rows.get(idByUri.get(uri) ?? 0) ?? null }))
}

async function change(tx: Tx, accountId: number, next: (uris: string[]) => string[]): Promise<boolean> {
  await holdAccount(tx, accountId)
  const uris = listOf(await ownAccount(tx.db, accountId))
  const wanted = next(uris)
  if (wanted.join() === uris.join()) return false
  await tx.db.updateTable('accounts').set({ also_known_as: JSON.stringify(wanted), updated_at: tx.now }).where('id', '=', accountId).execute()
  await tx.record('account.updated', { accountId })
  return true
}

/**
 * A member says that `otherId` is theirs too. Idempotent: false when it was said before. Refuses the account itself, one
 * that is gone, and more than twenty.
 */
export async function addAlias(tx: Tx, accountId: number, otherId: number): Promise<boolean> {
  const other = await ownAccount(tx.db, otherId)
  if (other.deleted_at !== null || other.pending === 1) throw missing()
  if (otherId === accountId) throw invalid('An account cannot be an alias of itself')
  return change(tx, accountId, (uris) => {
    const uri = accountUri(tx.config, other)
    if (uris.includes(uri)) return uris
    if (uris.length >= ALIASES) throw invalid(`There can be ${ALIASES} aliases at most`)
    return [...uris, uri]
  })
}

/** Takes an alias back by its network id. Idempotent: false when there was none. */
export const removeAlias = (tx: Tx, accountId: number, uri: string): Promise<boolean> =>
  change(tx, accountId, (uris) => uris.filter((one) => one !== uri))
