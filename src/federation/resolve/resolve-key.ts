// Whose key a request was signed with: known, or fetched within the request and its budget.
import { findSigner, type Signer } from '#domain/accounts/peers.ts'
import { createBudget, type Budget } from './budget.ts'
import { fetchDocument } from './fetch-document.ts'
import { mayAskAgain, once, type Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { idOf, isWebUri, sameOrigin, typeAmong, type Json } from './plain-json.ts'
import { ACTOR_TYPES } from './read-actor.ts'
import { admitActor, isOurs, refreshActor } from './resolve-actor.ts'

/** The sender waits: no more than this. */
const keyBudget = (): Budget => createBudget({ requests: 7, ms: 9_000 })

const REFETCH_EVERY_MS = 60_000

/** The owner of a key document of its own (`owner`, or a Multikey's `controller`), on the key's origin. */
function ownerOf(document: Json, keyUri: string): string | null {
  const owner = idOf(document['owner'] ?? document['controller'])
  return owner !== null && sameOrigin(owner, keyUri) ? owner : null
}

async function fetchOwner(reach: Reach, keyUri: string): Promise<Outcome<number>> {
  const budget = keyBudget()
  // A stub actor under the key's address leads to the actor itself: fetchDocument goes to the id it claims.
  const fetched = await fetchDocument(reach, keyUri.replace(/#.*$/, ''), budget)
  if (!fetched.ok) return fetched
  if (typeAmong(fetched.value, ACTOR_TYPES) !== null) return admitActor(reach, fetched.value, budget)
  const owner = ownerOf(fetched.value, keyUri)
  if (owner === null) return failed('key-without-owner')
  const actor = await fetchDocument(reach, owner, budget)
  return actor.ok ? admitActor(reach, actor.value, budget) : actor
}

/**
 * The account that owns a key, with the key. It counts only once the owner's own document names the key among its
 * keys. Known keys cost one statement; unknown ones are fetched, a deleted account's anew.
 */
export async function resolveKey(reach: Reach, keyUri: string): Promise<Outcome<Signer>> {
  const known = await findSigner(reach.db, keyUri)
  if (known && known.deleted_at === null) return found(known)
  return fetchKey(reach, keyUri)
}

/** As {@link resolveKey} for a key that is known not to be known. */
export async function fetchKey(reach: Reach, keyUri: string): Promise<Outcome<Signer>> {
  if (!isWebUri(keyUri) || isOurs(reach, keyUri)) return failed('key-not-fetchable')
  return once(reach, `key ${keyUri}`, async () => {
    const owner = await fetchOwner(reach, keyUri)
    if (!owner.ok) return owner
    const signer = await findSigner(reach.db, keyUri)
    return signer && signer.id === owner.value ? found(signer) : failed('key-not-of-its-owner')
  })
}

/** The key after its owner was fetched anew, for one that did not fit; at most once a minute for each owner. */
export async function refetchKey(reach: Reach, keyUri: string, signer: Signer): Promise<Outcome<Signer>> {
  if (!mayAskAgain(reach, `key of ${signer.id}`, REFETCH_EVERY_MS)) return failed('key-refetched-lately')
  const refreshed = await refreshActor(reach, signer.uri, keyBudget())
  if (!refreshed.ok) return refreshed
  const fresh = await findSigner(reach.db, keyUri)
  return fresh && fresh.id === signer.id ? found(fresh) : failed('key-not-of-its-owner')
}
