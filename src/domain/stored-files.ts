// Files that rows name. A row goes in the verb's transaction; its files go in a job after it, so that a rollback keeps both.
import type { Tx } from './context.ts'

/** The job that removes files; its payload is `{ keys }`. A missing file is no error. */
export const DELETE_FILES = 'media.delete-files'

/** Has these files removed once the transaction has committed. */
export async function dropFiles(tx: Tx, keys: readonly (string | null)[]): Promise<void> {
  const named = [...new Set(keys.filter((key) => key !== null))]
  if (named.length > 0) await tx.enqueue({ kind: DELETE_FILES, payload: { keys: named }, priority: 5 })
}
