// An actor document becomes a profile. Only plain well-known keys are looked at; everything else has no meaning here.
import type { RemoteKey, RemoteProfile } from '#domain/accounts/remote-profile.ts'
import { isRemoteUsername, normaliseHost } from '#domain/text/names.ts'
import { readPublicKey } from '#federation/signatures/keys.ts'
import { failed, found, type Outcome } from './outcome.ts'
import {
  flagOf, hrefOf, idOf, idsOf, isObject, listOf, momentOf, sameOrigin, textOf, typeAmong, typesOf, webUrlOf, type Json,
} from './plain-json.ts'
import { readFeaturePolicy } from './read-quote.ts'
import { readTags } from './read-tags.ts'
import { htmlOf, told } from './read-text.ts'

/** A profile before its handle was checked and the account it moved to was looked up. */
export type ReadActor = Omit<RemoteProfile, 'handleVerified' | 'movedToAccountId'> & { readonly movedToUri: string | null }

export const ACTOR_TYPES: ReadonlySet<string> = new Set(['Person', 'Service', 'Application', 'Group', 'Organization'])

const DISPLAY_NAME_LIMIT = 2048
const NOTE_LIMIT = 20_000
const FIELDS_LIMIT = 50
const FIELD_LIMIT = 2048
const KEYS_LIMIT = 10
const ALIASES_LIMIT = 100
const DOMAINS_LIMIT = 100

/** The keys an actor names as its own; those that it says belong to somebody else, or lie elsewhere, are passed over. */
export function readKeys(document: Json, actorUri: string): RemoteKey[] {
  const keys = new Map<string, RemoteKey>()
  const keep = (value: unknown, owner: string, text: string) => {
    if (!isObject(value)) return
    const uri = idOf(value)
    const publicKey = textOf(value[text], 5000)?.trim()
    if (uri === null || !publicKey || !sameOrigin(uri, actorUri) || keys.has(uri) || keys.size >= KEYS_LIMIT) return
    // A key that does not say whose it is belongs to the document it stands in.
    if (value[owner] !== undefined && idOf(value[owner]) !== actorUri) return
    const read = readPublicKey(publicKey)
    if (read.ok) keys.set(uri, { uri, algorithm: read.key.kind, publicKey })
  }
  for (const key of listOf(document['publicKey'])) keep(key, 'owner', 'publicKeyPem')
  for (const method of listOf(document['assertionMethod'])) {
    if (isObject(method) && typesOf(method).includes('Multikey')) keep(method, 'controller', 'publicKeyMultibase')
  }
  return [...keys.values()]
}

function readFields(document: Json): RemoteProfile['fields'] {
  return listOf(document['attachment']).filter(isObject)
    .filter((one) => typesOf(one).some((type) => type === 'PropertyValue' || type === 'schema:PropertyValue'))
    .slice(0, FIELDS_LIMIT).flatMap((one) => {
      const name = textOf(one['name'], FIELD_LIMIT)
      const value = textOf(one['value'], FIELD_LIMIT)
      return name === null || value === null ? [] : [{ name, value: htmlOf(value) }]
    })
}

/** The first usable picture among what may be Image, Link, string or a list of them. */
function readPicture(value: unknown): { url: string | null; description: string } {
  for (const one of listOf(value)) {
    const url = isObject(one) ? hrefOf(one['url'] ?? one['href'], 'image/png') : webUrlOf(one)
    if (url) return { url, description: isObject(one) ? textOf(one['summary'], 1500) ?? textOf(one['name'], 1500) ?? '' : '' }
  }
  return { url: null, description: '' }
}

/** Addresses that belong to the actor; one on another origin would speak for somebody else. */
const ownUrl = (value: unknown, actorUri: string): string | null => {
  const url = idOf(value)
  return url !== null && sameOrigin(url, actorUri) ? url : null
}

function addressesOf(document: Json, uri: string) {
  const endpoints = isObject(document['endpoints']) ? document['endpoints'] : {}
  return {
    sharedInboxUrl: webUrlOf(endpoints['sharedInbox']) ?? webUrlOf(document['sharedInbox']),
    outboxUrl: ownUrl(document['outbox'], uri),
    followersUrl: ownUrl(document['followers'], uri), followingUrl: ownUrl(document['following'], uri),
    featuredUrl: ownUrl(document['featured'], uri), featuredTagsUrl: ownUrl(document['featuredTags'], uri),
    collectionsUrl: ownUrl(document['featuredCollections'], uri),
  }
}

function aboutOf(document: Json) {
  const avatar = readPicture(document['icon'])
  const header = readPicture(document['image'])
  return {
    displayName: told(document, 'name', DISPLAY_NAME_LIMIT)?.text.trim() ?? '',
    note: htmlOf(told(document, 'summary', NOTE_LIMIT)?.text ?? ''),
    fields: readFields(document),
    avatarUrl: avatar.url, avatarDescription: avatar.description, headerUrl: header.url, headerDescription: header.description,
    emojis: readTags(document).emojis,
  }
}

function flagsOf(document: Json) {
  return {
    locked: flagOf(document['manuallyApprovesFollowers']) ?? false,
    discoverable: flagOf(document['discoverable']), indexable: flagOf(document['indexable']) ?? false,
    memorial: flagOf(document['memorial']) ?? false,
    suspended: flagOf(document['suspended']) ?? false,
    ...(flagOf(document['showMedia']) === null ? {} : { showMedia: document['showMedia'] === true }),
    ...(flagOf(document['showRepliesInMedia']) === null ? {} : { showMediaReplies: document['showRepliesInMedia'] === true }),
    ...(flagOf(document['showFeatured']) === null ? {} : { showFeatured: document['showFeatured'] === true }),
  }
}

/**
 * Reads an actor whose `id` has been proven already; `now` is epoch ms. Refuses what is no actor, has no name that can
 * be mentioned, or no inbox of its own origin.
 */
export function readActor(document: Json, now: number): Outcome<ReadActor> {
  const uri = idOf(document)
  const actorType = typeAmong(document, ACTOR_TYPES)
  if (uri === null || actorType === null) return failed(`no-actor:${typesOf(document)[0] ?? ''}`)
  const username = textOf(document['preferredUsername'], 600) ?? ''
  const host = normaliseHost(new URL(uri).host)
  if (!isRemoteUsername(username) || host === null) return failed('actor-without-name')
  const inboxUrl = ownUrl(document['inbox'], uri)
  if (inboxUrl === null) return failed('actor-without-inbox')
  const published = momentOf(document['published'])
  const updated = momentOf(document['updated'])
  return found({
    uri, username, host, inboxUrl, ...addressesOf(document, uri), ...aboutOf(document), ...flagsOf(document),
    actorType: actorType as RemoteProfile['actorType'],
    url: hrefOf(document['url']),
    alsoKnownAs: idsOf(document['alsoKnownAs']).slice(0, ALIASES_LIMIT),
    attributionDomains: listOf(document['attributionDomains']).flatMap((one) => typeof one === 'string' ? normaliseHost(one) ?? [] : []).slice(0, DOMAINS_LIMIT),
    movedToUri: idOf(document['movedTo']),
    featurePolicy: readFeaturePolicy(document, { uri, followersUrl: idOf(document['followers']), followingUrl: idOf(document['following']) }),
    keys: readKeys(document, uri),
    createdAt: published === null ? null : Math.min(published, now), updatedAt: updated === null ? null : Math.min(updated, now),
  })
}
