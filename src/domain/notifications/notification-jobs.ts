// The jobs of this room.
import type { Context } from '#domain/context.ts'
import { forgetJobs } from './forget.ts'
import { requestJobs } from './requests.ts'
import { spreadJobs } from './spread.ts'

/** Handlers by kind. */
export const notificationJobs = (ctx: Pick<Context, 'write'>) => ({ ...spreadJobs(ctx), ...forgetJobs(ctx), ...requestJobs(ctx) })
