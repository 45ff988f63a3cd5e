// The jobs of what goes out; the deliveries themselves have an engine of their own.
import type { Context } from '#domain/context.ts'
import { outgoingJobs } from '#domain/peers/outgoing.ts'
import { pollTallyJobs } from './polls.ts'

/** Handlers by kind. */
export const outboxJobs = (ctx: Context) => ({ ...outgoingJobs(ctx), ...pollTallyJobs(ctx) })
