// Accounts of other servers, found here or fetched: the actor document, then the handle from its own side, then one write.
import { accountRow, findByHandle, findByUri, type AccountRow } from '#domain/accounts/queries.ts'
import { knownAmong, peerByUri } from '#domain/accounts/peers.ts'
import type { RemoteProfile } from '#domain/accounts/remote-profile.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { parseLocalUrl } from '#domain/addresses.ts'
import { Refusal } from '#domain/refusals.ts'
import { handleKey, parseHandle } from '#domain/text/names.ts'
import { createBudget, type Budget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import { once, type Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import type { Json } from './plain-json.ts'
import { readActor, type ReadActor } from './read-actor.ts'
import { lookUpHandle } from './web-finger.ts'

/** After this a profile is fetched anew when its owner does something. */
export const STALE_MS = 24 * 3_600_000

export interface Asking {
  budget?: Budget
  /** Fetch even what is known. */
  refresh?: boolean
}

/** Enough for an actor, its handle on two domains, and one detour each. */
export const actorBudget = (): Budget => createBudget({ requests: 8, ms: 20_000 })

export const isOurs = ({ config }: Pick<Reach, 'config'>, uri: string): boolean => uri === config.origin || uri.startsWith(`${config.origin}/`)

/** The id of one of our own accounts behind an address of ours. */
export async function localAccount({ db, config }: Reach, uri: string): Promise<Outcome<number>> {
  const place = parseLocalUrl(config, uri)
  if (place?.kind !== 'account') return failed('no-such-local-account')
  // An id of ours may be that of a remote account, which nobody shall speak of as if it were a member.
  const id = 'id' in place ? (await knownAmong(db, { uris: [], ids: [place.id] }))[0]?.id : (await findByHandle(db, place.username, null))?.id
  return id === undefined ? failed('no-such-local-account') : found(id)
}

/**
 * The account behind an actor's network id (or page), fetched if it is not known. Never an account of ours by a
 * stranger's word.
 */
export async function resolveActor(reach: Reach, uri: string, { budget = actorBudget(), refresh = false }: Asking = {}): Promise<Outcome<number>> {
  if (isOurs(reach, uri)) return localAccount(reach, uri)
  const known = await peerByUri(reach.db, uri)
  if (known && !refresh && known.deleted_at === null) return found(known.id)
  return once(reach, `actor ${uri}`, async () => {
    const fetched = await fetchDocument(reach, uri, budget)
    return fetched.ok ? admitActor(reach, fetched.value, budget) : fetched
  }, { again: refresh })
}

/** Fetches a known account anew. */
export async function refreshActor(reach: Reach, uri: string, budget: Budget = actorBudget()): Promise<Outcome<number>> {
  return resolveActor(reach, uri, { budget, refresh: true })
}

/**
 * Writes the account that a document describes whose id is proven; its handle is checked first. Where it has moved to is
 * fetched too, unless this is such an account itself (`onward`).
 */
export async function admitActor(reach: Reach, document: Json, budget: Budget, { onward = true } = {}): Promise<Outcome<number>> {
  const actor = readActor(document, reach.clock.now())
  if (!actor.ok) return actor
  if (isOurs(reach, actor.value.uri)) return failed('own-actor')
  const handle = await checkHandle(reach, actor.value, budget)
  const fetching = onward ? budget : null
  if (handle.ok) return keep(reach, { ...actor.value, ...handle.value, handleVerified: true }, fetching)
  // What was proven once is not doubted because a lookup failed today.
  const known = await findByUri(reach.db, actor.value.uri)
  if (known?.host === null || known?.host === undefined) return handle
  return keep(reach, { ...actor.value, username: known.username, host: known.host, handleVerified: false }, fetching)
}

/**
 * Writes what an account's own server says of it in an activity, without asking it again; a new name is asked about.
 * `uri` is who says it.
 */
export async function admitUpdatedActor(reach: Reach, document: Json, uri: string): Promise<Outcome<number>> {
  const actor = readActor(document, reach.clock.now())
  if (!actor.ok) return actor
  if (actor.value.uri !== uri) return failed('update-of-another')
  const known = await findByUri(reach.db, uri)
  if (!known || known.host === null) return failed('unknown-actor')
  if (known.username.toLowerCase() !== actor.value.username.toLowerCase()) return admitActor(reach, document, actorBudget())
  return keep(reach, { ...actor.value, username: known.username, host: known.host, handleVerified: false }, actorBudget())
}

async function checkHandle(reach: Reach, { uri, username, host }: ReadActor, budget: Budget): Promise<Outcome<{ username: string; host: string }>> {
  const fingered = await lookUpHandle(reach, username, host, budget)
  if (!fingered.ok) return fingered
  const handle = fingered.value
  if (handle.actorUri !== uri) return failed('webfinger-names-another')
  const sameName = handle.username.toLowerCase() === username.toLowerCase()
  return found({ username: sameName ? username : handle.username, host: handle.host })
}

/** `budget` for looking up where the account has moved to; null: only what is known counts. */
async function keep(reach: Reach, actor: ReadActor & { handleVerified: boolean }, budget: Budget | null): Promise<Outcome<number>> {
  const { movedToUri, ...rest } = actor
  const profile: RemoteProfile = { ...rest, movedToAccountId: movedToUri === null ? null : await movedTo(reach, actor.uri, movedToUri, budget) }
  const write = () => reach.write((tx) => upsertRemoteAccount(tx, profile))
  try {
    return found(await write().catch((error: unknown) => {
      if (error instanceof Refusal) throw error
      // Another process may have written the same account meanwhile; then it is an update now.
      return write()
    }))
  } catch (error) {
    if (error instanceof Refusal) return failed(`actor-refused:${error.code}`)
    throw error
  }
}

/** Where the account went, if that one points back; fetched if nobody here knows it. */
async function movedTo(reach: Reach, uri: string, target: string, budget: Budget | null): Promise<number | null> {
  const known = await accountAt(reach, target)
  if (!known && budget && !isOurs(reach, target)) {
    // By a name of its own: of two accounts that say they moved to each other, each would wait for the other.
    const admitted = await once(reach, `moved to ${target}`, async () => {
      const fetched = await fetchDocument(reach, target, budget)
      return fetched.ok ? admitActor(reach, fetched.value, budget, { onward: false }) : fetched
    })
    if (!admitted.ok) return null
  }
  const row = known ?? await accountAt(reach, target)
  return row && (JSON.parse(row.also_known_as) as string[]).includes(uri) ? row.id : null
}

async function accountAt(reach: Reach, uri: string): Promise<AccountRow | null> {
  if (!isOurs(reach, uri)) return findByUri(reach.db, uri)
  const local = await localAccount(reach, uri)
  return local.ok ? accountRow(reach.db, local.value) : null
}

/** The account that `name@host` names, fetched if it is not known. */
export async function resolveHandle(reach: Reach, text: string, { budget = actorBudget(), refresh = false }: Asking = {}): Promise<Outcome<number>> {
  const handle = parseHandle(text)
  if (!handle) return failed('no-handle')
  const { config } = reach
  const ours = handle.host === null || handle.host === config.domain || handle.host === config.webDomain
  const known = await findByHandle(reach.db, handle.username, ours ? null : handle.host)
  if (known && known.deleted_at === null && (ours || !refresh)) return found(known.id)
  if (ours || handle.host === null) return failed('no-such-local-account')
  const { username, host } = handle
  const fingered = await once(reach, `handle ${handleKey(username, host)}`, () => lookUpHandle(reach, username, host, budget), { again: refresh })
  return fingered.ok ? resolveActor(reach, fingered.value.actorUri, { budget, refresh }) : fingered
}
