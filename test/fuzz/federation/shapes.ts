// Documents and activities as servers write them, for the fuzz to spoil.
import { PUBLIC, type Doc } from '#test/peers/simulated-peer.ts'
import type { Random } from '#bench/seed/random.ts'

export interface Stage {
  /** Of the fuzzing peer. */
  readonly origin: string
  readonly host: string
  /** Network ids of members, and of a post of each. */
  readonly members: readonly string[]
  readonly posts: readonly string[]
  readonly publicKeyPem: string
}

export interface Cast { readonly name: string; readonly uri: string }

/** Somebody of the peer: actor document without faults. */
export const actorOf = ({ origin, publicKeyPem }: Stage, { name, uri }: Cast): Doc => ({
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1', { toot: 'http://joinmastodon.org/ns#' }],
  id: uri, type: 'Person', preferredUsername: name, name: `The ${name} :blob:`, summary: '<p>About <a href="https://x.example/">me</a></p>', url: `${origin}/@${name}`,
  inbox: `${uri}/inbox`, outbox: `${uri}/outbox`, followers: `${uri}/followers`, following: `${uri}/following`, featured: `${uri}/featured`, featuredTags: `${uri}/tags`,
  endpoints: { sharedInbox: `${origin}/inbox` }, publicKey: { id: `${uri}#main-key`, owner: uri, publicKeyPem }, manuallyApprovesFollowers: false, discoverable: true,
  indexable: true, memorial: false, published: '2024-01-01T00:00:00Z', alsoKnownAs: [`${origin}/users/old-${name}`], attributionDomains: ['x.example'],
  icon: { type: 'Image', mediaType: 'image/png', url: `${origin}/avatar.png` }, image: { type: 'Image', url: `${origin}/header.png` },
  attachment: [{ type: 'PropertyValue', name: 'Web', value: '<a href="https://x.example" rel="me">x</a>' }], tag: [{ type: 'Emoji', name: ':blob:', icon: { url: `${origin}/blob.png` } }],
})

/** A post of any kind, by `author`. */
export function noteOf(stage: Stage, author: Cast, id: string, random: Random): Doc {
  const { origin, members, posts } = stage
  const member = members[random.under(members.length)] ?? ''
  const type = ['Note', 'Note', 'Note', 'Question', 'Article', 'Page', 'Video', 'Audio', 'Image', 'Event'][random.under(10)] ?? 'Note'
  const poll = type === 'Question' ? {
    [random.chance(0.5) ? 'oneOf' : 'anyOf']: ['yes', 'no', 'perhaps'].map((name, index) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: index } })),
    endTime: '2030-01-01T00:00:00Z', votersCount: 3,
  } : {}
  return {
    '@context': 'https://www.w3.org/ns/activitystreams', id, type, attributedTo: author.uri, name: type === 'Note' || type === 'Question' ? undefined : 'A title', ...poll,
    content: '<p>Hello <b>world</b> <span class="h-card"><a href="https://x.example/@a" class="u-url mention">@<span>a</span></a></span></p>',
    contentMap: { en: '<p>Hello</p>' }, summary: random.chance(0.3) ? 'A warning' : null, sensitive: random.chance(0.3), url: `${id}/page`, published: '2026-01-01T00:00:00Z',
    ...(random.chance(0.3) ? { updated: '2026-02-01T00:00:00Z' } : {}), to: [PUBLIC, member], cc: [`${author.uri}/followers`],
    inReplyTo: random.chance(0.3) ? posts[random.under(posts.length)] : null, conversation: `tag:${origin},2026:${random.under(50)}`,
    quote: random.chance(0.2) ? posts[random.under(posts.length)] : undefined, quoteUrl: random.chance(0.1) ? `${origin}/notes/quoted` : undefined,
    interactionPolicy: { canQuote: { automaticApproval: [PUBLIC] } },
    tag: [{ type: 'Mention', href: member, name: '@a' }, { type: 'Hashtag', name: '#Fuzz', href: `${origin}/tags/fuzz` }, { type: 'Emoji', name: ':blob:', icon: { url: `${origin}/blob.png` } }],
    attachment: [{ type: 'Document', mediaType: 'image/png', url: `${id}.png`, name: 'alt', blurhash: 'UBL_:rOpGG-oBUNG,qRj2so|=eE1w^n4S5NH', focalPoint: [0.1, -0.2], width: 10, height: 20 }],
    replies: { id: `${id}/replies`, type: 'Collection', first: { type: 'CollectionPage', next: `${id}/replies?page=2`, items: [`${id}/r1`, { id: `${id}/r2`, type: 'Note' }] } },
  }
}

/** A collection, or a page of one. */
export const collectionOf = (id: string, items: readonly unknown[], random: Random): Doc => ({
  id, type: ['Collection', 'OrderedCollection', 'CollectionPage', 'OrderedCollectionPage'][random.under(4)], totalItems: items.length,
  [random.chance(0.5) ? 'items' : 'orderedItems']: items, first: `${id}?page=1`, next: random.chance(0.5) ? `${id}?page=2` : id, partOf: id,
})

const TYPES = ['Create', 'Create', 'Create', 'Update', 'Delete', 'Announce', 'Like', 'EmojiReact', 'Follow', 'Undo', 'Accept', 'Reject', 'Block', 'Add', 'Remove', 'Flag', 'Move', 'QuoteRequest', 'Dance'] as const

/** An activity of any kind, by `actor`, about something of its own, of a member, or of a post that came before. */
export function activityOf(stage: Stage, actor: Cast, id: string, { random, earlier }: { random: Random; earlier: readonly string[] }): Doc {
  const type = TYPES[random.under(TYPES.length)] ?? 'Create'
  const pick = (from: readonly string[]) => from[random.under(from.length)] ?? id
  const base = { '@context': 'https://www.w3.org/ns/activitystreams', id, type, actor: actor.uri, to: [PUBLIC], cc: [pick(stage.members)] }
  const own = earlier.length > 0 && random.chance(0.7) ? pick(earlier) : `${id}/object`
  switch (type) {
    case 'Create': return { ...base, object: noteOf(stage, actor, `${id}/object`, random) }
    case 'Update': return { ...base, object: random.chance(0.3) ? actorOf(stage, actor) : { ...noteOf(stage, actor, own, random), updated: new Date(Date.UTC(2026, 5, 1 + random.under(20))).toISOString() } }
    case 'Delete': return { ...base, object: random.chance(0.5) ? own : { id: own, type: 'Tombstone' } }
    case 'Announce': return { ...base, object: random.chance(0.2) ? { id: own, type: 'Create', actor: actor.uri, object: noteOf(stage, actor, own, random) } : pick([...stage.posts, own]) }
    case 'Like': case 'EmojiReact': return { ...base, object: pick(stage.posts), content: '🦊', tag: [{ type: 'Emoji', name: ':blob:', icon: { url: `${stage.origin}/blob.png` } }] }
    case 'Follow': case 'Block': return { ...base, object: pick(stage.members) }
    case 'Undo': return { ...base, object: random.chance(0.5) ? own : { id: own, type: ['Follow', 'Like', 'Announce', 'Block'][random.under(4)], actor: actor.uri, object: pick([...stage.members, ...stage.posts]) } }
    case 'Accept': case 'Reject': return { ...base, object: { type: random.chance(0.5) ? 'Follow' : 'QuoteRequest', actor: pick(stage.members), object: actor.uri, instrument: pick(stage.posts) }, result: `${id}/stamp` }
    case 'Add': case 'Remove': return { ...base, object: random.chance(0.5) ? own : { type: 'Hashtag', name: '#fuzz' }, target: `${actor.uri}/featured` }
    case 'Flag': return { ...base, object: [pick(stage.members), pick(stage.posts)], content: 'look at this' }
    case 'Move': return { ...base, object: actor.uri, target: `${stage.origin}/users/new` }
    case 'QuoteRequest': return { ...base, object: pick(stage.posts), instrument: noteOf(stage, actor, `${id}/object`, random) }
    default: return { ...base, object: own }
  }
}
