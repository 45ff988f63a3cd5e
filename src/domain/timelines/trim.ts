// Housekeeping of feeds, run by the schedule: none grows without end, none is kept for nobody.
import type { Context } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { FEED_SIZE } from './feed-rules.ts'
import { retireFeeds } from './feeds.ts'

const FEEDS_AT_ONCE = 50

// The oldest entry to keep is found by walking one feed's key; feeds that are short enough have none and lose nothing.
const trimFeed = prepared<never, { feed: number; kept: number }>(`
  delete from feed_entries where feed_id = :feed and status_id <
    (select e.status_id from feed_entries e where e.feed_id = :feed order by e.status_id desc limit 1 offset :kept)`)

/** Cuts every feed to {@link FEED_SIZE} entries, fifty feeds a transaction. */
export async function trimFeeds(ctx: Context): Promise<void> {
  for (let after = 0; ;) {
    const feeds = await ctx.db.selectFrom('feeds').select('id').where('id', '>', after).orderBy('id').limit(FEEDS_AT_ONCE).execute()
    if (feeds.length === 0) return
    await ctx.write(async (tx) => {
      for (const { id } of feeds) await trimFeed(tx.db, { feed: id, kept: FEED_SIZE - 1 })
    })
    after = feeds.at(-1)?.id ?? after
  }
}

/** Drops the feeds of members who have not been here for two weeks. */
export async function retireOldFeeds(ctx: Context): Promise<void> {
  while (await ctx.write(retireFeeds));
}
