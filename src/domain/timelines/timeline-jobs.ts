// The jobs of this room.
import type { Context } from '#domain/context.ts'
import { fanOutJobs } from './fan-out.ts'
import { feedJobs } from './feeds.ts'
import { mergeJobs } from './merge-job.ts'

/** Handlers by kind. */
export const timelineJobs = (ctx: Context) => ({ ...fanOutJobs(ctx), ...mergeJobs(ctx), ...feedJobs(ctx) })
