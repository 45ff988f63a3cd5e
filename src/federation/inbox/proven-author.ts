// Whether an activity that somebody else sent on carries its author's own proof.
import type { Signer } from '#domain/accounts/peers.ts'
import { keyOfProof, verifyProof } from '#federation/proofs/integrity-proof.ts'
import { keyOfSignature, verifyLinkedData } from '#federation/proofs/linked-data.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { idOf, sameOrigin, typesOf, type Json } from '#federation/resolve/plain-json.ts'
import { refetchKey, resolveKey } from '#federation/resolve/resolve-key.ts'
import { readPublicKey, type PublicKey } from '#federation/signatures/keys.ts'

export interface Proven {
  /** The activity as its author signed it: with a Linked Data signature, only what the signature says it means. */
  readonly activity: Json
  readonly author: Signer
}

/** What a way of proving makes of the key that it names. */
interface Way { readonly keyUri: string; verify(key: PublicKey): Promise<Json | null> }

/** Whether two forms of an activity are about the same: who did what to which. */
const isSame = (one: Json, other: Json): boolean => typesOf(one)[0] === typesOf(other)[0]
  && (['id', 'actor', 'object'] as const).every((name) => idOf(name === 'id' ? one : one[name]) === idOf(name === 'id' ? other : other[name]))

function waysOf(reach: Reach, activity: Json): Way[] {
  const now = reach.clock.now()
  const ways: Way[] = []
  const proofKey = keyOfProof(activity, now)
  if (proofKey !== null) ways.push({ keyUri: proofKey, verify: async (key) => verifyProof(activity, key, now) ? activity : null })
  const signatureKey = keyOfSignature(activity)
  if (signatureKey !== null) ways.push({ keyUri: signatureKey, verify: (key) => verifyLinkedData(activity, key) })
  return ways
}

/** By one way: the key must be its actor's own; one that does not fit is fetched anew once. */
async function provenBy(reach: Reach, activity: Json, actorUri: string, { keyUri, verify }: Way): Promise<Proven | null> {
  if (!sameOrigin(keyUri, actorUri)) return null
  const known = await resolveKey(reach, keyUri)
  if (!known.ok || known.value.uri !== actorUri) return null
  const check = async (author: Signer): Promise<Proven | null> => {
    const read = readPublicKey(author.public_key)
    const signed = read.ok ? await verify(read.key) : null
    return signed && isSame(signed, activity) ? { activity: signed, author } : null
  }
  const proven = await check(known.value)
  if (proven) return proven
  const fresh = await refetchKey(reach, keyUri, known.value)
  return fresh.ok && fresh.value.public_key !== known.value.public_key ? check(fresh.value) : null
}

/** The activity and its author if a FEP-8b32 proof or a Linked Data signature proves them; null says nothing. */
export async function provenActivity(reach: Reach, activity: Json): Promise<Proven | null> {
  const actorUri = idOf(activity['actor'])
  if (actorUri === null) return null
  for (const way of waysOf(reach, activity)) {
    const proven = await provenBy(reach, activity, actorUri, way)
    if (proven) return proven
  }
  return null
}
