// One page of what an account wrote and boosted for everybody, as activities.
import { openStatusIds, publishedStatuses } from '#domain/peers/published-statuses.ts'
import type { At } from '#entities/at.ts'
import { announceActivity, createActivity } from './activities.ts'
import { orderedPage } from './collections.ts'
import type { Document } from './context.ts'
import { outboxUri } from './names.ts'
import { loadNotes } from './note.ts'

const PER_PAGE = 20

/** The page below `maxId`, or just above `minId`, or the newest. */
export async function createOutboxPage(
  at: At, accountId: number, { maxId, minId }: { maxId?: number | undefined; minId?: number | undefined },
): Promise<Document> {
  const ids = await openStatusIds(at.db, accountId, { limit: PER_PAGE, maxId, minId })
  const bundle = await loadNotes(at, ids)
  const originals = await publishedStatuses(at.db, [...bundle.statuses.values()].flatMap((row) => row.reblog_of_id ?? []))
  const items = ids.flatMap((id) => {
    const row = bundle.statuses.get(id)
    if (!row || row.reblog_of_id === null) return createActivity(id, bundle) ?? []
    const original = originals.get(row.reblog_of_id)
    return original ? announceActivity(at.config, row, original) : []
  })
  const base = `${outboxUri(at.config, accountId)}?page=true`
  const newest = ids[0]
  const oldest = ids.at(-1)
  return orderedPage({
    id: `${base}${maxId === undefined ? '' : `&max_id=${maxId}`}${minId === undefined ? '' : `&min_id=${minId}`}`,
    partOf: outboxUri(at.config, accountId), items,
    next: oldest === undefined ? undefined : `${base}&max_id=${oldest}`,
    prev: newest === undefined ? undefined : `${base}&min_id=${newest}`,
  })
}
