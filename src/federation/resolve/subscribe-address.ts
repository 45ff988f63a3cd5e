// Where somebody on another server goes to follow or answer from there: the template that their server names in its
// WebFinger answers (OStatus subscribe), else the address that Mastodon and those like it have.
import { normaliseHost, parseHandle } from '#domain/text/names.ts'
import { createBudget } from './budget.ts'
import type { Reach } from './memory.ts'
import { isObject, listOf } from './plain-json.ts'
import { fetchDescriptor, schemeOf } from './web-finger.ts'

const SUBSCRIBE = 'http://ostatus.org/schema/1.0/subscribe'

/** A server as people type it: `social.coop`, `https://social.coop/@mirjam`, `mirjam@social.coop`, `@mirjam@social.coop`. */
function readServer(typed: string): { host: string; username: string | null } | null {
  const text = typed.trim()
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null
  if (url) {
    const host = normaliseHost(url.host)
    return host === null ? null : { host, username: /^\/@(\w+)\/?$/.exec(url.pathname)?.[1] ?? null }
  }
  if (text.includes('@')) {
    const handle = parseHandle(text)
    return handle?.host ? { host: handle.host, username: handle.username } : null
  }
  const host = normaliseHost(text.replace(/\/+$/, ''))
  return host !== null && /[.:]/.test(host) ? { host, username: null } : null
}

/** The template if it is a web address of a kind we may send people to. */
function usable(reach: Reach, template: unknown): string | null {
  if (typeof template !== 'string' || !template.includes('{uri}') || template.length > 2000) return null
  const url = URL.parse(template.replaceAll('{uri}', 'x'))
  return url && (url.protocol === 'https:' || url.protocol === schemeOf(reach)) && url.username === '' && url.password === '' ? template : null
}

export type SubscribeAddress = { ok: true; host: string; address: string } | { ok: false; reason: 'unclear' | 'silent'; host: string }

/**
 * Where the typed server wants its people to be sent for `uri`. `unclear`: no server was typed; `silent`: it cannot be
 * reached. Three requests within eight seconds at most.
 */
export async function subscribeAddress(reach: Reach, typed: string, uri: string): Promise<SubscribeAddress> {
  const server = readServer(typed)
  if (!server) return { ok: false, reason: 'unclear', host: '' }
  const { host, username } = server
  const origin = `${schemeOf(reach)}//${host}`
  const budget = createBudget({ requests: 3, ms: 8_000 })
  const answer = await fetchDescriptor(reach, username === null ? `${origin}/` : `acct:${username}@${host}`, host, budget)
  if (!answer.ok && !/^webfinger-(?:http-4|not-|no-|invalid|bad|too-)/.test(answer.reason)) return { ok: false, reason: 'silent', host }
  const links = answer.ok ? listOf(answer.value['links']).filter(isObject) : []
  const template = usable(reach, links.find((link) => link['rel'] === SUBSCRIBE)?.['template']) ?? `${origin}/authorize_interaction?uri={uri}`
  return { ok: true, host, address: template.replaceAll('{uri}', encodeURIComponent(uri)) }
}
