// Looks further back in what was merged, one author per transaction.
import type { Context } from '#domain/context.ts'
import { mergeAuthor, mergeFloor } from './merge.ts'

export const MERGE = 'timelines.merge'

interface MergeMany { kind: 'home' | 'list'; feedId: number; authorIds: number[] }

export const mergeJobs = (ctx: Context) => ({
  async [MERGE]({ kind, feedId, authorIds }: MergeMany) {
    for (const authorId of authorIds) {
      await ctx.write(async (tx) => mergeAuthor(tx, kind, { feedId, authorId, newerThan: await mergeFloor(tx, feedId) }))
    }
  },
})
