// Pictures of cards are kept here for a while; whoever looks later has them fetched again.
import type { Context } from '#domain/context.ts'
import { dropFiles } from '#domain/stored-files.ts'

const CHUNK = 200

/** Lets go of pictures that were fetched more than `ms` ago. For the schedule. */
export async function evictCardImages(ctx: Pick<Context, 'write'>, ms: number): Promise<void> {
  for (;;) {
    const count = await ctx.write(async (tx) => {
      const rows = await tx.db.selectFrom('preview_cards').select(['id', 'image_key']).where('image_cached_at', '<', tx.now - ms)
        .orderBy('image_cached_at').limit(CHUNK).execute()
      if (rows.length === 0) return 0
      await dropFiles(tx, rows.map((row) => row.image_key))
      await tx.db.updateTable('preview_cards').set({ image_key: null, image_cached_at: null }).where('id', 'in', rows.map((row) => row.id)).execute()
      return rows.length
    })
    if (count < CHUNK) return
  }
}
