// The one write that brings a status into the network, typed here or received from another server.
import type { Tx } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { attachMedia } from '#domain/media/attach-media.ts'
import { createRemoteMedia } from '#domain/media/remote-media.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { addReplies, countPosted } from './count-status.ts'
import { datedId } from './dated-id.ts'
import type { StatusDraft } from './draft.ts'
import { writeMentions } from './mentions.ts'
import { createPoll } from './poll-rows.ts'
import { createQuote } from './quote-rows.ts'
import { tagStatus } from './tags.ts'
import { addresseeOf, adoptReplies, findParent, threadFor, type Parent } from './threads.ts'

export interface Posted {
  statusId: number
  /** False when a status of this network id was here already; then nothing was written. */
  created: boolean
}

interface Place { statusId: number; createdAt: number; pollId: number | null; quoteId: number | null; parent: Parent | null; threadId: number }

/**
 * Posts a status: thread, mentions, tags, media, poll, counters; tells `status.posted`. Idempotent for a remote
 * network id. A reply whose parent is unknown waits for it by its network id, and replies that waited for this status
 * are put under it.
 *
 * Refuses with `record.gone` what was deleted here before, with `action.forbidden` an author who is gone or suspended,
 * with `account.moved` a member who has moved,
 * and with `input.invalid` media that the author may not attach.
 */
export async function postStatus(tx: Tx, draft: StatusDraft, options: { scheduledStatusId?: number } = {}): Promise<Posted> {
  const known = await refuseOrFind(tx, draft)
  if (known !== null) return { statusId: known, created: false }
  const createdAt = Math.min(draft.createdAt ?? tx.now, tx.now)
  const statusId = draft.fetched ? await datedId(tx, createdAt) : tx.id()
  const parent = await findParent(tx, draft)
  const threadId = await threadFor(tx, statusId, parent, draft.threadUri ?? null)
  const place: Place = { statusId, createdAt, pollId: draft.poll ? tx.id() : null, quoteId: draft.quote ? tx.id() : null, parent, threadId }
  if (!await insertStatus(tx, draft, place)) {
    const first = await tx.db.selectFrom('statuses').select('id').where('uri', '=', draft.uri).executeTakeFirstOrThrow()
    return { statusId: first.id, created: false }
  }
  await writeBelongings(tx, draft, place, options)
  await countPosted(tx, { accountId: draft.accountId, visibility: draft.visibility, createdAt, inReplyToId: parent?.id ?? null })
  if (draft.uri !== null) {
    const adopted = await adoptReplies(tx, { id: statusId, accountId: draft.accountId, threadId, uri: draft.uri })
    await addReplies(tx, statusId, adopted.counted)
    for (const reply of adopted.replies) await tx.record('status.placed', { statusId: reply })
  }
  await tx.record('status.posted', {
    statusId, accountId: draft.accountId, local: draft.local, visibility: draft.visibility, createdAt,
    inReplyToId: parent?.id ?? null, inReplyToAccountId: parent ? addresseeOf(parent, draft.accountId) : null,
  })
  await tellOfQuote(tx, draft, place)
  return { statusId, created: true }
}

/** Everything that may be in the way of a new status, in one statement: this is the way of every post from elsewhere. */
const standing = prepared<{ known: number | null; buried: number | null; suspended_at: number | null; deleted_at: number | null; moved: number | null }, { uri: string | null; author: number }>(`
  select (select id from statuses where uri = :uri) as known, (select at from tombstones where uri = :uri) as buried, suspended_at, deleted_at,
    case when host is null then moved_to_account_id end as moved
  from accounts where id = :author`)

async function refuseOrFind(tx: Tx, { uri, accountId }: StatusDraft): Promise<number | null> {
  const [found] = await standing(tx.db, { uri, author: accountId })
  if (found?.known) return found.known
  if (found?.buried) throw new Refusal('record.gone')
  if (!found || found.suspended_at !== null || found.deleted_at !== null) throw new Refusal('action.forbidden')
  if (found.moved !== null) throw new Refusal('account.moved')
  return null
}

const insertRow = prepared<{ id: number }, Readonly<Record<string, string | number | null>>>(`
  insert into statuses (id, account_id, uri, url, text, content, spoiler_text, sensitive, visibility, language, local, in_reply_to_id,
    in_reply_to_account_id, in_reply_to_uri, thread_id, poll_id, app_id, media_ids, created_at, edited_at, quote_id, quote_policy)
  values (:id, :author, :uri, :url, :text, :content, :spoiler, :sensitive, :visibility, :language, :local, :parent,
    :addressee, :waiting, :thread, :poll, :app, :media, :at, :edited, :quote, :policy)
  on conflict (uri) do nothing returning id`)

/** False when another transaction has just written a status of the same network id. */
async function insertStatus(tx: Tx, draft: StatusDraft, place: Place): Promise<boolean> {
  const inserted = await insertRow(tx.db, {
    id: place.statusId, author: draft.accountId, uri: draft.uri, url: draft.url, text: draft.text, content: draft.content,
    spoiler: draft.spoilerText, sensitive: draft.sensitive ? 1 : 0, visibility: draft.visibility, language: draft.language,
    local: draft.local ? 1 : 0, parent: place.parent?.id ?? null,
    addressee: place.parent ? addresseeOf(place.parent, draft.accountId) : null,
    waiting: place.parent ? null : draft.inReplyToUri, thread: place.threadId,
    poll: place.pollId, app: draft.appId, media: JSON.stringify(draft.mediaIds), at: place.createdAt,
    edited: draft.editedAt === undefined || draft.editedAt === null ? null : Math.min(draft.editedAt, tx.now),
    quote: place.quoteId, policy: draft.quotePolicy ?? 0,
  })
  return inserted.length > 0
}

async function writeBelongings(tx: Tx, draft: StatusDraft, { statusId, createdAt, pollId, quoteId }: Place, options: { scheduledStatusId?: number }): Promise<void> {
  const { accountId, visibility } = draft
  await writeMentions(tx, statusId, draft.mentions)
  await tagStatus(tx, draft.tags, { statusId, accountId, visibility, createdAt })
  await attachMedia(tx, { accountId, ids: draft.mediaIds, statusId, ...options })
  if (draft.remoteMedia && draft.remoteMedia.length > 0) {
    const ids = await createRemoteMedia(tx, { statusId, accountId }, draft.remoteMedia)
    await tx.db.updateTable('statuses').set({ media_ids: JSON.stringify(ids) }).where('id', '=', statusId).execute()
  }
  if (draft.poll && pollId !== null) await createPoll(tx, pollId, draft.poll, { statusId, accountId, local: draft.local })
  if (draft.quote && quoteId !== null) await createQuote(tx, { quoteId, statusId, accountId }, draft.quote)
}

/** The author of what is quoted hears of it, or is asked. */
async function tellOfQuote(tx: Tx, { quote, accountId, local }: StatusDraft, { statusId, quoteId }: Place): Promise<void> {
  if (!quote || quoteId === null || quote.quotedStatusId === null || quote.quotedAccountId === null) return
  const event = { quoteId, statusId, accountId, quotedStatusId: quote.quotedStatusId, quotedAccountId: quote.quotedAccountId }
  if (quote.state === 'accepted') await tx.record('quote.accepted', { ...event, atOnce: true })
  else if (local && quote.state === 'pending') await tx.record('quote.asked', event)
}
