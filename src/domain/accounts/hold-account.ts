// One at a time for one account: what counts its rows and then adds one must not be overtaken in between.
import type { Tx } from '#domain/context.ts'

/** Keeps the account's row until the transaction ends: a second transaction that asks for it waits. */
export async function holdAccount(tx: Tx, accountId: number): Promise<void> {
  await tx.db.updateTable('accounts').set((e) => ({ updated_at: e.ref('updated_at') })).where('id', '=', accountId).execute()
}

/** Keeps two, the smaller id first, so that two transactions never wait for each other. */
export async function holdPair(tx: Tx, accountId: number, otherId: number): Promise<void> {
  for (const id of accountId < otherId ? [accountId, otherId] : [otherId, accountId]) await holdAccount(tx, id)
}
