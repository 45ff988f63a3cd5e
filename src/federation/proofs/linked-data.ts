// Linked Data signatures (RsaSignature2017) as Mastodon makes them: over the document's meaning in canonical N-Quads.
import { createHash } from 'node:crypto'
import { isObject, type Json } from '#federation/resolve/plain-json.ts'
import type { PublicKey } from '../signatures/keys.ts'
import { signBytes, verifyBytes, type SigningKey } from '../signatures/signing.ts'
import { ACTIVITY_STREAMS, IDENTITY, loadContext } from './contexts.ts'
import { isKnownForm, ownTerms } from './known-form.ts'

/** Longest work on one document, ms; what its contexts and its graph can cost is capped besides. */
const PATIENCE_MS = 2000
const MAX_CHARS = 256 * 1024
/** What a reader of ours expects terms to mean. */
const READ_CONTEXT = [ACTIVITY_STREAMS, 'https://w3id.org/security/v1', ownTerms]

/** Loaded when first needed: most servers see such a signature only now and then. */
const library = async () => (await import('jsonld')).default

/** The hash of what a document means. Rejects for what cannot be expressed without loss, and for graphs that cost too much. */
async function hashOf(document: object): Promise<string> {
  const quads = await (await library()).canonize(document, {
    algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, base: null, documentLoader: loadContext,
    canonizeOptions: { maxWorkFactor: 1, signal: AbortSignal.timeout(PATIENCE_MS) },
  })
  return createHash('sha256').update(quads).digest('hex')
}

interface Options { readonly creator: string; readonly created: string }

/** The bytes that are signed. */
async function toSign(activity: Json, options: object): Promise<Buffer> {
  const { signature: _, ...document } = activity
  return Buffer.from(await hashOf({ '@context': IDENTITY, ...options }) + await hashOf(document))
}

/** The name of the key that signed an activity; null when there is no such signature or its form does not count. */
export function keyOfSignature(activity: Json): string | null {
  const { signature } = activity
  if (!isObject(signature) || signature['type'] !== 'RsaSignature2017' || typeof signature['signatureValue'] !== 'string') return null
  const { creator } = signature
  return typeof creator === 'string' && JSON.stringify(activity).length <= MAX_CHARS && isKnownForm(activity) ? creator : null
}

/**
 * Verifies an activity whose key {@link keyOfSignature} told. What comes back is the activity as it was signed, compacted to
 * the terms that are read here: nothing else of it may be believed. Null when the signature is wrong. Never rejects.
 */
export async function verifyLinkedData(activity: Json, key: PublicKey): Promise<Json | null> {
  const { signature } = activity
  if (!isObject(signature)) return null
  const { '@context': _, type: __, id: ___, signatureValue, ...options } = signature
  try {
    const data = await toSign(activity, options)
    if (!verifyBytes('rsa-v1_5-sha256', key, data, Buffer.from(String(signatureValue), 'base64'))) return null
    const { signature: ____, ...document } = activity
    return await (await library()).compact(document, READ_CONTEXT, { safe: true, base: null, documentLoader: loadContext })
  } catch {
    return null
  }
}

/** The activity with our signature of `now` (epoch ms). Rejects for terms that its context does not define. */
export async function signLinkedData(activity: Json, { keyId, privateKey }: SigningKey, now: number): Promise<Json> {
  const options: Options = { creator: keyId, created: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z') }
  const value = await signBytes(privateKey, await toSign(activity, options))
  return { ...activity, signature: { type: 'RsaSignature2017', ...options, signatureValue: value.toString('base64') } }
}
