// The keys our accounts sign with, read and parsed once. Keys never change while an account lives.
import { LRUCache } from 'lru-cache'
import type { Config } from '#machinery/config/config.ts'
import { keysOf } from '#domain/accounts/queries.ts'
import { keyUri } from '#domain/addresses.ts'
import type { Reader } from '#domain/context.ts'
import { readPrivateKey } from '../signatures/keys.ts'
import type { SigningKey } from '../signatures/signing.ts'

/** Returns a lookup of the key of a local account; null when it has none. */
export function signingKeys({ db, config }: { db: Reader; config: Config }): (accountId: number) => SigningKey | Promise<SigningKey | null> {
  const known = new LRUCache<number, SigningKey>({ max: 2000 })
  const read = async (accountId: number): Promise<SigningKey | null> => {
    const own = (await keysOf(db, accountId)).find((key) => key.privateKey !== null)
    if (!own || own.privateKey === null) return null
    const key = { keyId: keyUri(config, accountId), privateKey: readPrivateKey(own.privateKey) }
    known.set(accountId, key)
    return key
  }
  return (accountId) => known.get(accountId) ?? read(accountId)
}
