// Every migration, in order. Append only.
import { foundation } from './0001-foundation.ts'

export const migrations = [foundation] as const
