// Remote accounts as the inbox needs them: one lean statement each, for they are asked for with every request.
import type { Reader, Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** Somebody on another server who does something here. */
export interface Peer {
  id: number
  uri: string
  host: string
  followers_url: string | null
  featured_url: string | null
  suspended_at: number | null
  deleted_at: number | null
  fetched_at: number | null
}

/** A peer with the key that a request names. */
export interface Signer extends Peer { public_key: string }

const COLUMNS = 'a.id, a.uri, a.host, a.followers_url, a.featured_url, a.suspended_at, a.deleted_at, a.fetched_at'

const byKey = prepared<Signer, { uri: string }>(
  `select ${COLUMNS}, k.public_key from account_keys k join accounts a on a.id = k.account_id where k.uri = :uri and a.uri is not null`)

const byId = prepared<Peer, { id: number }>(`select ${COLUMNS} from accounts a where a.id = :id and a.uri is not null`)

const byUri = prepared<Peer, { uri: string }>(`select ${COLUMNS} from accounts a where a.uri = :uri`)

/** Whose key this is, with the key; null when it is not known here. */
export const findSigner = async (db: Reader, keyUri: string): Promise<Signer | null> => (await byKey(db, { uri: keyUri }))[0] ?? null

/** A remote account by its id here. */
export const peerById = async (db: Reader, id: number): Promise<Peer | null> => (await byId(db, { id }))[0] ?? null

/** A remote account by its network id. */
export const peerByUri = async (db: Reader, uri: string): Promise<Peer | null> => (await byUri(db, { uri }))[0] ?? null

/** Those of these accounts that exist and are not deleted: remote ones by network id, local ones by id. */
export async function knownAmong(db: Reader, { uris, ids }: { uris: readonly string[]; ids: readonly number[] }): Promise<{ id: number; uri: string | null }[]> {
  if (uris.length === 0 && ids.length === 0) return []
  const remote = uris.length === 0 ? [] : await db.selectFrom('accounts').select(['id', 'uri'])
    .where('uri', 'in', [...new Set(uris)]).where('deleted_at', 'is', null).execute()
  const local = ids.length === 0 ? [] : await db.selectFrom('accounts').select(['id', 'uri'])
    .where('id', 'in', idList([...new Set(ids)])).where('host', 'is', null).where('deleted_at', 'is', null).execute()
  return [...local, ...remote]
}

/** Notes that what an account wrote before is being asked for now; false when it was less than `everyMs` ago, or the account is ours. */
export async function claimBackfill(tx: Tx, accountId: number, everyMs: number): Promise<boolean> {
  const claimed = await tx.db.updateTable('accounts').set({ backfilled_at: tx.now }).where('id', '=', accountId).where('host', 'is not', null)
    .where((where) => where.or([where('backfilled_at', 'is', null), where('backfilled_at', '<', tx.now - everyMs)])).returning('id').execute()
  return claimed.length > 0
}

/** Takes over what an account's server counts. */
export async function takeCounts(tx: Tx, accountId: number, counts: { statuses: number | null; followers: number | null; following: number | null }): Promise<void> {
  const columns = Object.fromEntries(Object.entries({
    statuses_count: counts.statuses, followers_count: counts.followers, following_count: counts.following,
  }).filter(([, count]) => count !== null))
  if (Object.keys(columns).length === 0) return
  await tx.db.updateTable('accounts').set(columns).where('id', '=', accountId).where('host', 'is not', null).execute()
}
