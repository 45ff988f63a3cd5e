// The hand of an attacker who can write any request, and, where the test gives it to him, a member's own key.
import { exchange } from '#test/peers/simulated-peer.ts'
import { signCavage } from '#federation/signatures/draft-cavage.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import { signRfc9421 } from '#federation/signatures/rfc9421.ts'
import type { Account, Person } from './person.ts'

export interface Identity { uri: string; keyId: string; privatePem: string }

/** Who somebody is on the wire, their private key included. */
export async function identityOf(person: Person): Promise<Identity> {
  const { uri } = await person.ask<Account>('GET', '/v1/accounts/verify_credentials')
  const { private_key: privatePem } = await person.town.server.house.db.selectFrom('account_keys').select('private_key')
    .where('account_id', '=', person.member.accountId).where('private_key', 'is not', null).executeTakeFirstOrThrow()
  return { uri, keyId: `${uri}#main-key`, privatePem: privatePem ?? '' }
}

export interface Wording {
  scheme?: 'draft-cavage' | 'rfc9421' | 'none'
  /** Epoch ms; when it says it was signed. */
  signedAt?: number
  /** The address that is signed, where it is not the one it is sent to. */
  signedFor?: string
  /** Sent instead of what was signed. */
  sentBody?: string
}

export interface RawRequest { url: URL; headers: Record<string, string>; body: Buffer }

const signers = { 'draft-cavage': signCavage, rfc9421: signRfc9421 }

/** Writes a POST of `activity` to `inbox`, signed as told. */
export async function compose(who: Identity, inbox: string, activity: object, wording: Wording = {}): Promise<RawRequest> {
  const { scheme = 'draft-cavage', signedAt, signedFor = inbox, sentBody } = wording
  const body = Buffer.from(JSON.stringify(activity))
  const type = { 'content-type': 'application/activity+json' }
  const headers = scheme === 'none' ? { host: new URL(inbox).host, ...type } : await signers[scheme](
    { method: 'POST', url: new URL(signedFor), body, headers: type }, { keyId: who.keyId, privateKey: readPrivateKey(who.privatePem) },
    signedAt === undefined ? {} : { now: signedAt })
  return { url: new URL(inbox), headers: { ...headers }, body: sentBody === undefined ? body : Buffer.from(sentBody) }
}

/** Sends it; resolves to the status. */
export const send = async ({ url, headers, body }: RawRequest): Promise<number> => (await exchange('POST', url, headers, body)).status

/** A GET of a document in somebody's name. */
export async function signedGet(who: Identity, address: string): Promise<number> {
  const url = new URL(address)
  const headers = await signCavage({ method: 'GET', url, headers: { accept: 'application/activity+json' } }, { keyId: who.keyId, privateKey: readPrivateKey(who.privatePem) })
  return (await exchange('GET', url, headers)).status
}
