// Does the waiting jobs of a house at once, in order, where a test wants to see what follows.
import type { House } from '#main/context.ts'

type Handlers = Record<string, (payload: never) => Promise<void>>

/** Runs every waiting job that `handlers` knows and is due, also those that come up meanwhile; returns their kinds. */
export async function runJobs(house: Pick<House, 'db' | 'write' | 'clock'>, handlers: Handlers): Promise<string[]> {
  const done: string[] = []
  for (;;) {
    const job = await house.db.selectFrom('jobs').select(['id', 'kind', 'payload']).where('kind', 'in', Object.keys(handlers))
      .where('run_at', '<=', house.clock.now()).orderBy('id').limit(1).executeTakeFirst()
    if (!job) return done
    await house.write((tx) => tx.db.deleteFrom('jobs').where('id', '=', job.id).execute())
    await handlers[job.kind]?.(JSON.parse(job.payload) as never)
    done.push(job.kind)
  }
}
