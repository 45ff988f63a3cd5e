// What members write, change and delete, told to whom it is for.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { actorUri, statusUri } from '#domain/addresses.ts'
import { publishedStatuses, type PublishedStatus } from '#domain/peers/published-statuses.ts'
import { createActivity, inContext, updateActivity, withNoteContext } from '../documents/activities.ts'
import { PUBLIC, type Document } from '../documents/context.ts'
import { loadNotes } from '../documents/note.ts'
import { tombstone } from '../documents/tombstone.ts'
import { atOf, tell, type Recipients } from './tell.ts'

/** A local status that is not a boost, or null: what remote people write is their server's to tell. */
export async function ownStatus(tx: Tx, id: number): Promise<PublishedStatus | null> {
  const row = (await publishedStatuses(tx.db, [id])).get(id)
  return row && row.local === 1 && row.reblog_of_id === null ? row : null
}

/**
 * Whom a status is told: direct ones only those they name; followers-only ones the followers too; others everybody they
 * have reached, and, as answers to one of us, those who follow the one that is answered.
 */
export function recipientsOf(row: PublishedStatus): Recipients {
  if (row.visibility === 'direct') return { namedIn: row.id }
  if (row.visibility === 'private') return { namedIn: row.id, followersOf: [row.account_id] }
  const answered = row.in_reply_to_account_id
  return {
    followersOf: answered === null || answered === row.account_id ? [row.account_id] : [row.account_id, answered],
    reachedBy: { id: row.id, threadId: row.thread_id },
  }
}

/** A new status. */
export async function federatePost(tx: Tx, { statusId, local }: Events['status.posted']): Promise<void> {
  const row = local ? await ownStatus(tx, statusId) : null
  if (!row) return
  await tell(tx, {
    from: row.account_id, about: statusUri(tx.config, row.account_id, row.id), to: recipientsOf(row),
    say: async () => {
      const create = createActivity(row.id, await loadNotes(atOf(tx), [row.id]))
      return create && withNoteContext(create)
    },
  })
}

/** Another version of a status, or other numbers of its poll. */
export async function tellNewVersion(tx: Tx, statusId: number): Promise<void> {
  const row = await ownStatus(tx, statusId)
  if (!row) return
  await tell(tx, {
    from: row.account_id, about: statusUri(tx.config, row.account_id, row.id), to: recipientsOf(row),
    say: async () => {
      const update = updateActivity(row.id, await loadNotes(atOf(tx), [row.id]), tx.now)
      return update && withNoteContext(update)
    },
  })
}

/** An edited status. */
export const federateEdit = (tx: Tx, { statusId }: Events['status.edited']): Promise<void> => tellNewVersion(tx, statusId)

/** A status that is about to go. Whoever it has reached is told, whatever it was, and gets nothing but its id. */
export async function federateDelete(tx: Tx, { statusId }: Events['status.deleted']): Promise<void> {
  const row = await ownStatus(tx, statusId)
  if (!row) return
  const uri = statusUri(tx.config, row.account_id, row.id)
  const { followersOf = [] } = recipientsOf(row)
  const deletion: Document = {
    id: `${uri}#delete`, type: 'Delete', actor: actorUri(tx.config, row.account_id), to: [PUBLIC], object: tombstone(uri),
  }
  // A thread's other people were told of the status only if it was for everybody.
  const open = row.visibility === 'public' || row.visibility === 'unlisted'
  await tell(tx, {
    from: row.account_id, about: uri, to: { followersOf, reachedBy: { id: row.id, threadId: open ? row.thread_id : null } },
    say: async () => inContext(deletion),
  })
}
