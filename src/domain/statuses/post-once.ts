// A client that does not know whether its post arrived sends it again under the same key: it gets the first one back.
import { sql } from 'kysely'
import type { Context, Tx } from '#domain/context.ts'

const HOUR_MS = 3_600_000

interface OnceKey {
  accountId: number
  /** The client's Idempotency-Key, or null for none. */
  key: string | null
  kind: 'status' | 'scheduled'
}

export interface Once {
  kind: string
  id: number
  /** True when the key was used within the hour and `id` is what came of it. */
  repeated: boolean
}

/**
 * Runs `post` (which returns the id of what it made) unless the key was used within the hour. Of two calls at once the
 * second waits for the first: the key's row is written before anything else.
 */
export async function postOnce(tx: Tx, { accountId, key, kind }: OnceKey, post: () => Promise<number>): Promise<Once> {
  if (key === null) return { kind, id: await post(), repeated: false }
  const mine = await tx.db.insertInto('idempotency_keys').values({ account_id: accountId, key, result_id: 0, kind, created_at: tx.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'key'])
      .doUpdateSet({ result_id: 0, kind: sql`excluded.kind`, created_at: sql`excluded.created_at` })
      .where('idempotency_keys.created_at', '<=', tx.now - HOUR_MS))
    .returning('key').executeTakeFirst()
  if (!mine) {
    const first = await tx.db.selectFrom('idempotency_keys').select(['result_id', 'kind'])
      .where('account_id', '=', accountId).where('key', '=', key).executeTakeFirstOrThrow()
    return { kind: first.kind, id: first.result_id, repeated: true }
  }
  const id = await post()
  await tx.db.updateTable('idempotency_keys').set({ result_id: id }).where('account_id', '=', accountId).where('key', '=', key).execute()
  return { kind, id, repeated: false }
}

/** Forgets keys that no longer protect anything. For the schedule: hourly. */
export async function forgetIdempotencyKeys(ctx: Pick<Context, 'write'>): Promise<void> {
  await ctx.write((tx) => tx.db.deleteFrom('idempotency_keys').where('created_at', '<', tx.now - HOUR_MS).execute())
}
