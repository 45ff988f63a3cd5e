// How far a member has read home and notifications, shared between their apps.
import { sql } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { Refusal } from '#domain/refusals.ts'

type MarkedTimeline = 'home' | 'notifications'
export const MARKED: readonly MarkedTimeline[] = ['home', 'notifications']

/** The markers that have been set. */
export async function markersOf(db: Reader, accountId: number, timelines: readonly MarkedTimeline[]): Promise<Row<'markers'>[]> {
  if (timelines.length === 0) return []
  return db.selectFrom('markers').selectAll().where('account_id', '=', accountId).where('timeline', 'in', [...timelines]).execute()
}

/**
 * Moves markers, each to a new version. An app that knows which version it saw passes it; `409` when another app has
 * moved it since. Versions count from 1.
 */
export async function setMarkers(
  tx: Tx, accountId: number, moves: readonly { timeline: MarkedTimeline; lastReadId: number; seenVersion?: number | undefined }[],
): Promise<Row<'markers'>[]> {
  const set: Row<'markers'>[] = []
  for (const { timeline, lastReadId, seenVersion = null } of moves) {
    const { rows } = await sql<Row<'markers'>>`
      insert into markers (account_id, timeline, last_read_id, version, updated_at) values (${accountId}, ${timeline}, ${lastReadId}, 1, ${tx.now})
      on conflict (account_id, timeline) do update set last_read_id = excluded.last_read_id, version = markers.version + 1, updated_at = excluded.updated_at
      where cast(${seenVersion} as bigint) is null or markers.version = cast(${seenVersion} as bigint)
      returning account_id, timeline, last_read_id, version, updated_at`.execute(tx.db)
    const row = rows[0]
    if (!row) throw new Refusal('marker.conflict')
    set.push(row)
  }
  return set
}
