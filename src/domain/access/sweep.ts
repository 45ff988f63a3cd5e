// What has had its time: codes, browser sessions, counts of tries, tokens long taken back, addresses of sign-ups.
import type { Tx } from '../context.ts'
import { PLACE_KNOWN_MS } from './known-places.ts'
import { forgetOldAttempts } from './throttle.ts'
import { endIdleSessions } from './web-sessions.ts'

const DAY = 86_400_000
/** A token taken back is told from an unknown one for this long. */
const REVOKED_FOR_MS = 90 * DAY
/** How long the network address of a sign-up is kept, as in Mastodon. */
const IP_FOR_MS = 365 * DAY

/** Removes what is over. Cheap and harmless to repeat; for the schedule. */
export async function sweepAccess(tx: Tx): Promise<void> {
  await forgetOldAttempts(tx)
  await tx.db.deleteFrom('user_codes').where('expires_at', '<=', tx.now).execute()
  await endIdleSessions(tx)
  await tx.db.deleteFrom('spent_slips').where('expires_at', '<=', tx.now).execute()
  await tx.db.deleteFrom('known_places').where('last_seen_at', '<', tx.now - PLACE_KNOWN_MS).execute()
  // Kept for a day, so that a second use of a code is still recognised.
  await tx.db.deleteFrom('access_grants').where('expires_at', '<=', tx.now - DAY).execute()
  await tx.db.deleteFrom('access_tokens').where('revoked_at', '<', tx.now - REVOKED_FOR_MS).execute()
  await tx.db.updateTable('users').set({ sign_up_ip: null }).where('created_at', '<', tx.now - IP_FOR_MS).where('sign_up_ip', 'is not', null).execute()
}
