// A collection of people (FEP-7aa9) as another server tells of it.
import type { RemoteCollection } from '#domain/collections/remote.ts'
import { normaliseLanguage } from '#domain/text/language.ts'
import { flagOf, hrefOf, idOf, isObject, listOf, momentOf, sameOrigin, textOf, typesOf, type Json } from './plain-json.ts'
import { htmlOf, lineOf, told } from './read-text.ts'

/** Somebody in it, before they were looked up and their consent was looked at. */
export interface NamedItem { uri: string; personUri: string; approvalUri: string | null }

export interface ReadCollection { said: RemoteCollection; ownerUri: string; items: NamedItem[] }

const NAME_LIMIT = 256
const DESCRIPTION_LIMIT = 2048
const ITEMS_LIMIT = 150

export const isFeaturedCollection = (value: unknown): value is Json => isObject(value) && typesOf(value).includes('FeaturedCollection')
export const isFeaturedItem = (value: unknown): value is Json => isObject(value) && typesOf(value).includes('FeaturedItem')

/** One item of the collection `collectionUri`, which must be of its origin; a proof must be of the person's own. */
function readItem(value: unknown, collectionUri: string): NamedItem[] {
  if (!isFeaturedItem(value)) return []
  const [uri, personUri, approvalUri] = [idOf(value), idOf(value['featuredObject']), idOf(value['featureAuthorization'])]
  if (uri === null || personUri === null || !sameOrigin(uri, collectionUri)) return []
  return [{ uri, personUri, approvalUri: approvalUri !== null && sameOrigin(approvalUri, personUri) ? approvalUri : null }]
}

/** Reads a collection whose id is proven; null for what is none, or whose owner is of another origin. */
export function readFeaturedCollection(document: Json): ReadCollection | null {
  const uri = idOf(document)
  const ownerUri = idOf(document['attributedTo'])
  if (!isFeaturedCollection(document) || uri === null || ownerUri === null || !sameOrigin(uri, ownerUri)) return null
  const summary = told(document, 'summary', DESCRIPTION_LIMIT)
  const topic = document['topic']
  return {
    ownerUri,
    items: listOf(document['orderedItems'] ?? document['items']).slice(0, ITEMS_LIMIT).flatMap((item) => readItem(item, uri)),
    said: {
      uri, url: hrefOf(document['url']), name: lineOf(told(document, 'name', NAME_LIMIT)?.text ?? '', NAME_LIMIT),
      description: htmlOf(summary?.text ?? ''), language: normaliseLanguage(summary?.language ?? null),
      tagName: isObject(topic) ? textOf(topic['name'], 600) : null,
      sensitive: flagOf(document['sensitive']) ?? false, discoverable: flagOf(document['discoverable']) ?? false,
      createdAt: momentOf(document['published']), updatedAt: momentOf(document['updated']),
    },
  }
}
