// The jobs of the incoming half of federation.
import { resolveJobs } from '#federation/resolve/jobs.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { inboxJobs } from './process.ts'

/** Handlers by kind. */
export const federationJobs = (reach: Reach) => ({ ...resolveJobs(reach), ...inboxJobs(reach) })
