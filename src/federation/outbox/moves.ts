// A member who goes to another account.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { accountUri, actorUri } from '#domain/addresses.ts'
import { blockersOf } from '#domain/relationships/by-uri.ts'
import { activity, inContext } from '../documents/activities.ts'
import { followersUri } from '../documents/names.ts'
import { tell } from './tell.ts'

/** The Move, after the profile that points there: for followers, and for those who block the member and may want to go on. */
export async function federateMove(tx: Tx, { moveId, accountId, targetId }: Events['account.moved']): Promise<void> {
  const [row, target] = [await accountRow(tx.db, accountId), await accountRow(tx.db, targetId)]
  if (!row || !target || row.host !== null) return
  const uri = actorUri(tx.config, accountId)
  await tell(tx, {
    from: accountId, about: uri, to: { followersOf: [accountId], accounts: await blockersOf(tx.db, accountId) },
    say: async () => inContext(activity(tx.config, { accountId, name: `moves/${moveId}` }, 'Move', uri, {
      target: accountUri(tx.config, target), to: [followersUri(tx.config, accountId)],
    })),
  })
}
