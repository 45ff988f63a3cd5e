// Whom something is addressed to, and what that makes of it.
import type { Visibility } from '#domain/statuses/draft.ts'
import { isObject, listOf, type Json } from './plain-json.ts'

export interface Audience {
  readonly visibility: Visibility
  /** Everybody addressed by name, without the public and the author's followers. */
  readonly addressees: string[]
}

const PUBLIC = new Set(['as:Public', 'Public', 'https://www.w3.org/ns/activitystreams#Public'])
const ADDRESSEES_LIMIT = 200

const targets = (value: unknown): string[] =>
  listOf(value).flatMap((one) => typeof one === 'string' ? one : isObject(one) && typeof one['id'] === 'string' ? one['id'] : [])

const isPublic = (target: string): boolean => PUBLIC.has(target)

/** Reads `to` and `cc`; `followersUrl` is the author's. */
export function readAudience(document: Json, followersUrl: string | null): Audience {
  const to = targets(document['to'])
  const cc = targets(document['cc'])
  const all = [...new Set([...to, ...cc])]
  const visibility = to.some(isPublic) ? 'public' : cc.some(isPublic) ? 'unlisted'
    : followersUrl !== null && all.includes(followersUrl) ? 'private' : 'direct'
  return { visibility, addressees: all.filter((one) => !isPublic(one) && one !== followersUrl).slice(0, ADDRESSEES_LIMIT) }
}
