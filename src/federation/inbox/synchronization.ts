// The other side's word on who here follows somebody there (FEP-8fcf): read from a request's header, compared, and where it
// differs the list is fetched. Only follows that its server does not know are ended, and only if it gave the whole list.
import { peerById, type Signer } from '#domain/accounts/peers.ts'
import { actorUri } from '#domain/addresses.ts'
import { memberFollowers } from '#domain/peers/follower-sync.ts'
import { unfollow } from '#domain/relationships/unfollow.ts'
import { createBudget } from '#federation/resolve/budget.ts'
import { fetchJson } from '#federation/resolve/fetch-document.ts'
import { mayAskAgain, type Reach } from '#federation/resolve/memory.ts'
import { idOf, isObject, sameOrigin, typesOf, webUrlOf, type Json } from '#federation/resolve/plain-json.ts'
import { followersDigest } from '../documents/followers-digest.ts'

export const SYNCHRONIZE = 'resolve.followers'
const EVERY_MS = 10 * 60_000
const MAX_HEADER = 4096
const MAX_PAGES = 20
const MAX_ITEMS = 10_000

export interface Synchronizing { accountId: number; url: string; digest: string }

/** What a header asks for, if it is about the signer's own followers at the signer's own server. */
export function readSynchronization(header: unknown, signer: Signer): Synchronizing | null {
  if (typeof header !== 'string' || header.length > MAX_HEADER) return null
  const pairs = [...header.matchAll(/([A-Za-z]{1,20})="([^"]{1,2048})"/g)].map(([, name = '', value = '']) => [name, value] as const)
  const given = new Map(pairs)
  const url = webUrlOf(given.get('url'))
  const digest = given.get('digest')?.toLowerCase() ?? ''
  if (given.size !== pairs.length || url === null || !/^[0-9a-f]{64}$/.test(digest)) return null
  if (signer.followers_url === null || given.get('collectionId') !== signer.followers_url || !sameOrigin(url, signer.uri)) return null
  return { accountId: signer.id, url, digest }
}

/** Leaves the comparison to a job, at most every ten minutes for each account. Never rejects. */
export async function hearSynchronization(reach: Reach, header: unknown, signer: Signer): Promise<void> {
  const asked = header === undefined ? null : readSynchronization(header, signer)
  if (!asked || !mayAskAgain(reach, `followers of ${signer.id}`, EVERY_MS)) return
  await reach.write((tx) => tx.enqueue({ kind: SYNCHRONIZE, payload: asked, key: `${SYNCHRONIZE} ${signer.id}`, priority: 5 }))
    .catch((error: unknown) => reach.log.error({ err: error }, 'followers could not be compared'))
}

function digestOf({ config }: Reach, members: readonly number[]): string {
  const digest = followersDigest()
  for (const id of members) digest.add(actorUri(config, id))
  return digest.text()
}

const isPage = (document: Json): boolean => typesOf(document).some((type) => /^(?:Ordered)?Collection(?:Page)?$/.test(type))

/** Everybody in a collection; null unless all of it could be read. */
async function wholeCollection(reach: Reach, url: string): Promise<string[] | null> {
  const budget = createBudget({ requests: MAX_PAGES, ms: 20_000 })
  const found: string[] = []
  const seen = new Set<string>()
  let next: unknown = url
  while (next !== undefined && next !== null) {
    const at = typeof next === 'string' ? webUrlOf(next) : null
    if (at !== null && (seen.has(at) || !sameOrigin(at, url))) return null
    if (at !== null) seen.add(at)
    const fetched = at === null ? null : await fetchJson(reach, at, budget)
    const page: unknown = fetched?.ok && sameOrigin(fetched.value.url, url) ? fetched.value.document : next
    if (!isObject(page) || !isPage(page)) return null
    const items = page['orderedItems'] ?? page['items']
    if (items === undefined && page['first'] === undefined) return null
    const list: unknown[] = Array.isArray(items) ? items : items === undefined ? [] : [items]
    const ids = list.map(idOf)
    if (ids.includes(null) || found.length + ids.length > MAX_ITEMS) return null
    found.push(...ids.filter((id) => id !== null))
    next = page['first'] ?? page['next']
  }
  return found
}

/** Ends the follows of members whom the account's server does not know as followers. Repeatable. */
export async function synchronizeFollowers(reach: Reach, { accountId, url, digest }: Synchronizing): Promise<void> {
  const peer = await peerById(reach.db, accountId)
  const members = await memberFollowers(reach.db, accountId)
  if (!peer || peer.deleted_at !== null || digestOf(reach, members) === digest) return
  const uris = await wholeCollection(reach, url)
  if (uris === null) return reach.log.info({ url }, 'a list of followers could not be read as a whole')
  const known = new Set(uris)
  const ghosts = members.filter((id) => !known.has(actorUri(reach.config, id)))
  for (const id of ghosts) await reach.write((tx) => unfollow(tx, id, accountId))
  if (ghosts.length > 0) reach.log.info({ account: peer.uri, ended: ghosts.length }, 'follows that their server does not know were ended')
}
