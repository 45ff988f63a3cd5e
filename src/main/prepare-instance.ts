// Before the first request: the server's roles, secrets, own app and own actor.
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { ensureInstanceAccount } from '#domain/accounts/create-account.ts'
import { ensureOwnApp } from '#domain/access/apps.ts'
import { ensureRoles } from '#domain/access/roles.ts'
import { accountExists } from '#domain/accounts/queries.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { ensureSecrets } from '#domain/instance/secrets.ts'
import type { Wiring } from './wiring.ts'

/** Makes sure that what every server has exists. Harmless to repeat. */
export async function prepareInstance(house: Wiring): Promise<void> {
  await house.write(async (tx) => {
    await ensureRoles(tx)
    await ensureSecrets(tx)
    await ensureOwnApp(tx)
  })
  if (await accountExists(house.db, INSTANCE_ACCOUNT_ID)) return
  const keys = await generateRsaKeyPair()
  await house.write((tx) => ensureInstanceAccount(tx, keys))
}
