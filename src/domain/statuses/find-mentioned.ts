// Whom a text mentions: the accounts behind its handles, as far as they are known here.
import { accountUrl } from '#domain/addresses.ts'
import { findByHandles, type AccountRow } from '#domain/accounts/queries.ts'
import type { Reader } from '#domain/context.ts'
import { findEntities } from '#domain/text/find-entities.ts'
import type { MentionTarget } from '#domain/text/format.ts'
import { handleKey, normaliseHost } from '#domain/text/names.ts'
import type { Config } from '#machinery/config/config.ts'
import { idList } from '#machinery/db/id-list.ts'

interface At { db: Reader; config: Pick<Config, 'origin' | 'domain' | 'webDomain'> }

interface Handle { username: string; host: string | null; /** As `format.ts` looks it up. */ written: string; /** As accounts are stored. */ key: string }

/** The distinct handles in a text. Our own domain written out means the same as no host. */
function handlesIn(config: At['config'], text: string): Handle[] {
  const found = new Map<string, Handle>()
  for (const entity of findEntities(text)) {
    if (entity.kind !== 'mention') continue
    const written = handleKey(entity.username, entity.host)
    const host = entity.host === null ? null : normaliseHost(entity.host)
    const own = host === null || host === config.domain || host === config.webDomain
    found.set(written, { username: entity.username, host: own ? null : host, written, key: own ? handleKey(entity.username, null) : written })
  }
  return [...found.values()]
}

/** Handles of other servers in `text` that no account here has: to be looked up before composing. `name@host`, at most `limit`. */
export async function unknownHandles(at: At, text: string, limit: number): Promise<string[]> {
  const remote = handlesIn(at.config, text).filter((handle) => handle.host !== null)
  const known = await findByHandles(at.db, remote.map((handle) => handle.key))
  return remote.filter((handle) => !known.has(handle.key)).slice(0, limit).map((handle) => `${handle.username}@${handle.host}`)
}

/**
 * The accounts a text mentions, and the links to them for `formatStatus`. Left out, and so plain text: unknown ones,
 * suspended and deleted ones, those not let in yet, and those who block the author.
 */
export async function findMentioned(at: At, authorId: number, text: string): Promise<{ accountIds: number[]; targets: Map<string, MentionTarget> }> {
  const handles = handlesIn(at.config, text)
  const known = await findByHandles(at.db, handles.map((handle) => handle.key))
  const blockers = await blockersAmong(at.db, authorId, [...known.values()].map((account) => account.id))
  const targets = new Map<string, MentionTarget>()
  const accountIds = new Set<number>()
  for (const { written, key } of handles) {
    const account = known.get(key)
    if (!account || !isMentionable(account) || blockers.has(account.id)) continue
    targets.set(written, {
      url: accountUrl(at.config, account), username: account.username,
      acct: account.host === null ? account.username : `${account.username}@${account.host}`,
    })
    accountIds.add(account.id)
  }
  return { accountIds: [...accountIds], targets }
}

const isMentionable = (account: AccountRow) => account.suspended_at === null && account.deleted_at === null && account.pending === 0 && account.actor_type !== 'Application'

async function blockersAmong(db: Reader, authorId: number, accountIds: readonly number[]): Promise<Set<number>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db.selectFrom('blocks').select('account_id').where('target_account_id', '=', authorId).where('account_id', 'in', idList(accountIds)).execute()
  return new Set(rows.map((row) => row.account_id))
}
