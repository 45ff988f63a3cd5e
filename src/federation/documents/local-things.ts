// Which of our accounts and statuses a request may have, and what is said of those it may not.
import { accountRow, type AccountRow } from '#domain/accounts/queries.ts'
import { actorUri, INSTANCE_ACCOUNT_ID, statusUri } from '#domain/addresses.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { publishedStatuses, type PublishedStatus } from '#domain/peers/published-statuses.ts'
import { relationshipsOf } from '#domain/relationships/marks.ts'
import { isTombstone } from '#domain/statuses/tombstones.ts'
import { visibleTo } from '#domain/statuses/visible-to.ts'
import { gone, type Answer, type Asked } from './serve.ts'

/** A path's number, or 404. */
export function numberOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,16}$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) throw missing()
  return Number(text)
}

/** A local account that may be seen; `gone` is the answer for one that was deleted. */
export type Found<T> = { found: T } | { gone: Answer }

/** A local account: 404 for none (or one not admitted yet), the tombstone for a deleted one. A suspended one is there. */
export async function localActor({ ctx }: Asked, id: number): Promise<Found<AccountRow>> {
  const row = await accountRow(ctx.db, id)
  if (!row || row.host !== null || row.pending === 1) throw missing()
  return row.deleted_at === null ? { found: row } : { gone: gone(actorUri(ctx.config, id)) }
}

/**
 * As {@link localActor} for what hangs below an actor: nothing of a suspended one is given, and in secure mode, where it
 * is known who asks, nothing to whom the actor blocks.
 */
export async function presentActor(asked: Asked, id: number): Promise<Found<AccountRow>> {
  const actor = await localActor(asked, id)
  if ('gone' in actor) return actor
  if (actor.found.suspended_at !== null || await blocksAsker(asked, id)) throw new Refusal('action.forbidden')
  return actor
}

async function blocksAsker(asked: Asked, id: number): Promise<boolean> {
  const viewer = asked.ctx.config.secureMode ? await asked.viewer() : null
  if (viewer === null) return false
  const marks = (await relationshipsOf(asked.ctx.db, id, [viewer])).get(viewer)
  return marks !== undefined && (marks.blocking || marks.domainBlocking)
}

/** One of our statuses together with whether everybody may have it. */
export interface LocalStatus { row: PublishedStatus; open: boolean }

const isOpen = (row: PublishedStatus): boolean => row.visibility === 'public' || row.visibility === 'unlisted'

/**
 * A status of `accountId` that the asker may read: what they may not read is 404, like what never was. Followers-only
 * and direct ones are for signed requests of followers and mentioned people.
 */
export async function localStatus(asked: Asked, accountId: number, id: number): Promise<Found<LocalStatus>> {
  const { ctx } = asked
  const row = accountId === INSTANCE_ACCOUNT_ID ? undefined : (await publishedStatuses(ctx.db, [id])).get(id)
  if (!row || row.local !== 1 || row.account_id !== accountId) {
    const uri = statusUri(ctx.config, accountId, id)
    if (await isTombstone(ctx.db, uri)) return { gone: gone(uri) }
    throw missing()
  }
  const viewer = isOpen(row) && !ctx.config.secureMode ? null : await asked.viewer()
  if ((await visibleTo(ctx.db, viewer, [id])).length === 0) throw missing()
  return { found: { row, open: isOpen(row) && !ctx.config.secureMode } }
}
