// Whether somebody lets a reader see who follows them and whom they follow: one rule for the API and the pages.
import type { AccountRow } from '../accounts/queries.ts'
import type { Reader } from '../context.ts'
import { relationshipsOf } from './marks.ts'

/** False for the suspended, for those who keep their lists to themselves, and for those who block the viewer (null: the public). */
export async function showsFollows(db: Reader, viewer: number | null, account: AccountRow): Promise<boolean> {
  if (account.suspended_at !== null) return false
  if (viewer === account.id) return true
  if (account.hide_collections === 1) return false
  return viewer === null || (await relationshipsOf(db, viewer, [account.id])).get(account.id)?.blockedBy !== true
}
