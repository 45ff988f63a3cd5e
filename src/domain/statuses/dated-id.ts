// The id of a post that was fetched with a date of its own. There are 4,096 ids to a millisecond, and other servers date by the
// second: what is taken leads to a moment before.
import type { Tx } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

const taken = prepared<{ id: number }, { id: number }>('select id from statuses where id = :id')

/** How often it is tried, each time anywhere within twice the time before. */
const TRIES = 20

/** An id that no status has and that sorts at `at` (epoch ms), or as little before it as may be. */
export async function datedId(tx: Tx, at: number): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const id = tx.id(at - Math.floor(Math.random() * 2 ** attempt))
    if ((await taken(tx.db, { id })).length === 0) return id
  }
  return tx.id()
}
