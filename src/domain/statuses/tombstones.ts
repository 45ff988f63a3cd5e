// What was here and was deleted: its network id is remembered, so that nobody brings it back and peers are told 410.
import type { Reader, Tx } from '#domain/context.ts'

/** Remembers a deleted thing's network id. Repeatable. */
export async function layTombstone(tx: Tx, uri: string): Promise<void> {
  await tx.db.insertInto('tombstones').values({ uri, at: tx.now }).onConflict((conflict) => conflict.column('uri').doNothing()).execute()
}

/** Whether something of this network id was done away with since `since` (epoch ms). */
export async function isBuriedSince(db: Reader, uri: string, since: number): Promise<boolean> {
  return await db.selectFrom('tombstones').select('at').where('uri', '=', uri).where('at', '>', since).executeTakeFirst() !== undefined
}

/** Whether something of this network id was here and was deleted. */
export async function isTombstone(db: Reader, uri: string): Promise<boolean> {
  return await db.selectFrom('tombstones').select('at').where('uri', '=', uri).executeTakeFirst() !== undefined
}
