// One delivery: sign, post, and if the signature is not accepted, sign once more the other way.
import type { Outbound } from '#machinery/http/outbound.ts'
import type { OutboundResult } from '#machinery/http/outbound-result.ts'
import { signCavage } from '../signatures/draft-cavage.ts'
import { signRfc9421 } from '../signatures/rfc9421.ts'
import type { SignatureScheme } from '../signatures/signed-request.ts'
import type { SigningKey } from '../signatures/signing.ts'

export const DELIVERY_TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 64 * 1024
const CONTENT_TYPE = 'application/activity+json'

export interface Parcel {
  url: string
  body: Buffer
  key: SigningKey
  /** Further headers, signed like the rest; names in lower case. */
  headers?: Readonly<Record<string, string>>
  /** What this host accepted before; null when nobody knows yet. */
  scheme: SignatureScheme | null
  /** Epoch ms. */
  now: number
}

async function post(outbound: Outbound, { url, body, key, now, headers: more }: Parcel, scheme: SignatureScheme): Promise<OutboundResult> {
  const target = URL.parse(url)
  if (!target) return { ok: false, reason: 'invalid-url' }
  const sign = scheme === 'rfc9421' ? signRfc9421 : signCavage
  const headers = await sign({ method: 'POST', url: target, headers: { 'content-type': CONTENT_TYPE, ...more }, body }, key, { now })
  return outbound.request(target, { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES, timeoutMs: DELIVERY_TIMEOUT_MS })
}

const succeeded = ({ status }: OutboundResult): boolean => status !== undefined && status >= 200 && status < 300

/**
 * Delivers once. On 401 the other scheme is tried, also on 403 while it is not known which one the host wants. `scheme`
 * of the result is the one that was accepted, null when neither was.
 */
export async function knock(outbound: Outbound, parcel: Parcel): Promise<{ result: OutboundResult; scheme: SignatureScheme | null }> {
  const first = parcel.scheme ?? 'draft-cavage'
  const result = await post(outbound, parcel, first)
  if (succeeded(result)) return { result, scheme: first }
  if (result.status !== 401 && !(result.status === 403 && parcel.scheme === null)) return { result, scheme: null }
  const second = first === 'rfc9421' ? 'draft-cavage' : 'rfc9421'
  const again = await post(outbound, parcel, second)
  return succeeded(again) ? { result: again, scheme: second } : { result, scheme: null }
}
