// The domain is part of every address that other servers keep: once one of them has been told, it can never change.
import type { Reader, Tx } from '../context.ts'
import { readValue, writeValue, writeValueOnce } from './settings.ts'

export interface LockedDomain { domain: string; origin: string }

const NAME = 'domain'
const SERVED = 'domain.served'

/** The domain other servers know this one by; null before the first delivery. */
export const lockedDomain = async (db: Reader): Promise<LockedDomain | null> => await readValue(db, NAME) as LockedDomain | null

/** Locks the configured domain. Before anything is delivered; harmless to repeat. */
export async function lockDomain(tx: Tx): Promise<void> {
  const { domain, origin } = tx.config
  await writeValueOnce(tx, NAME, { domain, origin } satisfies LockedDomain)
}

/** Keeps the configured domain as the one last served. Harmless to repeat. */
export async function rememberDomain(tx: Tx): Promise<void> {
  const { domain, origin } = tx.config
  const before = await readValue(tx.db, SERVED) as LockedDomain | null
  if (before?.domain !== domain || before.origin !== origin) await writeValue(tx, SERVED, { domain, origin } satisfies LockedDomain)
}

/** The domain that this data answers as: the locked one, else the one last served; null if nobody ever served it. */
export const knownDomain = async (db: Reader): Promise<LockedDomain | null> =>
  await lockedDomain(db) ?? await readValue(db, SERVED) as LockedDomain | null
