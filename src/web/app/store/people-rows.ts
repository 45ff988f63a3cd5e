// Lists of people that are paged by something else than themselves: who asks to follow, who is blocked, who is muted.
import type { Account } from '../../props/entities.ts'
import { rememberAccount } from './accounts.ts'
import { type Rows, rowsOf } from './rows.ts'

export type MutedAccount = Account & { mute_expires_at: string | null }

function peopleRows<T extends Account>(key: string): Rows<T> {
  return rowsOf<T>({ key, path: `/api/v1/${key}`, idOf: (account) => account.id, read: (body) => {
    (body as T[]).forEach(rememberAccount)
    return body as T[]
  } })
}

export const requestRows = peopleRows<Account>('follow_requests')
export const blockRows = peopleRows<Account>('blocks')
export const muteRows = peopleRows<MutedAccount>('mutes')
