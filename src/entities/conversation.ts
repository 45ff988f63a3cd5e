// A direct conversation, as one member has it.
import { seenConversations } from '#domain/reading/notifications.ts'
import { renderAccount, type Account } from './account.ts'
import type { At } from './at.ts'
import { loadVisibleStatuses } from './status-bundle.ts'
import { renderStatus, type Status } from './status.ts'

export interface Conversation {
  id: string
  unread: boolean
  accounts: Account[]
  last_status: Status | null
}

const participantsOf = (column: string): number[] => JSON.parse(column) as number[]

/** Conversations in the order of `ids`; those that are not the viewer's own are left out. */
export async function showConversations(at: At, viewer: number, ids: readonly number[]): Promise<Conversation[]> {
  if (ids.length === 0) return []
  const rows = new Map((await seenConversations(at.db, { ids })).filter((row) => row.account_id === viewer).map((row) => [row.id, row]))
  const statusIds = [...rows.values()].flatMap((row) => row.last_status_id ?? [])
  const people = [...rows.values()].flatMap((row) => participantsOf(row.participants))
  const bundle = await loadVisibleStatuses(at, viewer, statusIds, [viewer, ...people])
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row) return []
    const others = participantsOf(row.participants).filter((one) => one !== viewer)
    return [{
      id: String(row.id),
      unread: row.unread === 1,
      // A note to oneself is a conversation with oneself.
      accounts: (others.length === 0 ? [viewer] : others).flatMap((one) => renderAccount(one, bundle) ?? []),
      last_status: row.last_status_id === null ? null : renderStatus(row.last_status_id, bundle),
    }]
  })
}
