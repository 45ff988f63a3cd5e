// Remote accounts as the inbox needs them: one lean statement each, for they are asked for with every request.
import type { Reader, Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** Somebody on another server who does something here. */
export interface Peer {
  id: number
  uri: string
  host: string
  followers_url: string | null
  following_url: string | null
  featured_url: string | null
  suspended_at: number | null
  deleted_at: number | null
  fetched_at: number | null
}

/** A peer with the key that a request names. */
export interface Signer extends Peer {
  /** Another key has another id: this one's key never changes. */
  key_id: number
  public_key: string
}

/** A peer whose activity is being processed. */
export interface Sender extends Peer {
  /** Since when its host is not reached, epoch ms; null for one in order. */
  host_failing_since: number | null
  /** When it last spoke to us while it was not reached, epoch ms. */
  host_seen_at: number | null
}

const COLUMNS = 'a.id, a.uri, a.host, a.followers_url, a.following_url, a.featured_url, a.suspended_at, a.deleted_at, a.fetched_at'

const byKey = prepared<Signer, { uri: string }>(
  `select ${COLUMNS}, k.id as key_id, k.public_key from account_keys k join accounts a on a.id = k.account_id where k.uri = :uri and a.uri is not null`)

const byId = prepared<Peer, { id: number }>(`select ${COLUMNS} from accounts a where a.id = :id and a.uri is not null`)

const senders = prepared<Sender, { id: number }>(
  `select ${COLUMNS}, h.failing_since as host_failing_since, h.last_seen_at as host_seen_at from accounts a left join hosts h on h.host = a.host where a.id = :id and a.uri is not null`)

const byUri = prepared<Peer, { uri: string }>(`select ${COLUMNS} from accounts a where a.uri = :uri`)

const inForce = prepared<{ id: number }, { ids: readonly number[] }>(
  'select k.id from account_keys k join accounts a on a.id = k.account_id where k.id in (:ids) and a.suspended_at is null and a.deleted_at is null')

/** Those of these keys that still are their owners' keys, of owners who are neither suspended nor deleted. */
export const keysInForce = async (db: Reader, keyIds: readonly number[]): Promise<Set<number>> =>
  keyIds.length === 0 ? new Set() : new Set((await inForce(db, { ids: [...new Set(keyIds)] })).map(({ id }) => id))

/** Whose key this is, with the key; null when it is not known here. */
export const findSigner = async (db: Reader, keyUri: string): Promise<Signer | null> => (await byKey(db, { uri: keyUri }))[0] ?? null

/** A remote account by its id here. */
export const peerById = async (db: Reader, id: number): Promise<Peer | null> => (await byId(db, { id }))[0] ?? null

/** A remote account by its id here, with how its host stands. */
export const senderById = async (db: Reader, id: number): Promise<Sender | null> => (await senders(db, { id }))[0] ?? null

/** A remote account by its network id. */
export const peerByUri = async (db: Reader, uri: string): Promise<Peer | null> => (await byUri(db, { uri }))[0] ?? null

const localById = prepared<Known, { ids: readonly number[] }>('select id, uri from accounts where id in (:ids) and host is null and deleted_at is null')
const remoteByUri = prepared<Known, { uri: string }>('select id, uri from accounts where uri = :uri and deleted_at is null')

interface Known { id: number; uri: string | null }

/** Up to here one prepared statement for each is cheaper than one that is made anew for all. */
const FEW = 8

/** Those of these accounts that exist and are not deleted: remote ones by network id, local ones by id. */
export async function knownAmong(db: Reader, { uris, ids }: { uris: readonly string[]; ids: readonly number[] }): Promise<Known[]> {
  const known = ids.length === 0 ? [] : await localById(db, { ids: [...new Set(ids)] })
  const distinct = [...new Set(uris)]
  if (distinct.length > FEW) {
    const many = await db.selectFrom('accounts').select(['id', 'uri']).where('uri', 'in', distinct).where('deleted_at', 'is', null).execute()
    return [...known, ...many]
  }
  for (const uri of distinct) known.push(...await remoteByUri(db, { uri }))
  return known
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
