// The JSON-LD contexts of what we send: only the terms that a kind of document uses. Nothing of this is processed here;
// it is written for servers that do.

/** Everybody, as an addressee. */
export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public'

const ACTIVITY_STREAMS = 'https://www.w3.org/ns/activitystreams'
const SECURITY = 'https://w3id.org/security/v1'
const id = (term: string) => ({ '@id': term, '@type': '@id' })

const policyTerms = {
  gts: 'https://gotosocial.org/ns#', interactionPolicy: id('gts:interactionPolicy'), canQuote: id('gts:canQuote'),
  automaticApproval: id('gts:automaticApproval'), manualApproval: id('gts:manualApproval'),
}

const FEP_044F = 'https://w3id.org/fep/044f#'

const quoteTerms = {
  quote: id(`${FEP_044F}quote`), quoteUri: 'http://fedibird.com/ns#quoteUri', _misskey_quote: 'https://misskey-hub.net/ns#_misskey_quote',
  quoteAuthorization: id(`${FEP_044F}quoteAuthorization`),
}

const FEP_7AA9 = 'https://w3id.org/fep/7aa9#'

/** Terms of actors and of collections of people. */
const collectionTerms = {
  gts: policyTerms.gts, FeaturedCollection: `${FEP_7AA9}FeaturedCollection`, FeaturedItem: `${FEP_7AA9}FeaturedItem`,
  FeatureRequest: `${FEP_7AA9}FeatureRequest`, FeatureAuthorization: `${FEP_7AA9}FeatureAuthorization`,
  featuredObject: id(`${FEP_7AA9}featuredObject`), featuredObjectType: id(`${FEP_7AA9}featuredObjectType`),
  featureAuthorization: id(`${FEP_7AA9}featureAuthorization`), topic: id(`${FEP_7AA9}topic`),
  interactingObject: id('gts:interactingObject'), interactionTarget: id('gts:interactionTarget'),
  toot: 'http://joinmastodon.org/ns#', discoverable: 'toot:discoverable', sensitive: 'as:sensitive', Hashtag: 'as:Hashtag',
}

export const noteTerms = {
  ostatus: 'http://ostatus.org#', toot: 'http://joinmastodon.org/ns#',
  conversation: 'ostatus:conversation', sensitive: 'as:sensitive', Hashtag: 'as:Hashtag', Emoji: 'toot:Emoji',
  votersCount: 'toot:votersCount', blurhash: 'toot:blurhash', focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
  ...policyTerms, ...quoteTerms,
}

export const actorTerms = {
  toot: 'http://joinmastodon.org/ns#', schema: 'http://schema.org#',
  manuallyApprovesFollowers: 'as:manuallyApprovesFollowers', featured: id('toot:featured'), featuredTags: id('toot:featuredTags'),
  alsoKnownAs: id('as:alsoKnownAs'), movedTo: id('as:movedTo'), PropertyValue: 'schema:PropertyValue', value: 'schema:value',
  discoverable: 'toot:discoverable', indexable: 'toot:indexable', memorial: 'toot:memorial', suspended: 'toot:suspended',
  attributionDomains: id('toot:attributionDomains'), Hashtag: 'as:Hashtag', Emoji: 'toot:Emoji',
  ...policyTerms, canFeature: id(`${FEP_7AA9}canFeature`), featuredCollections: id(`${FEP_7AA9}featuredCollections`),
  focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' }, webfinger: 'https://purl.archive.org/socialweb/webfinger#webfinger',
}

/** For activities about nothing but ids. */
export const PLAIN = ACTIVITY_STREAMS
export const NOTE_CONTEXT = [ACTIVITY_STREAMS, noteTerms] as const
export const QUOTE_REQUEST_CONTEXT = [ACTIVITY_STREAMS, { ...noteTerms, QuoteRequest: `${FEP_044F}QuoteRequest` }] as const
export const STAMP_CONTEXT = [ACTIVITY_STREAMS, {
  gts: policyTerms.gts, QuoteAuthorization: `${FEP_044F}QuoteAuthorization`,
  interactingObject: id('gts:interactingObject'), interactionTarget: id('gts:interactionTarget'),
}] as const
export const ACTOR_CONTEXT = [ACTIVITY_STREAMS, SECURITY, actorTerms] as const
export const COLLECTION_CONTEXT = [ACTIVITY_STREAMS, collectionTerms] as const
export const TAG_CONTEXT = [ACTIVITY_STREAMS, { Hashtag: 'as:Hashtag' }] as const
export const EMOJI_CONTEXT = [ACTIVITY_STREAMS, { toot: 'http://joinmastodon.org/ns#', Emoji: 'toot:Emoji' }] as const

/** A document as JSON text would have it. */
export type Document = Record<string, unknown>
