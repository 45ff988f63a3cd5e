// Before the first request: that the domain is still the one others know, and the server's roles, secrets, own app and actor.
import { ConfigError } from '#machinery/config/config.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { ensureInstanceAccount } from '#domain/accounts/create-account.ts'
import { ensureOwnApp } from '#domain/access/apps.ts'
import { ensureRoles } from '#domain/access/roles.ts'
import { accountExists } from '#domain/accounts/queries.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { lockedDomain } from '#domain/instance/domain-lock.ts'
import { ensureSecrets } from '#domain/instance/secrets.ts'
import type { Wiring } from './wiring.ts'

async function checkDomain({ db, config }: Wiring): Promise<void> {
  const known = await lockedDomain(db)
  if (!known || (known.domain === config.domain && known.origin === config.origin)) return
  const [setting, now, then] = known.domain === config.domain
    ? ['the address', config.origin, known.origin] : ['COVEY_DOMAIN', config.domain, known.domain]
  throw new ConfigError(`Other servers know this one as ${then}, so ${setting} cannot become ${now} any more: set COVEY_DOMAIN and COVEY_WEB_DOMAIN back, or start with an empty data folder.`)
}

/** Makes sure that what every server has exists. Harmless to repeat. Throws {@link ConfigError} if the domain may not change any more. */
export async function prepareInstance(house: Wiring): Promise<void> {
  await checkDomain(house)
  await house.write(async (tx) => {
    await ensureRoles(tx)
    await ensureSecrets(tx)
    await ensureOwnApp(tx)
  })
  if (await accountExists(house.db, INSTANCE_ACCOUNT_ID)) return
  const keys = await generateRsaKeyPair()
  await house.write((tx) => ensureInstanceAccount(tx, keys))
}
