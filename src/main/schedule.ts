// Everything periodic, on one page: name, how often, what. The last run of each is a row that an admin can see.
import type { Context } from '#domain/context.ts'
import { retireOldFeeds, trimFeeds } from '#domain/timelines/trim.ts'

export interface Periodic {
  readonly name: string
  readonly everyMs: number
  run(ctx: Context): Promise<void>
}

const HOUR = 3_600_000

export const schedule: readonly Periodic[] = [
  { name: 'timelines.trim', everyMs: HOUR, run: trimFeeds },
  { name: 'timelines.retire', everyMs: 24 * HOUR, run: retireOldFeeds },
]
