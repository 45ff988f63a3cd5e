// Everything periodic, on one page: name, how often, what. The last run of each is a row that an admin can see.
import type { Context } from '#domain/context.ts'

export interface Periodic {
  readonly name: string
  readonly everyMs: number
  run(ctx: Context): Promise<void>
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const schedule: readonly Periodic[] = [
  { name: 'seen-activities.forget', everyMs: HOUR, run: (ctx) => forgetSeenActivities(ctx, 7 * 24 * HOUR) },
]
