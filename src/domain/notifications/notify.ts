// The one write that tells members of something: decided for each, kept once, streamed after commit.
import type { Tx } from '#domain/context.ts'
import { addToConversation } from '#domain/conversations/add-status.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { isRefused, needsThread, policyFor } from './decide.ts'
import { aloneKey, groupKeyFor, isGrouped } from './group-key.ts'
import { refreshRequest } from './requests.ts'
import { isAnswerTo, recipientsOf, senderOf, type Recipient, type Sender, type Verdict } from './standing.ts'
import type { NotificationType } from './types.ts'

export interface Occasion {
  type: NotificationType
  /** Accounts to tell; those of other servers are passed over. */
  recipients: readonly number[]
  /** The account that caused it. */
  from: number
  /** The status it is about. */
  statusId: number | null
  /** The row it comes from (a favourite, a follow, …): the same one tells the same member once. */
  about: number
  /** The report or the strike that is shown with it. */
  subjectId?: number
}

interface Told { id: number; accountId: number; filtered: boolean }

async function verdictFor(tx: Tx, { type, from }: Occasion, sender: Sender, recipient: Recipient): Promise<Verdict> {
  if (isRefused(type, sender, recipient)) return 'drop'
  const answered = needsThread(type, sender, recipient) && await isAnswerTo(tx.db, recipient.id, from, sender.in_reply_to_id ?? 0)
  return policyFor(type, sender, recipient, { answered, now: tx.now })
}

/** What keeps a member from being told twice of the same thing. */
export const dedupeKey = (type: NotificationType, accountId: number, about: number): string => `${type}:${accountId}:${about}`

const insertOne = prepared<{ id: number }, {
  id: number; to: number; type: string; from: number; status: number | null; subject: number | null; group: string; dedupe: string; filtered: number; now: number
}>(`insert into notifications (id, account_id, type, from_account_id, status_id, subject_id, group_key, dedupe_key, filtered, created_at)
  values (:id, :to, :type, :from, :status, :subject, :group, :dedupe, :filtered, :now) on conflict (dedupe_key) do nothing returning id`)

async function keep(tx: Tx, { type, from, statusId, about, subjectId }: Occasion, accountId: number, filtered: boolean): Promise<Told | null> {
  const id = tx.id()
  const grouped = isGrouped(type) && !filtered
  const kept = await insertOne(tx.db, {
    id, to: accountId, type, from, status: statusId, subject: subjectId ?? null,
    group: grouped ? await groupKeyFor(tx.db, accountId, type, statusId, tx.now) : aloneKey(id),
    dedupe: dedupeKey(type, accountId, about), filtered: filtered ? 1 : 0, now: tx.now,
  })
  return kept.length > 0 ? { id, accountId, filtered } : null
}

async function tell(tx: Tx, { type, from, statusId }: Occasion, { visibility }: Sender, { id, accountId, filtered }: Told): Promise<void> {
  if (filtered) {
    if (type === 'mention') await refreshRequest(tx, accountId, from)
    return
  }
  if (type === 'mention' && statusId !== null && visibility === 'direct') await addToConversation(tx, accountId, statusId)
  await tx.record('notification.created', { notificationId: id, accountId, type })
  tx.publish({ event: 'notification', id, streams: [`user:${accountId}`, `user:notification:${accountId}`] })
}

/**
 * Tells members of an occasion. Nobody hears of themselves (but of the end of their own poll), nor across blocks either
 * way, mutes that cover notifications, hidden hosts and muted threads; the rest is up to each member's policy. What a
 * policy filters is kept aside and, for mentions, counted in a request. Idempotent by what it comes from. Records
 * `notification.created` for what members are to see. Returns the ids of new notifications, filtered ones included.
 */
export async function notify(tx: Tx, occasion: Occasion): Promise<number[]> {
  const { from, statusId } = occasion
  if (occasion.recipients.length === 0) return []
  const recipients = await recipientsOf(tx.db, occasion.recipients, { from, statusId, now: tx.now })
  if (recipients.length === 0) return []
  const sender = await senderOf(tx.db, from, statusId)
  if (!sender) return []
  const ids: number[] = []
  for (const recipient of recipients.sort((a, b) => a.id - b.id)) {
    const verdict = await verdictFor(tx, occasion, sender, recipient)
    if (verdict === 'drop') continue
    const told = await keep(tx, occasion, recipient.id, verdict === 'filter')
    if (!told) continue
    await tell(tx, occasion, sender, told)
    ids.push(told.id)
  }
  return ids
}
