// Following: the one write for a member's tap and a peer's activity alike.
import { sql } from 'kysely'
import { holdPair } from '../accounts/hold-account.ts'
import type { Tx } from '../context.ts'
import { countFollow } from './follow-counters.ts'
import { followStart, loadParties } from './may-follow.ts'

export interface FollowOptions {
  /** Show the target's boosts in home; unchanged (at first: yes) when undefined. */
  reblogs?: boolean | undefined
  /** Tell about each of the target's posts; unchanged (at first: no) when undefined. */
  notify?: boolean | undefined
  /** Only posts in these languages; null or empty: all. Unchanged when undefined. */
  languages?: readonly string[] | null | undefined
  /** How a remote follower's server names this follow. */
  uri?: string | null | undefined
}

interface FollowOutcome {
  state: 'following' | 'requested'
  /** A request that nobody has to think about: the target's server will accept it. */
  foregone: boolean
}

type Pair = 'follows' | 'follow_requests'

const languagesText = (languages: readonly string[] | null): string | null =>
  languages === null || languages.length === 0 ? null : JSON.stringify([...new Set(languages)])

/** The columns that `options` set; none for what they leave alone. */
function changesOf(options: FollowOptions): { show_reblogs?: number; notify?: number; languages?: string | null; uri?: string | null } {
  return {
    ...(options.reblogs === undefined ? {} : { show_reblogs: Number(options.reblogs) }),
    ...(options.notify === undefined ? {} : { notify: Number(options.notify) }),
    ...(options.languages === undefined ? {} : { languages: languagesText(options.languages) }),
    ...(options.uri === undefined ? {} : { uri: options.uri }),
  }
}

/** Changes the options of a follow or request that exists; returns its id, or null if there is none. */
async function adjust(tx: Tx, table: Pair, accountId: number, targetId: number, options: FollowOptions): Promise<{ id: number; changed: boolean } | null> {
  const row = await tx.db.selectFrom(table).select(['id', 'show_reblogs', 'notify', 'languages', 'uri'])
    .where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (!row) return null
  const changes = changesOf(options)
  const changed = Object.entries(changes).some(([name, value]) => row[name as keyof typeof row] !== value)
  if (changed) await tx.db.updateTable(table).set(changes).where('id', '=', row.id).execute()
  return { id: row.id, changed }
}

/** Writes a follow or request; null if it is there already. For this room. */
export async function add(tx: Tx, table: Pair, accountId: number, targetId: number, options: FollowOptions): Promise<number | null> {
  const { show_reblogs = 1, notify = 0, languages = null, uri = null } = changesOf(options)
  const id = tx.id()
  const { rows } = await sql<{ id: number }>`
    insert into ${sql.table(table)} (id, account_id, target_account_id, show_reblogs, notify, languages, uri, created_at)
    values (${id}, ${accountId}, ${targetId}, ${show_reblogs}, ${notify}, ${languages}, ${uri}, ${tx.now})
    on conflict (account_id, target_account_id) do nothing returning id`.execute(tx.db)
  return rows[0]?.id ?? null
}

/**
 * `accountId` follows `targetId`, or asks to: who may, and which of the two, is decided by {@link followStart}, which
 * refuses. Idempotent: following again only changes the options (and, from a peer, the name it goes by). That is
 * `follow.updated` if anything differs, and always when a peer says it, whose server may have missed the answer.
 * Records `follow.created` or `follow.requested` once.
 */
export async function follow(tx: Tx, accountId: number, targetId: number, options: FollowOptions = {}): Promise<FollowOutcome> {
  const { account, target } = await loadParties(tx.db, accountId, targetId)
  const existing = await adjust(tx, 'follows', accountId, targetId, options)
  if (existing) {
    if (existing.changed || typeof options.uri === 'string') await tx.record('follow.updated', { followId: existing.id, accountId, targetId })
    return { state: 'following', foregone: false }
  }
  // Of a follow and a block at the same moment, the second sees what the first did.
  await holdPair(tx, accountId, targetId)
  const start = await followStart(tx.db, account, target)
  const foregone = target.locked === 0 && account.silenced_at === null
  if (await adjust(tx, 'follow_requests', accountId, targetId, options)) return { state: 'requested', foregone }
  if (start === 'request') {
    const requestId = await add(tx, 'follow_requests', accountId, targetId, options)
    if (requestId !== null) await tx.record('follow.requested', { requestId, accountId, targetId })
    return { state: 'requested', foregone }
  }
  await establish(tx, accountId, targetId, options, false)
  return { state: 'following', foregone: false }
}

/** Writes the follow itself, counts it and tells. For this room: permission has been given already. */
export async function establish(tx: Tx, accountId: number, targetId: number, options: FollowOptions, wasRequested: boolean): Promise<void> {
  const followId = await add(tx, 'follows', accountId, targetId, options)
  if (followId === null) return
  await countFollow(tx, accountId, targetId, 1)
  await tx.record('follow.created', { followId, accountId, targetId, wasRequested })
}
