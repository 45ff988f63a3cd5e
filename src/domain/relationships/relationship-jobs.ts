// The jobs of this room.
import type { Context } from '../context.ts'
import { hostJobs } from './block-host.ts'
import { muteJobs } from './mute.ts'

/** Handlers by kind. */
export const relationshipJobs = (ctx: Context) => ({ ...muteJobs(ctx), ...hostJobs(ctx) })
