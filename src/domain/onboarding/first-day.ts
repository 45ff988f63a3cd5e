// What the owner of a new community still has to do, looked up and not remembered: it is done when it is so.
import type { Reader, Tx } from '../context.ts'
import type { Config } from '#machinery/config/config.ts'
import { readValue, writeValue } from '../instance/settings.ts'
import { hasInvites } from './invites.ts'
import { isSetupUnfinished } from './found-community.ts'

export interface FirstDay {
  setup: boolean
  domain: boolean
  mail: boolean
  invitations: boolean
  people: boolean
  /** How many the owner follows. */
  following: number
}

/** How many one must follow for the home page to be worth coming back to. */
export const ENOUGH_PEOPLE = 5

const DISMISSED = 'first-day.dismissed'

/** A name that others can reach: not this machine's own, and no bare address. */
export const isPublicDomain = (domain: string): boolean =>
  /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?::\d+)?$/i.test(domain) && !/(?:^|\.)(?:localhost|local|test|example|internal|invalid)(?::\d+)?$/i.test(domain)

/** The state of each step for the owner; null once all are done or the list was put away. */
export async function firstDay(db: Reader, config: Pick<Config, 'domain' | 'smtpUrl'>, accountId: number): Promise<FirstDay | null> {
  if (await readValue(db, DISMISSED) === true) return null
  const followed = await db.selectFrom('accounts').select('following_count').where('id', '=', accountId).executeTakeFirst()
  const following = followed?.following_count ?? 0
  const day: FirstDay = {
    setup: !await isSetupUnfinished(db), domain: isPublicDomain(config.domain), mail: config.smtpUrl !== null,
    invitations: await hasInvites(db), people: following >= ENOUGH_PEOPLE, following,
  }
  return Object.values(day).every((step) => step !== false) ? null : day
}

/** Puts the list away for good. Idempotent. */
export const dismissFirstDay = (tx: Tx): Promise<void> => writeValue(tx, DISMISSED, true)
