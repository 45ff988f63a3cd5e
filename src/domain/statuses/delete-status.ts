// A status goes for good: what is shown goes at once, what hangs on it in any number follows in chunks.
import type { Tx } from '#domain/context.ts'
import { uriOfStatus } from '#domain/addresses.ts'
import type { Row } from '#domain/tables.ts'
import { detachMedia, dropMediaOf } from '#domain/media/delete-media.ts'
import { countRemoved } from './count-status.ts'
import { dropQuote } from './quote-rows.ts'
import { removeBoost } from './remove-boost.ts'
import { sweepStatus } from './sweep-status.ts'
import { untagStatus } from './tags.ts'
import { layTombstone } from './tombstones.ts'

interface DeleteOptions {
  /** `keep`: the uploads are free again for a day, for "delete and redraft". Those of other servers always go. */
  media?: 'keep' | 'delete'
  /** Without telling: its author is being deleted, which says it all. */
  quietly?: boolean
}

/**
 * Deletes a status, or takes a boost back. Idempotent: false when there was nothing (left) to delete. Tells
 * `status.deleted` (`status.unreblogged` for a boost) before anything goes, and leaves a tombstone. Its boosts,
 * favourites, bookmarks and votes go in chunks of 500; replies stay and lose their parent.
 */
export async function deleteStatus(tx: Tx, statusId: number, { media = 'delete', quietly = false }: DeleteOptions = {}): Promise<boolean> {
  // Writing the row first makes a second transaction wait, so that the event is told once.
  const status = await tx.db.updateTable('statuses').set({ fetched_replies_at: tx.now }).where('id', '=', statusId).returningAll().executeTakeFirst()
  if (!status) return false
  if (status.reblog_of_id !== null) return removeBoost(tx, statusId, { quietly })
  if (!quietly) await tx.record('status.deleted', { statusId, accountId: status.account_id })
  await removeBelongings(tx, status, media)
  await tx.db.deleteFrom('statuses').where('id', '=', statusId).execute()
  await countRemoved(tx, {
    accountId: status.account_id, visibility: status.visibility, createdAt: status.created_at, inReplyToId: status.in_reply_to_id,
  })
  await layTombstone(tx, uriOfStatus(tx.config, status))
  await sweepStatus(tx, { statusId, pollId: status.poll_id })
  return true
}

async function removeBelongings(tx: Tx, status: Row<'statuses'>, media: 'keep' | 'delete'): Promise<void> {
  const visibility = status.visibility as 'public' | 'unlisted' | 'private' | 'direct'
  await untagStatus(tx, [], { statusId: status.id, accountId: status.account_id, visibility, createdAt: status.created_at })
  await tx.db.deleteFrom('mentions').where('status_id', '=', status.id).execute()
  await tx.db.deleteFrom('status_edits').where('status_id', '=', status.id).execute()
  await tx.db.deleteFrom('pins').where('status_id', '=', status.id).execute()
  if (status.quote_id !== null) await dropQuote(tx, status.quote_id)
  if (media === 'keep' && status.local === 1) await detachMedia(tx, status.id)
  else await dropMediaOf(tx, status.id)
}
