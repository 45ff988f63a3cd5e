// Everything periodic, on one page: name, how often, what. The last run of each is a row that an admin can see.
import type { Context } from '#domain/context.ts'

export interface Periodic {
  readonly name: string
  readonly everyMs: number
  run(ctx: Context): Promise<void>
}

export const schedule: readonly Periodic[] = [
]
