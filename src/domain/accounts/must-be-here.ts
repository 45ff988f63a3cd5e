// A member whose account has moved reads on here and takes back what they did, but begins nothing new.
import type { Reader } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { prepared } from '#machinery/db/prepared.ts'

const moved = prepared<{ id: number }, { id: number }>('select id from accounts where id = :id and host is null and moved_to_account_id is not null')

/** Refuses `account.moved` for one of ours that redirects elsewhere. */
export async function mustBeHere(db: Reader, accountId: number): Promise<void> {
  if ((await moved(db, { id: accountId })).length > 0) throw new Refusal('account.moved')
}
