// Key pairs that an account signs with. Making one takes tens of milliseconds of a pool thread, so it happens before a
// transaction, never inside.
import { generateKeyPair } from 'node:crypto'

export interface RsaKeyPair {
  /** SPKI, PEM. */
  publicKey: string
  /** PKCS #8, PEM. */
  privateKey: string
}

/** A new RSA-2048 pair. */
export const generateRsaKeyPair = (): Promise<RsaKeyPair> => new Promise((resolve, reject) => {
  generateKeyPair('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }, (error, publicKey, privateKey) => {
    if (error) reject(error)
    else resolve({ publicKey, privateKey })
  })
})
