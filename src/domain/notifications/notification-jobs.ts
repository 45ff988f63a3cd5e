// The jobs of this room.
import type { Context } from '#domain/context.ts'
import { forgetJobs } from './forget.ts'
import { requestJobs } from './requests.ts'
import { quotedEditJobs } from './about-quotes.ts'
import { spreadJobs } from './spread.ts'

/** Handlers by kind. */
export const notificationJobs = (ctx: Pick<Context, 'write'>) => ({ ...spreadJobs(ctx), ...quotedEditJobs(ctx), ...forgetJobs(ctx), ...requestJobs(ctx) })
