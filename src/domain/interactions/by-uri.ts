// A favourite as its giver's server names it.
import type { Reader } from '#domain/context.ts'

/** The status that `accountId` favourited under this network id, or null. */
export async function favouriteByUri(db: Reader, accountId: number, uri: string): Promise<number | null> {
  const row = await db.selectFrom('favourites').select('status_id').where('account_id', '=', accountId).where('uri', '=', uri).executeTakeFirst()
  return row?.status_id ?? null
}
