// Time passes for jobs that wait on purpose.
import type { Town } from './town.ts'

/** Makes the waiting jobs of a kind due now, and waits until they are done. */
export async function hurry({ server }: Town, kind: string): Promise<void> {
  await server.house.write(async (tx) => {
    await tx.db.updateTable('jobs').set({ run_at: tx.now }).where('kind', '=', kind).execute()
    tx.wake()
  })
  await server.idle()
}
