// Proofs of FEP-8b32 (eddsa-jcs-2022): an Ed25519 signature over the JSON itself, in its canonical spelling.
import { createHash } from 'node:crypto'
import { isObject, listOf, momentOf, type Json } from '#federation/resolve/plain-json.ts'
import type { PublicKey } from '../signatures/keys.ts'
import { decodeBase58 } from '../signatures/multikey.ts'
import { verifyBytes } from '../signatures/signing.ts'
import { canonicalJson } from './canonical-json.ts'

/** A base58 text of 64 bytes is at most this long. */
const MAX_PROOF_CHARS = 100

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The proof of an activity, if it has exactly one of the kind that is understood, and that has not expired. */
function proofOf(activity: Json, now: number): Json | null {
  const proofs = listOf(activity['proof'])
  const [proof] = proofs
  if (proofs.length !== 1 || !isObject(proof)) return null
  const expires = proof['expires'] === undefined ? null : momentOf(proof['expires']) ?? 0
  const fits = proof['type'] === 'DataIntegrityProof' && proof['cryptosuite'] === 'eddsa-jcs-2022' && proof['proofPurpose'] === 'assertionMethod'
    && (expires === null || expires > now)
  return fits ? proof : null
}

/** The name of the key that made an activity's proof; null when it has none of the kind that is understood. */
export function keyOfProof(activity: Json, now: number): string | null {
  const method = proofOf(activity, now)?.['verificationMethod']
  return typeof method === 'string' ? method : null
}

/** The contexts that the proof's options may have been signed with: those it names, which must be the document's, or those. */
function optionsOf(activity: Json, proof: Json): Json[] {
  const { proofValue: _, ...options } = proof
  const context = activity['@context']
  if (options['@context'] !== undefined) return canonicalJson(options['@context']) === canonicalJson(context) ? [options] : []
  return context === undefined ? [options] : [{ '@context': context, ...options }, options]
}

/** Whether the proof is right, made over the activity with or without a Linked Data signature that was added to it. Never throws. */
export function verifyProof(activity: Json, key: PublicKey, now: number): boolean {
  const proof = proofOf(activity, now)
  const value = proof?.['proofValue']
  if (!proof || typeof value !== 'string' || !value.startsWith('z') || value.length > MAX_PROOF_CHARS) return false
  const signature = decodeBase58(value.slice(1))
  if (signature === null) return false
  const { proof: _, ...document } = activity
  const { signature: __, ...unsigned } = document
  try {
    const documents = [...new Set([canonicalJson(unsigned), canonicalJson(document)])].map(sha256)
    return optionsOf(activity, proof).map((options) => sha256(canonicalJson(options)))
      .some((options) => documents.some((hash) => verifyBytes('ed25519', key, Buffer.concat([options, hash]), signature)))
  } catch {
    return false
  }
}
