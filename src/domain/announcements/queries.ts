// Announcements and what is shown of them, a fixed number of statements however many there are.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { idList } from '#machinery/db/id-list.ts'

export type AnnouncementRow = Row<'announcements'>

/** What is published now, by when it is about. */
export async function publishedIds(db: Reader): Promise<number[]> {
  const rows = await db.selectFrom('announcements').select('id').where('published_at', 'is not', null)
    .orderBy(sql`coalesce(starts_at, published_at)`).orderBy('id').limit(200).execute()
  return rows.map((row) => row.id)
}

/** All of them, those still to come too, oldest first: for the staff. */
export const allAnnouncements = (db: Reader): Promise<AnnouncementRow[]> =>
  db.selectFrom('announcements').selectAll().orderBy('id').execute()

export const announcementRows = (db: Reader, ids: readonly number[]): Promise<AnnouncementRow[]> =>
  db.selectFrom('announcements').selectAll().where('id', 'in', idList(ids)).execute()

export interface SeenReaction { announcement_id: number; name: string; emoji_id: number | null; n: number; mine: number }

/** Reactions by announcement and emoji, those first that were there first; `viewer` null is nobody. */
export async function seenReactions(db: Reader, viewer: number | null, ids: readonly number[]): Promise<SeenReaction[]> {
  const { rows } = await sql<SeenReaction>`
    select announcement_id, name, max(emoji_id) as emoji_id, count(*) as n, sum(case when account_id = ${viewer ?? -1} then 1 else 0 end) as mine
    from announcement_reactions where announcement_id in (${sql.join(idList(ids))}) group by announcement_id, name order by min(id)`.execute(db)
  return rows.map((row) => ({ ...row, n: Number(row.n), mine: Number(row.mine) }))
}

/** The community's emojis of these ids that are still in use. */
export async function emojisOfReactions(db: Reader, ids: readonly number[]): Promise<Map<number, Row<'custom_emojis'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('custom_emojis').selectAll().where('id', 'in', idList(ids)).where('disabled', '=', 0).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Those of `ids` that the viewer has put away. */
export async function readAnnouncements(db: Reader, viewer: number, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db.selectFrom('announcement_reads').select('announcement_id').where('account_id', '=', viewer)
    .where('announcement_id', 'in', idList(ids)).execute()
  return new Set(rows.map((row) => row.announcement_id))
}

export interface LinkedStatus { id: number; account_id: number; uri: string | null; url: string | null; username: string }

/** The linked posts that everybody may see, with their authors' names. */
export const linkedStatuses = (db: Reader, ids: readonly number[]): Promise<LinkedStatus[]> =>
  db.selectFrom('statuses as s').innerJoin('accounts as a', 'a.id', 's.account_id').select(['s.id', 's.account_id', 's.uri', 's.url', 'a.username'])
    .where('s.id', 'in', idList(ids)).where('s.visibility', 'in', ['public', 'unlisted']).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null).execute()
