// What was received already: a repeat is answered as the first was and does nothing.
import type { Context, Tx } from '#domain/context.ts'
import { insertRows } from '#machinery/db/insert-rows.ts'

const KEPT_MS = 3 * 86_400_000
const CHUNK = 1000

const insertSeen = insertRows<{ uri: string }>({
  into: 'seen_activities (uri, at)', columns: 2, rest: 'on conflict (uri) do nothing returning uri', repeatable: true,
})

/** Remembers what arrived under these names; those that are new. Names longer than 2,500 characters are the caller's to shorten. */
export async function markSeen(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  // Always in one order: two processes never wait for each other.
  const written = await insertSeen(tx.db, [...new Set(names)].sort().map((name) => [name, tx.now]))
  return new Set(written.map((row) => row.uri))
}

/** Forgets what arrived more than three days ago, in chunks: by then no signature is accepted any more. For the schedule: hourly. */
export async function forgetSeen(ctx: Pick<Context, 'write'>): Promise<void> {
  for (;;) {
    const count = await ctx.write(async (tx) => (await tx.db.deleteFrom('seen_activities')
      .where('uri', 'in', tx.db.selectFrom('seen_activities').select('uri').where('at', '<', tx.now - KEPT_MS).limit(CHUNK)).returning('at').execute()).length)
    if (count < CHUNK) return
  }
}
