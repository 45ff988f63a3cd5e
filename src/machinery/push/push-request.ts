// A message for a device as the request that its push service takes: encrypted for the device alone, signed by us.
import { ECDH } from 'node:crypto'

export interface PushTarget {
  endpoint: string
  /** The device's uncompressed P-256 point and 16 bytes of shared secret, base64url. */
  p256dh: string
  auth: string
  /** RFC 8291 (`aes128gcm`), or the draft before it (`aesgcm`). */
  standard: boolean
}

export interface PushSigner {
  /** Whom a push service may turn to: `mailto:` or `https:`. */
  subject: string
  publicKey: string
  privateKey: string
}

export interface PushRequest { headers: Record<string, string>; body: Buffer }

const P256_POINT = 65
const LEAST_AUTH = 16

/** Says whether a device's keys are such that something can be encrypted for them. */
export function areUsableKeys(p256dh: string, auth: string): boolean {
  const point = Buffer.from(p256dh, 'base64url')
  if (point.length !== P256_POINT || Buffer.from(auth, 'base64url').length < LEAST_AUTH) return false
  try {
    // Points that are not on the curve are refused here.
    ECDH.convertKey(point, 'prime256v1')
    return true
  } catch {
    return false
  }
}

/** Encrypts `text` for the target and signs for its push service. `ttl` in seconds: how long the service may keep it. */
export async function pushRequest(target: PushTarget, text: string, { signer, ttl }: { signer: PushSigner; ttl: number }): Promise<PushRequest> {
  const { default: library } = await import('web-push')
  const { headers, body } = library.generateRequestDetails(
    { endpoint: target.endpoint, keys: { p256dh: target.p256dh, auth: target.auth } }, text,
    { vapidDetails: signer, TTL: ttl, urgency: 'normal', contentEncoding: target.standard ? 'aes128gcm' : 'aesgcm' },
  )
  const named = Object.entries(headers as Record<string, string | number>).map(([name, value]) => [name.toLowerCase(), String(value)])
  return { headers: Object.fromEntries(named.filter(([name]) => name !== 'content-length')) as Record<string, string>, body }
}
