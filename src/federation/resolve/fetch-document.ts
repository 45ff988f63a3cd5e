// One document of another server, fetched and believed only as far as its address reaches: the id it claims must be the
// address it was fetched from.
import type { OutboundFailure } from '#machinery/http/outbound-result.ts'
import type { Budget } from './budget.ts'
import { signedHeaders } from './instance-key.ts'
import { overBudget, type Reach } from './memory.ts'
import { failed, found, type Failed, type Outcome } from './outcome.ts'
import { idOf, isWebUri, parseDocument, sameOrigin, type Json } from './plain-json.ts'

/** What passes for a document; an upload served as anything else never does. */
export const DOCUMENT_TYPES: readonly string[] = [
  'application/activity+json', 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
]

const MAX_BYTES = 1024 * 1024
const TIMEOUT_MS = 10_000
const TEMPORARY = new Set(['unknown-host', 'unreachable', 'tls', 'timeout', 'closed', 'bad-response'])

export interface Fetched { readonly document: Json; readonly url: string }

/** Names an outbound failure; those of the network may pass. */
export const unreachable = (failure: OutboundFailure): Failed => failed(failure.reason, TEMPORARY.has(failure.reason))

/** Names an answer that is not 2xx; overload and faults of the peer may pass. */
export const refusedWith = (status: number): Failed => failed(`http-${status}`, status >= 500 || status === 429 || status === 408)

/** Fetches one JSON document from `url`, signed, within 10 s, 1 MB and 32 levels; what it says of itself is not checked. */
export async function fetchJson(reach: Reach, url: string, budget: Budget, types: readonly string[] = DOCUMENT_TYPES): Promise<Outcome<Fetched>> {
  if (!isWebUri(url)) return failed('not-an-address')
  if (!budget.spend()) return overBudget()
  const answer = await reach.outbound.request(url, {
    maxBytes: MAX_BYTES, timeoutMs: Math.max(1, Math.min(TIMEOUT_MS, budget.msLeft)), acceptTypes: types,
    headersFor: (target) => signedHeaders(reach, target),
  })
  if (!answer.ok) return unreachable(answer)
  if (answer.status < 200 || answer.status > 299) return refusedWith(answer.status)
  const parsed = parseDocument(answer.body)
  return parsed.ok ? found({ document: parsed.document, url: answer.url }) : failed(parsed.reason)
}

const withoutFragment = (uri: string): string => uri.replace(/#.*$/, '')

/** Whether a document that came from `url`, when `asked` was asked for, may call itself `id`. */
const isOwn = (id: string, asked: string, url: string): boolean =>
  withoutFragment(id) === withoutFragment(asked) && sameOrigin(id, url)

/**
 * Fetches the document that `url` names. Its `id` must be the address asked for and of the origin that answered;
 * otherwise it is fetched once more from its own id (a page's address, say, instead of a network id).
 */
export async function fetchDocument(reach: Reach, url: string, budget: Budget): Promise<Outcome<Json>> {
  const first = await fetchJson(reach, url, budget)
  if (!first.ok) return first
  const id = idOf(first.value.document)
  if (id === null) return failed('no-id')
  if (isOwn(id, url, first.value.url)) return found(first.value.document)
  const second = await fetchJson(reach, id, budget)
  if (!second.ok) return second
  const ownId = idOf(second.value.document)
  return ownId !== null && isOwn(ownId, id, second.value.url) ? found(second.value.document) : failed('id-mismatch')
}
