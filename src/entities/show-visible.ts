// Statuses that were kept for a member a while ago, as far as they may still see them.
import type { At } from './at.ts'
import { loadVisibleStatuses } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

/** The statuses in the order of `ids`, as `viewer` sees them; what they may not see any more is left out. */
export async function showVisibleStatuses(at: At, viewer: number, ids: readonly number[]): Promise<Status[]> {
  if (ids.length === 0) return []
  const bundle = await loadVisibleStatuses(at, viewer, ids)
  return ids.flatMap((id) => renderStatus(id, bundle) ?? [])
}
