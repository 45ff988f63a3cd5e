// From where somebody is used to sign in: a browser and a network, as a hash, for ninety days. What is new is told by letter.
import ipaddr from 'ipaddr.js'
import type { Tx } from '../context.ts'
import type { Row } from '../tables.ts'
import { hashSecret } from '#machinery/crypto/secrets.ts'
import { browserName } from './browser-name.ts'
import { requestMail } from './mail-requests.ts'
import type { Browser } from './web-sessions.ts'

/** As long as a place is remembered without being used. */
export const PLACE_KNOWN_MS = 90 * 86_400_000

/** A provider gives its customers another address now and then, but mostly of the same range: /24, or /48 of IPv6. */
function networkOf(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return ''
  const parsed = ipaddr.process(ip)
  const [kind, bits] = parsed.kind() === 'ipv4' ? [ipaddr.IPv4, 24] as const : [ipaddr.IPv6, 48] as const
  return kind.networkAddressFromCIDR(`${parsed.toString()}/${bits}`).toString()
}

const placeOf = (userId: number, { ip, userAgent }: Browser): string => {
  const { browser, system } = browserName(userAgent)
  return hashSecret(`place:${userId}:${browser}:${system}:${networkOf(ip)}`)
}

/** Remembers where a user is; true when they have not been there for ninety days. */
export async function notePlace(tx: Tx, userId: number, from: Browser): Promise<boolean> {
  const place = placeOf(userId, from)
  const known = await tx.db.selectFrom('known_places').select('last_seen_at').where('user_id', '=', userId).where('place', '=', place).executeTakeFirst()
  await tx.db.insertInto('known_places').values({ user_id: userId, place, last_seen_at: tx.now })
    .onConflict((on) => on.columns(['user_id', 'place']).doUpdateSet({ last_seen_at: tx.now })).execute()
  return known === undefined || tx.now - known.last_seen_at > PLACE_KNOWN_MS
}

/** Called at every sign-in, with the user as they were before it: a new place is told by letter, but not the very first. */
export async function tellOfNewPlace(tx: Tx, user: Pick<Row<'users'>, 'id' | 'last_seen_at'>, from: Browser): Promise<void> {
  if (!await notePlace(tx, user.id, from) || user.last_seen_at === null) return
  await requestMail(tx, { template: 'new-place', userId: user.id, ip: from.ip, userAgent: from.userAgent?.slice(0, 300) ?? null, at: tx.now })
}
