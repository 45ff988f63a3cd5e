// What was received already: a repeat is answered as the first was and does nothing.
import type { Context, Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

const KEPT_MS = 3 * 86_400_000
const CHUNK = 1000

const insertSeen = prepared<{ at: number }, { name: string; now: number }>(
  'insert into seen_activities (uri, at) values (:name, :now) on conflict (uri) do nothing returning at')

/** Remembers that something arrived under this name; false when it had. Names longer than 2,500 characters are the caller's to shorten. */
export async function markSeen(tx: Tx, name: string): Promise<boolean> {
  return (await insertSeen(tx.db, { name, now: tx.now })).length > 0
}

/** Forgets what arrived more than three days ago, in chunks: by then no signature is accepted any more. For the schedule: hourly. */
export async function forgetSeen(ctx: Pick<Context, 'write'>): Promise<void> {
  for (;;) {
    const count = await ctx.write(async (tx) => (await tx.db.deleteFrom('seen_activities')
      .where('uri', 'in', tx.db.selectFrom('seen_activities').select('uri').where('at', '<', tx.now - KEPT_MS).limit(CHUNK)).returning('at').execute()).length)
    if (count < CHUNK) return
  }
}
