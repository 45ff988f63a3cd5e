// The server's own secrets: made at the first start, kept in the database, never printed.
import { createECDH } from 'node:crypto'
import type { Reader, Tx } from '../context.ts'
import { newSecret } from '#machinery/crypto/secrets.ts'
import { readValue, writeValueOnce } from './settings.ts'

export interface InstanceSecrets {
  /** Signs what a form brings back. */
  formKey: string
  /** For push messages (VAPID): uncompressed P-256 point and scalar, base64url. */
  vapidPublicKey: string
  vapidPrivateKey: string
}

const NAME = 'secrets'

function makeSecrets(): InstanceSecrets {
  const curve = createECDH('prime256v1')
  const vapidPublicKey = curve.generateKeys('base64url')
  // A scalar with leading zero bytes would come out short.
  const vapidPrivateKey = Buffer.concat([Buffer.alloc(32), curve.getPrivateKey()]).subarray(-32).toString('base64url')
  return { formKey: newSecret(), vapidPublicKey, vapidPrivateKey }
}

/** The secrets, made now if there are none. Idempotent. */
export const ensureSecrets = async (tx: Tx): Promise<InstanceSecrets> =>
  (await readValue(tx.db, NAME) ?? await writeValueOnce(tx, NAME, makeSecrets())) as InstanceSecrets

/** The secrets; they exist once the server has started. */
export async function readSecrets(db: Reader): Promise<InstanceSecrets> {
  const value = await readValue(db, NAME)
  if (value === null) throw new Error('the server has no secrets yet: it has never been started')
  return value as InstanceSecrets
}
