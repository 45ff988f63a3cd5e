// The domain is part of every address that other servers keep: once one of them has been told, it can never change.
import type { Reader, Tx } from '../context.ts'
import { readValue, writeValueOnce } from './settings.ts'

export interface LockedDomain { domain: string; origin: string }

const NAME = 'domain'

/** The domain other servers know this one by; null before the first delivery. */
export const lockedDomain = async (db: Reader): Promise<LockedDomain | null> => await readValue(db, NAME) as LockedDomain | null

/** Locks the configured domain. Before anything is delivered; harmless to repeat. */
export async function lockDomain(tx: Tx): Promise<void> {
  const { domain, origin } = tx.config
  await writeValueOnce(tx, NAME, { domain, origin } satisfies LockedDomain)
}
