// What stands where something was deleted.
import { PLAIN, type Document } from './context.ts'

/** The marker for a deleted status or actor, without `@context`. */
export const tombstone = (id: string): Document => ({ id, type: 'Tombstone' })

/** The same as a document of its own. */
export const tombstoneDocument = (id: string): Document => ({ '@context': PLAIN, ...tombstone(id) })
