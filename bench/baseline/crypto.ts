// FROZEN. The least that federation costs: for an activity in, parse + digest + one RSA verification; for one out, one
// RSA-2048 signature.
import { createHash, createSign, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto'

export interface RawActivity { body: Buffer; digest: string; signed: string; signature: Buffer }

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const rawKeys: { publicKey: KeyObject; privateKey: KeyObject } = keys

/** An activity of usual size, signed. */
export function rawActivity(index: number): RawActivity {
  const body = Buffer.from(JSON.stringify({
    '@context': ['https://www.w3.org/ns/activitystreams', { ostatus: 'http://ostatus.org#', sensitive: 'as:sensitive' }],
    id: `https://peer.example/users/a/statuses/${index}/activity`, type: 'Create', actor: 'https://peer.example/users/a',
    to: ['https://www.w3.org/ns/activitystreams#Public'], cc: ['https://peer.example/users/a/followers'],
    object: { id: `https://peer.example/users/a/statuses/${index}`, type: 'Note', content: `<p>${'words and more words '.repeat(12)}</p>`, attributedTo: 'https://peer.example/users/a' },
  }))
  const digest = createHash('sha256').update(body).digest('base64')
  const signed = `(request-target): post /inbox\nhost: covey.example\ndate: Tue, 03 Nov 2026 10:00:00 GMT\ndigest: SHA-256=${digest}`
  return { body, digest, signed, signature: createSign('sha256').update(signed).sign(keys.privateKey) }
}

/** One activity checked; false if anything is wrong. */
export function rawVerify(activity: RawActivity): boolean {
  const parsed = JSON.parse(activity.body.toString('utf8')) as { type: string }
  if (createHash('sha256').update(activity.body).digest('base64') !== activity.digest) return false
  return createVerify('sha256').update(activity.signed).verify(keys.publicKey, activity.signature) && parsed.type === 'Create'
}

/** One outgoing request's signature. */
export const rawSign = (signed: string): Buffer => createSign('sha256').update(signed).sign(keys.privateKey)
