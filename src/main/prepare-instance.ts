// Before the first request: the server's own actor, and the domain's lock.
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { ensureInstanceAccount } from '#domain/accounts/create-account.ts'
import { accountExists } from '#domain/accounts/queries.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import type { Wiring } from './wiring.ts'

/** Makes sure that the instance actor exists. Harmless to repeat. */
export async function prepareInstance(house: Wiring): Promise<void> {
  if (await accountExists(house.db, INSTANCE_ACCOUNT_ID)) return
  const keys = await generateRsaKeyPair()
  await house.write((tx) => ensureInstanceAccount(tx, keys))
}
