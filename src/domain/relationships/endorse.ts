// Accounts that a member shows on their own profile.
import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { invalid } from '../refusals.ts'

/** `accountId` shows `targetId` on their profile, whom they must follow. Idempotent. */
export async function endorse(tx: Tx, accountId: number, targetId: number): Promise<void> {
  const following = await tx.db.selectFrom('follows').select('id')
    .where('account_id', '=', accountId).where('target_account_id', '=', targetId).executeTakeFirst()
  if (!following) throw invalid('You must be already following the person you want to endorse')
  await sql`insert into endorsements (account_id, target_account_id, id, created_at) values (${accountId}, ${targetId}, ${tx.id()}, ${tx.now})
    on conflict (account_id, target_account_id) do nothing`.execute(tx.db)
}

/** Takes `targetId` off the profile. Idempotent. */
export async function unendorse(tx: Tx, accountId: number, targetId: number): Promise<void> {
  await tx.db.deleteFrom('endorsements').where('account_id', '=', accountId).where('target_account_id', '=', targetId).execute()
}
