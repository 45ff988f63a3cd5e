// A status's thread: what it answers and what answers it.
import type { At } from './at.ts'
import { loadStatuses } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

export interface ThreadContext { ancestors: Status[]; descendants: Status[] }

/** Both halves of a thread from one load. The ids must be ones that the viewer may see. */
export async function showContext(
  at: At, viewer: number | null, { ancestors, descendants }: { ancestors: readonly number[]; descendants: readonly number[] },
): Promise<ThreadContext> {
  const bundle = await loadStatuses(at, viewer, [...ancestors, ...descendants])
  const show = (ids: readonly number[]) => ids.flatMap((id) => renderStatus(id, bundle) ?? [])
  return { ancestors: show(ancestors), descendants: show(descendants) }
}
