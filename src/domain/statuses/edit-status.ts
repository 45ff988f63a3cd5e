// The one write that changes a status after it was posted, by its author here or by its server.
import type { Tx } from '#domain/context.ts'
import { invalid, missing } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { attachMedia } from '#domain/media/attach-media.ts'
import { updateRemoteMedia } from '#domain/media/remote-media.ts'
import { describeMedia, type MediaDetails } from '#domain/media/update-media.ts'
import type { StatusDraft, Visibility } from './draft.ts'
import { hasVersions, keepVersion, versionOf } from './edits.ts'
import { updateMentions } from './mentions.ts'
import { createPoll, dropPoll, updatePoll } from './poll-rows.ts'
import { updateQuote } from './quote-rows.ts'
import { tagStatus, untagStatus } from './tags.ts'

/** What is left out stays as it is. */
export interface StatusChanges extends Partial<Pick<StatusDraft,
  'text' | 'content' | 'spoilerText' | 'sensitive' | 'language' | 'mentions' | 'tags' | 'mediaIds' | 'remoteMedia' | 'poll' | 'quote'>> {
  /** New words for attached files, for an own status. */
  mediaDetails?: ({ id: number } & MediaDetails)[]
  /** Epoch ms, as the status's server says, clamped to now; now unless told. An edit older than the last is passed over; one of the same time is not, for many servers tell whole seconds. */
  editedAt?: number
}

/**
 * Edits a status and keeps every version, the first included. Returns whether anything changed; if nothing did, nothing
 * is written or told. Tells `status.edited`. Who is no longer mentioned keeps access. A poll whose options or way of
 * choosing change loses its votes. Refuses boosts, missing statuses, and media as `attachMedia` does.
 */
export async function editStatus(tx: Tx, statusId: number, changes: StatusChanges): Promise<boolean> {
  const before = await holdStatus(tx, statusId)
  const editedAt = Math.min(changes.editedAt ?? tx.now, tx.now)
  if (changes.editedAt !== undefined && changes.editedAt < (before.edited_at ?? before.created_at)) return false
  const first = await versionOf(tx.db, before)
  const mediaIds = await changeMedia(tx, before, changes)
  const poll = await changePoll(tx, before, changes.poll)
  const columns = columnsOf(before, changes)
  const quote = changes.quote === undefined ? { quoteId: before.quote_id, changed: false } : await updateQuote(tx, before, changes.quote)
  if (!mediaIds.changed && !poll.changed && !columns.changed && !quote.changed) return false
  if (!await hasVersions(tx.db, statusId)) await keepVersion(tx, before, first, before.created_at)
  const after = await tx.db.updateTable('statuses')
    .set({ ...columns.set, media_ids: JSON.stringify(mediaIds.ids), poll_id: poll.id, quote_id: quote.quoteId, edited_at: editedAt })
    .where('id', '=', statusId).returningAll().executeTakeFirstOrThrow()
  await changeAddressees(tx, after, changes)
  await keepVersion(tx, after, await versionOf(tx.db, after), editedAt)
  await tx.record('status.edited', { statusId, accountId: after.account_id })
  return true
}

async function holdStatus(tx: Tx, statusId: number): Promise<Row<'statuses'>> {
  const status = await tx.db.updateTable('statuses').set((expression) => ({ replies_count: expression.ref('replies_count') }))
    .where('id', '=', statusId).returningAll().executeTakeFirst()
  if (!status) throw missing()
  if (status.reblog_of_id !== null) throw invalid('A boost cannot be edited')
  return status
}

function columnsOf(before: Row<'statuses'>, changes: StatusChanges) {
  const set = {
    text: changes.text === undefined ? before.text : changes.text,
    content: changes.content ?? before.content,
    spoiler_text: changes.spoilerText ?? before.spoiler_text,
    sensitive: changes.sensitive === undefined ? before.sensitive : changes.sensitive ? 1 : 0,
    language: changes.language === undefined ? before.language : changes.language,
  }
  const changed = set.text !== before.text || set.content !== before.content || set.spoiler_text !== before.spoiler_text
    || set.sensitive !== before.sensitive || set.language !== before.language
  return { set, changed }
}

async function changeMedia(tx: Tx, status: Row<'statuses'>, { mediaIds, remoteMedia, mediaDetails }: StatusChanges) {
  const current = JSON.parse(status.media_ids) as number[]
  const owner = { statusId: status.id, accountId: status.account_id }
  if (remoteMedia) return updateRemoteMedia(tx, owner, current, remoteMedia)
  const ids = mediaIds ?? current
  const moved = ids.join() !== current.join()
  if (moved) await attachMedia(tx, { ...owner, ids })
  let described = false
  for (const { id, ...details } of mediaDetails ?? []) {
    if (ids.includes(id) && await describeMedia(tx, id, details)) described = true
  }
  return { ids, changed: moved || described }
}

async function changePoll(tx: Tx, status: Row<'statuses'>, poll: StatusDraft['poll'] | undefined): Promise<{ id: number | null; changed: boolean }> {
  if (poll === undefined) return { id: status.poll_id, changed: false }
  const owner = { statusId: status.id, accountId: status.account_id, local: status.local === 1 }
  const known = status.poll_id === null ? undefined
    : await tx.db.selectFrom('polls').selectAll().where('id', '=', status.poll_id).executeTakeFirst()
  if (known && poll) return { id: known.id, changed: await updatePoll(tx, known, poll, owner) }
  if (known) await dropPoll(tx, known.id)
  if (!poll) return { id: null, changed: known !== undefined }
  const id = tx.id()
  await createPoll(tx, id, poll, owner)
  return { id, changed: true }
}

async function changeAddressees(tx: Tx, status: Row<'statuses'>, { mentions, tags }: StatusChanges): Promise<void> {
  if (mentions) await updateMentions(tx, status.id, mentions)
  if (!tags) return
  const tagging = { statusId: status.id, accountId: status.account_id, visibility: status.visibility as Visibility, createdAt: status.created_at }
  await untagStatus(tx, tags.map((tag) => tag.name), tagging)
  await tagStatus(tx, tags, tagging)
}
