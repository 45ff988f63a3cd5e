// Mail to members who are away while somebody speaks to them: not before half an hour, at most once an hour, nothing
// twice, and nothing that was read meanwhile.
import type { Reaction, Reader, Tx } from '#domain/context.ts'
import { parseUserSettings } from '#domain/access/user-settings.ts'
import { prepared } from '#machinery/db/prepared.ts'

/** The job that looks whether there is something to write; its payload is `{ userId }`. */
export const MENTION_MAIL = 'mail.mentions'

export const AWAY_MS = 30 * 60_000
export const MAIL_EVERY_MS = 60 * 60_000
const AT_MOST = 50

interface Person { id: number; account_id: number; last_seen_at: number | null; settings: string; sent_at: number | null; last_notification_id: number | null }

const personBy = (column: 'u.id' | 'u.account_id') => prepared<Person, { id: number }>(`
  select u.id, u.account_id, u.last_seen_at, u.settings, m.sent_at, m.last_notification_id
  from users u join accounts a on a.id = u.account_id left join mention_mails m on m.user_id = u.id
  where ${column} = :id and u.confirmed_at is not null and u.approved_at is not null and u.disabled_at is null
    and a.suspended_at is null and a.deleted_at is null`)

const people = { 'u.id': personBy('u.id'), 'u.account_id': personBy('u.account_id') }

// Whoever has never been here is not away.
async function reachable(db: Reader, column: keyof typeof people, id: number) {
  const [row] = await people[column](db, { id })
  if (!row || row.last_seen_at === null || !parseUserSettings(row.settings).mail_mentions) return null
  return { ...row, seenAt: row.last_seen_at, notBefore: Math.max(row.last_seen_at + AWAY_MS, (row.sent_at ?? 0) + MAIL_EVERY_MS) }
}

const look = (tx: Tx, userId: number, runAt: number) =>
  tx.enqueue({ kind: MENTION_MAIL, payload: { userId }, key: `${MENTION_MAIL}:${userId}`, runAt })

/** On `notification.created`: has a look taken once the member has been away long enough. */
export const mailMention: Reaction<'notification.created'> = async (tx, { accountId, type }) => {
  if (type !== 'mention') return
  const person = await reachable(tx.db, 'u.account_id', accountId)
  if (person) await look(tx, person.id, Math.max(tx.now, person.notBefore))
}

/** What there is to write to a member at `now`, or when to look again; both empty when they have read it all. */
export async function dueMentions(db: Reader, userId: number, now: number): Promise<{ ids: number[]; lookAgainAt: number | null }> {
  const person = await reachable(db, 'u.id', userId)
  if (!person) return { ids: [], lookAgainAt: null }
  const marker = await db.selectFrom('markers').select('last_read_id').where('account_id', '=', person.account_id)
    .where('timeline', '=', 'notifications').executeTakeFirst()
  const rows = await db.selectFrom('notifications').select('id').where('account_id', '=', person.account_id).where('type', '=', 'mention')
    .where('filtered', '=', 0).where('id', '>', Math.max(marker?.last_read_id ?? 0, person.last_notification_id ?? 0))
    .where('created_at', '>=', person.seenAt).orderBy('id').limit(AT_MOST).execute()
  if (rows.length === 0) return { ids: [], lookAgainAt: null }
  return person.notBefore > now ? { ids: [], lookAgainAt: person.notBefore } : { ids: rows.map((row) => row.id), lookAgainAt: null }
}

/** Looks again at `at`. */
export const lookAgain = (tx: Tx, userId: number, at: number): Promise<void> => look(tx, userId, at)

/** Notes that a member was told of everything up to `lastNotificationId`. */
export async function noteMentionMail(tx: Tx, userId: number, lastNotificationId: number): Promise<void> {
  const row = { sent_at: tx.now, last_notification_id: lastNotificationId }
  await tx.db.insertInto('mention_mails').values({ user_id: userId, ...row }).onConflict((on) => on.column('user_id').doUpdateSet(row)).execute()
}

/** The statuses that these notifications are about, in their order. */
export async function mentionedIn(db: Reader, notificationIds: readonly number[]): Promise<number[]> {
  if (notificationIds.length === 0) return []
  const rows = await db.selectFrom('notifications').select('status_id').where('id', 'in', notificationIds).orderBy('id').execute()
  return rows.flatMap((row) => row.status_id ?? [])
}
