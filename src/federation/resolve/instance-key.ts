// The server's own signature: every GET of ours is signed by the instance actor, for peers that answer nobody else.
import { signCavage } from '#federation/signatures/draft-cavage.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import type { SigningKey } from '#federation/signatures/signing.ts'
import { keysOf } from '#domain/accounts/queries.ts'
import { INSTANCE_ACCOUNT_ID, keyUri } from '#domain/addresses.ts'
import type { Reach } from './memory.ts'

const keys = new WeakMap<object, Promise<SigningKey | null>>()

async function readKey({ db, config }: Reach): Promise<SigningKey | null> {
  const [newest] = await keysOf(db, INSTANCE_ACCOUNT_ID)
  if (!newest?.privateKey) return null
  return { keyId: keyUri(config, INSTANCE_ACCOUNT_ID), privateKey: readPrivateKey(newest.privateKey) }
}

/** The headers that sign a GET of `url` as this server; none before the instance actor exists. The key is read once. */
export async function signedHeaders(reach: Reach, url: URL): Promise<Record<string, string>> {
  let key = keys.get(reach.outbound)
  if (!key) keys.set(reach.outbound, key = readKey(reach))
  const signing = await key
  if (!signing) {
    keys.delete(reach.outbound)
    return {}
  }
  return signCavage({ method: 'GET', url }, signing)
}
