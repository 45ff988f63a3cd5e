// Which inboxes on other servers hear of something. A server with a shared inbox is told once; inboxes that said they
// are gone, and hosts that have been silent for longer than anything waits, are passed over.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { PATIENCE_MS } from './patience.ts'

type Value = number | readonly number[]
interface Told extends Readonly<Record<string, Value>> { since: number }

const INBOX = 'coalesce(a.shared_inbox_url, a.inbox_url)'
const REACHABLE = `a.host is not null and ${INBOX} is not null and a.suspended_at is null and a.deleted_at is null
  and not exists (select 1 from inboxes_gone g where g.inbox_url = ${INBOX})
  and not exists (select 1 from hosts h where h.host = a.host and h.failing_since < :since)`

interface InboxRow { inbox: string }
const urls = (rows: readonly InboxRow[]): string[] => rows.map((row) => row.inbox)
const since = (now: number): number => now - PATIENCE_MS

const byIds = prepared<InboxRow, Told & { ids: readonly number[] }>(`
  select distinct ${INBOX} as inbox from accounts a where a.id in (:ids) and ${REACHABLE}`)

/** The inboxes of those of `ids` who are on other servers. */
export async function inboxesOf(db: Reader, ids: readonly number[], now: number): Promise<string[]> {
  return ids.length === 0 ? [] : urls(await byIds(db, { ids, since: since(now) }))
}

const named = prepared<InboxRow, Told & { status: number }>(`
  select distinct ${INBOX} as inbox from accounts a
  where a.id in (select account_id from mentions where status_id = :status) and ${REACHABLE}`)

/** The inboxes of whom a status mentions or silently addresses. */
export const inboxesNamedIn = async (db: Reader, status: number, now: number): Promise<string[]> =>
  urls(await named(db, { status, since: since(now) }))

const MOST = 1000
const latest = (table: string, where: string) => `select account_id from (select account_id from ${table} where ${where} order by id desc limit ${MOST}) x`

const reached = prepared<InboxRow, Told & { status: number; thread: number }>(`
  select distinct ${INBOX} as inbox from accounts a where a.id in (
    select account_id from mentions where status_id = :status
    union select in_reply_to_account_id from statuses where id = :status and in_reply_to_account_id is not null
    union ${latest('statuses', 'in_reply_to_id = :status')}
    union ${latest('statuses', 'reblog_of_id = :status')}
    union ${latest('statuses', 'thread_id = :thread')}
    union ${latest('favourites', 'status_id = :status')}
    union ${latest('quotes', 'quoted_status_id = :status')}
  ) and ${REACHABLE}`)

/**
 * The inboxes of everybody whom a status has reached besides its author's followers: mentioned, answered, taking part
 * in the thread, boosters, favouriters and quoters (the latest thousand of each).
 */
export const inboxesReachedBy = async (db: Reader, { id, threadId }: { id: number; threadId: number | null }, now: number): Promise<string[]> =>
  urls(await reached(db, { status: id, thread: threadId ?? -1, since: since(now) }))

const boosters = prepared<{ account_id: number }, { status: number }>(`
  select account_id from statuses where reblog_of_id = :status and local = 1 order by id desc limit 100`)

/** Members who boosted a status, the latest hundred boosts; each once. */
export const localBoosters = async (db: Reader, status: number): Promise<number[]> =>
  [...new Set((await boosters(db, { status })).map((row) => row.account_id))]

const contacts = prepared<InboxRow, Told & { account: number }>(`
  select distinct ${INBOX} as inbox from accounts a where a.id in (
    select target_account_id from (select target_account_id from follows where account_id = :account order by id desc limit 200) x
    union select m.account_id from mentions m where m.status_id in (select id from statuses where account_id = :account order by id desc limit 200)
  ) and ${REACHABLE}`)

/** The inboxes of whom an account lately followed or wrote to: they show its profile although they do not follow it. */
export const inboxesOfContacts = async (db: Reader, account: number, now: number): Promise<string[]> =>
  urls(await contacts(db, { account, since: since(now) }))

interface FollowerRow { key: number; inbox: string | null }

const followers = prepared<FollowerRow, Told & { target: number; after: number; limit: number }>(`
  select f.id as key, case when ${REACHABLE} then ${INBOX} end as inbox
  from (select id, account_id from follows where target_account_id = :target and id > :after order by id limit :limit) f
  join accounts a on a.id = f.account_id order by f.id`)

export interface InboxPage { inboxes: string[]; /** Where the next page starts; null after the last. */ after: number | null }

const pageOf = (rows: readonly FollowerRow[], limit: number): InboxPage => ({
  inboxes: [...new Set(rows.flatMap((row) => row.inbox ?? []))], after: rows.length < limit ? null : rows.at(-1)?.key ?? null,
})

/** The inboxes of one page of an account's followers, oldest follow first. */
export const inboxesOfFollowers = async (
  db: Reader, target: number, { after = 0, limit }: { after?: number; limit: number }, now: number,
): Promise<InboxPage> => pageOf(await followers(db, { target, after, limit, since: since(now) }), limit)

const everybody = prepared<FollowerRow, Told & { after: number; limit: number }>(`
  select a.id as key, case when ${REACHABLE} then ${INBOX} end as inbox
  from accounts a where a.id > :after order by a.id limit :limit`)

/** The inboxes of one page of all accounts ever seen here. */
export const inboxesOfEverybody = async (db: Reader, { after = 0, limit }: { after?: number; limit: number }, now: number): Promise<InboxPage> =>
  pageOf(await everybody(db, { after, limit, since: since(now) }), limit)

export interface Sender { id: number; username: string; followers: number; pending: boolean }

const senderById = prepared<{ id: number; username: string; followers_count: number; pending: number }, { id: number }>(`
  select id, username, followers_count, pending from accounts where id = :id and host is null`)

/** The local account of this id; null for somebody else's. */
export async function localSender(db: Reader, id: number): Promise<Sender | null> {
  const [row] = await senderById(db, { id })
  return row ? { id: row.id, username: row.username, followers: row.followers_count, pending: row.pending === 1 } : null
}

/** Where an account on another server is known by and reached; null for one of ours. */
export async function remoteParty(db: Reader, id: number): Promise<{ id: number; uri: string } | null> {
  const row = await db.selectFrom('accounts').select(['id', 'uri']).where('id', '=', id).where('host', 'is not', null).executeTakeFirst()
  return row && row.uri !== null ? { id: row.id, uri: row.uri } : null
}
