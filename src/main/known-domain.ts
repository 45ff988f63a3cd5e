// An operator's verb needs no setting but where the data is: the domain is taken from there, as the last server left it.
import { senderOf, type Config } from '#machinery/config/config.ts'
import { migrate } from '#machinery/db/migrate.ts'
import { knownDomain } from '#domain/instance/domain-lock.ts'
import { migrations } from '#migrations/all.ts'
import { openEngine } from './context.ts'

/** `config` with the domain that this data is known by, if it is known at all. Call while holding the data folder. */
export async function withKnownDomain(config: Config): Promise<Config> {
  const engine = await openEngine(config)
  try {
    await migrate(engine, migrations)
    const known = await knownDomain(engine.reader)
    if (!known) return config
    const mailFrom = config.mailFrom === senderOf(config.domain) ? senderOf(known.domain) : config.mailFrom
    return { ...config, domain: known.domain, origin: known.origin, webDomain: new URL(known.origin).host, mailFrom }
  } finally {
    await engine.close()
  }
}
