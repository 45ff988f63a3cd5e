// A member's private note about an account.
import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { invalid } from '../refusals.ts'

/** The longest note, in characters. */
export const NOTE_LENGTH = 2000

/** Keeps `comment` as the note of `accountId` about `targetId`; an empty one removes it. Refuses one that is too long. */
export async function setNote(tx: Tx, accountId: number, targetId: number, comment: string): Promise<void> {
  if ([...comment].length > NOTE_LENGTH) throw invalid(`Comment is too long (maximum is ${NOTE_LENGTH} characters)`)
  if (comment.trim() === '') {
    await tx.db.deleteFrom('account_notes').where('account_id', '=', accountId).where('target_account_id', '=', targetId).execute()
    return
  }
  await sql`insert into account_notes (account_id, target_account_id, comment) values (${accountId}, ${targetId}, ${comment})
    on conflict (account_id, target_account_id) do update set comment = excluded.comment`.execute(tx.db)
}
