// Handles looked up with WebFinger (RFC 7033), also on servers whose handles are on another domain than their actors.
import type { Budget } from './budget.ts'
import { refusedWith, unreachable } from './fetch-document.ts'
import { overBudget, type Reach } from './memory.ts'
import { failed, found, type Outcome } from './outcome.ts'
import { isObject, listOf, parseDocument, webUrlOf, type Json } from './plain-json.ts'
import { handleKey, parseHandle } from '#domain/text/names.ts'

export interface FingeredHandle { readonly username: string; readonly host: string; readonly actorUri: string }

const TYPES = 'application/jrd+json, application/json'
const LIMITS = { maxBytes: 256 * 1024, timeoutMs: 8_000 } as const
const AP_TYPE = /^application\/(?:activity\+json|ld\+json;\s*profile="?https:\/\/www\.w3\.org\/ns\/activitystreams"?)$/i

/** http only between servers under development. */
export const schemeOf = ({ config }: Reach): string => config.devHttp ? new URL(config.origin).protocol : 'https:'

/** Types are asked for, not insisted on: many hosts answer with a file whose type is anything. */
async function ask(reach: Reach, url: string, budget: Budget, accept: string): Promise<Outcome<Buffer>> {
  if (!budget.spend()) return overBudget()
  const answer = await reach.outbound.request(url, { ...LIMITS, timeoutMs: Math.max(1, Math.min(LIMITS.timeoutMs, budget.msLeft)), headers: { accept } })
  if (!answer.ok) return unreachable(answer)
  return answer.status === 200 ? found(answer.body) : refusedWith(answer.status)
}

/** Where a host answers WebFinger if not in the usual place, from its host-meta (RFC 6415). */
async function templateOf(reach: Reach, host: string, budget: Budget): Promise<string | null> {
  const answer = await ask(reach, `${schemeOf(reach)}//${host}/.well-known/host-meta`, budget, 'application/xrd+xml, application/xml')
  if (!answer.ok) return null
  for (const [link] of answer.value.toString('utf8').slice(0, 20_000).matchAll(/<Link\b[^<>]{1,2000}>/gi)) {
    if (!/\brel=["']lrdd["']/i.test(link)) continue
    const template = /\btemplate=["']([^"']+)["']/i.exec(link)?.[1]?.replaceAll('&amp;', '&')
    if (template?.includes('{uri}')) return template
  }
  return null
}

/** What the host of a resource says of it. */
export async function fetchDescriptor(reach: Reach, resource: string, host: string, budget: Budget): Promise<Outcome<Json>> {
  const usual = `${schemeOf(reach)}//${host}/.well-known/webfinger?resource=${encodeURIComponent(resource)}`
  let answer = await ask(reach, usual, budget, TYPES)
  if (!answer.ok && /^http-40[04]$/.test(answer.reason)) {
    const template = await templateOf(reach, host, budget)
    const url = template && webUrlOf(template.replace('{uri}', encodeURIComponent(resource)))
    if (url) answer = await ask(reach, url, budget, TYPES)
  }
  if (!answer.ok) return failed(`webfinger-${answer.reason}`, answer.temporary)
  const parsed = parseDocument(answer.value)
  return parsed.ok ? found(parsed.document) : failed(`webfinger-${parsed.reason}`)
}

function selfLink(descriptor: Json): string | null {
  const links = listOf(descriptor['links']).filter(isObject)
  const self = links.find((link) => link['rel'] === 'self' && typeof link['type'] === 'string' && AP_TYPE.test(link['type']))
  return webUrlOf(self?.['href'])
}

/**
 * Whom `username@host` names, by the word of the host that the handle ends up on. A subject on another domain counts
 * once that domain says the same: the subject must round-trip.
 */
export async function lookUpHandle(reach: Reach, username: string, host: string, budget: Budget): Promise<Outcome<FingeredHandle>> {
  let asked = { username, host }
  for (let hop = 0; hop < 2; hop++) {
    const descriptor = await fetchDescriptor(reach, `acct:${asked.username}@${asked.host}`, asked.host, budget)
    if (!descriptor.ok) return descriptor
    const actorUri = selfLink(descriptor.value)
    const subject = typeof descriptor.value['subject'] === 'string' ? parseHandle(descriptor.value['subject']) : null
    if (actorUri === null || !subject || subject.host === null) return failed('webfinger-incomplete')
    // Ours is not theirs to give, and we need not ask ourselves.
    if (subject.host === reach.config.domain || subject.host === reach.config.webDomain) return failed('webfinger-names-us')
    if (handleKey(subject.username, subject.host) === handleKey(asked.username, asked.host)) {
      return found({ username: subject.username, host: subject.host, actorUri })
    }
    asked = { username: subject.username, host: subject.host }
  }
  return failed('webfinger-subject-mismatch')
}
