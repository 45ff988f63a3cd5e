// A member's passkeys: public keys with a name, so that a browser or a key on a ring can say who is there.
import type { Reader, Tx } from '../context.ts'
import { invalid, missing } from '../refusals.ts'
import type { Row } from '../tables.ts'
import type { KeptPasskey } from '#machinery/crypto/passkeys.ts'

/** More than anybody has devices. */
const MAX_PASSKEYS = 25
const NAME_LENGTH = 60

export interface Passkey extends KeptPasskey { id: number; userId: number; name: string; createdAt: number; lastUsedAt: number | null }

const passkeyOf = (row: Row<'passkeys'>): Passkey => ({
  id: row.id, userId: row.user_id, credential: row.credential, publicKey: row.public_key, counter: row.counter, transports: row.transports,
  name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at,
})

/** A user's passkeys, oldest first. */
export async function passkeysOf(db: Reader, userId: number): Promise<Passkey[]> {
  return (await db.selectFrom('passkeys').selectAll().where('user_id', '=', userId).orderBy('id').execute()).map(passkeyOf)
}

/** The passkey a browser says it answers with, or null. */
export async function passkeyByCredential(db: Reader, credential: string): Promise<Passkey | null> {
  const row = await db.selectFrom('passkeys').selectAll().where('credential', '=', credential).executeTakeFirst()
  return row ? passkeyOf(row) : null
}

/** Keeps a passkey whose registration was checked. Refuses one too many and one that is kept already. */
export async function keepPasskey(tx: Tx, userId: number, key: KeptPasskey, name: string): Promise<void> {
  const known = await passkeysOf(tx.db, userId)
  if (known.length >= MAX_PASSKEYS) throw invalid(`There can be ${MAX_PASSKEYS} passkeys at most`)
  const rows = await tx.db.insertInto('passkeys').values({
    id: tx.id(), user_id: userId, credential: key.credential, public_key: key.publicKey, counter: key.counter, transports: key.transports,
    name: name.trim().slice(0, NAME_LENGTH) || `Passkey ${known.length + 1}`, created_at: tx.now, last_used_at: null,
  }).onConflict((on) => on.column('credential').doNothing()).returning('id').execute()
  if (rows.length === 0) throw invalid('This passkey is known already')
}

/** Notes a use. False when the count has moved on meanwhile: the same answer was given twice, or the passkey was copied. */
export async function notePasskeyUse(tx: Tx, { id, counter }: Passkey, newCounter: number): Promise<boolean> {
  const rows = await tx.db.updateTable('passkeys').set({ counter: newCounter, last_used_at: tx.now })
    .where('id', '=', id).where('counter', '=', counter).returning('id').execute()
  return rows.length > 0
}

/** Removes one of a user's passkeys; the answer is its name. */
export async function dropPasskey(tx: Tx, userId: number, id: number): Promise<string> {
  const [gone] = await tx.db.deleteFrom('passkeys').where('id', '=', id).where('user_id', '=', userId).returning('name').execute()
  if (!gone) throw missing()
  return gone.name
}
