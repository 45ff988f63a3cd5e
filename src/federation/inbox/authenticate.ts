// Who sent a request, by its signature: the one place where a signature becomes an account.
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { findSigner, type Signer } from '#domain/accounts/peers.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { failed, found, type Outcome } from '#federation/resolve/outcome.ts'
import { fetchKey, refetchKey } from '#federation/resolve/resolve-key.ts'
import { readPublicKey } from '#federation/signatures/keys.ts'
import type { ReadableSignature, SignatureReading, SignedRequest } from '#federation/signatures/signed-request.ts'
import { readSignature } from '#federation/signatures/verify.ts'

/** The request as it arrived, for its signature. */
export const signedRequestOf = ({ method = '', url = '', headers }: IncomingMessage, body: Buffer | null): SignedRequest =>
  ({ method, path: url, headers, body })

const origins = new WeakMap<object, string[]>()

/** Where requests to this server may have been meant to go: its web domain, and the one in its handles. */
function ownOrigins(config: Reach['config']): string[] {
  let own = origins.get(config)
  if (!own) origins.set(config, own = [...new Set([config.origin, `${new URL(config.origin).protocol}//${config.domain}`])])
  return own
}

/** Reads a request's signature and judges all of it that needs no key: digest, times, host, what is covered. */
export const readRequest = ({ config, clock }: Pick<Reach, 'config' | 'clock'>, request: SignedRequest): SignatureReading =>
  readSignature(request, { ownOrigins: ownOrigins(config), now: clock.now() })

const fits = (signature: ReadableSignature, { public_key }: Signer): boolean => {
  const read = readPublicKey(public_key)
  return read.ok && signature.check(read.key)
}

/** Whose keys verified something lately, by the keys' names. */
const remembered = new WeakMap<object, LRUCache<string, Signer>>()
const REMEMBERED = 2000

/** Remembers a signer whose signature was right, for {@link rememberedSigner}. */
export function rememberSigner({ outbound }: Pick<Reach, 'outbound'>, keyId: string, signer: Signer): void {
  let signers = remembered.get(outbound)
  if (!signers) remembered.set(outbound, signers = new LRUCache({ max: REMEMBERED }))
  signers.set(keyId, signer)
}

/**
 * The owner of a key that was seen before, if the signature was made with that key; null says nothing. What is
 * remembered may be out of date: whoever acts on it makes sure in the same transaction that the key is in force.
 */
export function rememberedSigner({ outbound }: Pick<Reach, 'outbound'>, signature: ReadableSignature): Signer | null {
  const signer = remembered.get(outbound)?.get(signature.keyId)
  return signer && fits(signature, signer) ? signer : null
}

/**
 * The owner of the key that a readable signature was made with. An unknown key is fetched, one that does not fit is
 * fetched anew once; a failure that may pass says so.
 */
export async function signerOf(reach: Reach, signature: ReadableSignature): Promise<Outcome<Signer>> {
  const known = await findSigner(reach.db, signature.keyId)
  if (!known || known.deleted_at !== null) {
    const fetched = await fetchKey(reach, signature.keyId)
    if (!fetched.ok) return failed(`key:${fetched.reason}`, fetched.temporary)
    return fits(signature, fetched.value) ? fetched : failed('signature-wrong')
  }
  if (fits(signature, known)) return found(known)
  const fresh = await refetchKey(reach, signature.keyId, known)
  if (!fresh.ok) return failed(`signature-wrong:${fresh.reason}`, fresh.temporary)
  return fits(signature, fresh.value) ? fresh : failed('signature-wrong')
}

/** Who signed a request, all checks included. */
export async function verifySignedRequest(reach: Reach, request: SignedRequest): Promise<Outcome<Signer>> {
  const reading = readRequest(reach, request)
  return reading.ok ? signerOf(reach, reading) : failed(reading.reason)
}

/** The account that signed a GET, for documents not everybody may read; null for strangers, suspended and unproven ones. */
export async function verifySignedGet(reach: Reach, request: FastifyRequest): Promise<number | null> {
  if (request.headers['signature'] === undefined) return null
  const signer = await verifySignedRequest(reach, signedRequestOf(request.raw, null))
  if (!signer.ok) {
    reach.log.info({ path: request.url.replace(/\?.*/, ''), reason: signer.reason }, 'a signed GET was not believed')
    return null
  }
  return signer.value.suspended_at === null ? signer.value.id : null
}
