// Software for short posts that grew up around Mastodon's ways.
import { PUBLIC } from '../simulated-peer.ts'
import { actAt, actorAt, custom, postAt, type Software } from './shape.ts'

const BLURHASH = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'
const option = (name: string, totalItems: number) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems } })

export const microblogs: readonly Software[] = [
  {
    software: 'Mastodon', expectActor: { display_name: 'Mara', fields: 1, avatar: true },
    actor: (at) => actorAt(at, '/users/mara', 'mara', {
      name: 'Mara', discoverable: true, indexable: true, memorial: false, url: `${at.origin}/@mara`, endpoints: { sharedInbox: `${at.origin}/inbox` },
      attachment: [{ type: 'PropertyValue', name: 'Site', value: '<a href="https://mara.example">mara.example</a>' }],
      icon: { type: 'Image', mediaType: 'image/png', url: `${at.origin}/mara.png` }, tag: [],
    }),
    writes: [
      { what: 'a picture with focus, a warning, a hashtag in capitals', object: (at, me) => postAt(at, '/users/mara/statuses/1', me, {
        url: `${at.origin}/@mara/1`, summary: 'Spiders', sensitive: true, content: '<p>Look <a href="https://m.example/tags/CatsOfMastodon" class="mention hashtag" rel="tag">#<span>CatsOfMastodon</span></a></p>',
        contentMap: { en: '<p>Look <a href="https://m.example/tags/CatsOfMastodon" class="mention hashtag" rel="tag">#<span>CatsOfMastodon</span></a></p>' },
        tag: [{ type: 'Hashtag', href: `${at.origin}/tags/catsofmastodon`, name: '#CatsOfMastodon' }],
        attachment: [{ type: 'Document', mediaType: 'image/jpeg', url: `${at.origin}/1.jpg`, name: 'A cat', blurhash: BLURHASH, focalPoint: [0.1, -0.2], width: 800, height: 600 }],
      }), expect: {
        content: '<p>Look <a href="https://m.example/tags/CatsOfMastodon" class="mention hashtag" rel="nofollow noopener" target="_blank">#<span>CatsOfMastodon</span></a></p>',
        spoiler_text: 'Spiders', sensitive: true, language: 'en', tags: ['catsofmastodon'], media: [{ type: 'image', description: 'A cat', focus: '0.1,-0.2', size: '800x600' }],
      } },
      { what: 'a quote with consent asked for (FEP-044f)', object: (at, me) => postAt(at, '/users/mara/statuses/2', me, {
        content: `<p class="quote-inline">RE: <a href="${at.adasPost}">post</a></p><p>So true</p>`, quote: at.adasPost, quoteUri: at.adasPost, _misskey_quote: at.adasPost,
        interactionPolicy: { canQuote: { automaticApproval: [PUBLIC] } },
      }), expect: { content: '<p class="quote-inline">RE: <a href="{ada}" rel="nofollow noopener" target="_blank">post</a></p><p>So true</p>', quote: 'pending' } },
      { what: 'a poll', object: (at, me) => postAt(at, '/users/mara/statuses/3', me, {
        type: 'Question', content: '<p>Tea?</p>', oneOf: [option('yes', 2), option('no', 1)], votersCount: 3, endTime: '2099-01-01T00:00:00Z',
      }), expect: { content: '<p>Tea?</p>', poll: ['yes 2', 'no 1'] } },
    ],
    deeds: [
      { what: 'Like', counts: 'favourites_count', activity: (at, me) => actAt(at, '/users/mara#likes/1', 'Like', me, { object: at.adasPost }) },
      { what: 'Announce', counts: 'reblogs_count', activity: (at, me) => actAt(at, '/users/mara/statuses/4/activity', 'Announce', me, { object: at.adasPost, published: '2026-05-01T10:00:00Z', to: [PUBLIC], cc: [at.ada, `${me}/followers`] }) },
    ],
  },
  {
    software: 'Pleroma', expectActor: { display_name: 'Polly :blob:', bot: true },
    actor: (at) => actorAt(at, '/users/polly', 'polly', {
      type: 'Service', name: 'Polly :blob:', url: `${at.origin}/users/polly`, capabilities: { acceptsChatMessages: true }, tag: [custom(at, 'blob', { id: `${at.origin}/emoji/blob.png` })],
      icon: { type: 'Image', url: `${at.origin}/polly.png` }, manuallyApprovesFollowers: false, endpoints: { sharedInbox: `${at.origin}/inbox`, uploadMedia: `${at.origin}/upload` },
    }),
    writes: [{ what: 'files whose address is a list of links, an empty warning, an actor in the object', object: (at, me) => postAt(at, '/objects/7c1', me, {
      actor: me, context: `${at.origin}/contexts/1`, conversation: `${at.origin}/contexts/1`, emoji: { blob: `${at.origin}/emoji/blob.png` }, summary: '', sensitive: null,
      content: 'Hello :blob:<br>there', source: { content: 'Hello :blob:\nthere', mediaType: 'text/plain' }, tag: [custom(at, 'blob')], to: [PUBLIC], cc: [`${me}/followers`],
      attachment: [{ type: 'Document', mediaType: 'image/png', name: '', blurhash: BLURHASH, url: [{ type: 'Link', mediaType: 'image/png', href: `${at.origin}/media/x.png?name=a b`.replace(' ', '%20'), width: 20, height: 10 }] }],
    }), expect: { content: 'Hello :blob:<br />there', emojis: ['blob'], media: [{ type: 'image', size: '20x10' }] } }],
    deeds: [{ what: 'EmojiReact', counts: 'favourites_count', activity: (at, me) => actAt(at, '/activities/7c2', 'EmojiReact', me, { object: at.adasPost, content: '🐈', context: 'x', to: [at.ada], cc: [PUBLIC] }) }],
  },
  {
    software: 'Akkoma', expectActor: { display_name: 'Akko' },
    actor: (at) => actorAt(at, '/users/akko', 'akko', { name: 'Akko', alsoKnownAs: [], '@context': ['https://www.w3.org/ns/activitystreams', `${at.origin}/schemas/litepub-0.1.jsonld`] }),
    writes: [{ what: 'unlisted, with contentMap alone and quoteUri', object: (at, me) => postAt(at, '/objects/a1', me, {
      content: undefined, contentMap: { de: '<p>Ja</p>' }, quoteUri: at.adasPost, quoteUrl: at.adasPost, to: [`${me}/followers`], cc: [PUBLIC], htmlMfm: true, source: { content: 'Ja', mediaType: 'text/x.misskeymarkdown' },
    }), expect: { content: '<p>Ja</p>', language: 'de', visibility: 'unlisted', quote: 'pending' } }],
    deeds: [{ what: 'EmojiReact with an emoji of its own', counts: 'favourites_count', activity: (at, me) => actAt(at, '/activities/a2', 'EmojiReact', me, { object: at.adasPost, content: ':akko:', tag: [custom(at, 'akko', { id: null, updated: '1970-01-01T00:00:00Z' })], to: [at.ada, PUBLIC] }) }],
  },
  {
    software: 'GoToSocial', expectActor: { display_name: 'Gus', locked: true },
    actor: (at) => actorAt(at, '/users/gus', 'gus', { name: 'Gus', manuallyApprovesFollowers: true, published: '2025-01-01T00:00:00Z', attachment: { type: 'IdentityProof' }, endpoints: { sharedInbox: `${at.origin}/users/gus/inbox` }, tag: [] }),
    writes: [{ what: 'single values where others send lists', object: (at, me) => postAt(at, '/users/gus/statuses/01H', me, {
      url: `${at.origin}/@gus/statuses/01H`, to: 'https://www.w3.org/ns/activitystreams#Public', cc: `${me}/followers`, content: '<p>Hello <a href="https://x.example/tags/gts">#gts</a></p>', contentMap: { en: '<p>Hello <a href="https://x.example/tags/gts">#gts</a></p>' },
      tag: { type: 'Hashtag', href: `${at.origin}/tags/gts`, name: '#gts' }, attachment: { type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/g.jpeg`, name: 'alt', blurhash: BLURHASH },
      interactionPolicy: { canLike: { automaticApproval: [PUBLIC], always: [PUBLIC] }, canReply: { automaticApproval: [PUBLIC] } }, sensitive: false, summary: '',
    }), expect: { content: '<p>Hello <a href="https://x.example/tags/gts" rel="nofollow noopener" target="_blank">#gts</a></p>', language: 'en', tags: ['gts'], media: [{ type: 'image', description: 'alt' }] } }],
  },
  {
    software: 'snac', expectActor: { display_name: 'Sid' },
    actor: (at) => actorAt(at, '/sid', 'sid', { name: 'Sid', url: `${at.origin}/sid`, icon: { type: 'Image', mediaType: 'image/png', url: `${at.origin}/susie.png` } }),
    writes: [{ what: 'for followers, a sound, line breaks for paragraphs', object: (at, me) => postAt(at, '/sid/p/1700000000.123456', me, {
      url: `${at.origin}/sid/p/1700000000.123456`, content: 'One<br><br>two', context: `${at.origin}/sid/p/1700000000.123456#ctxt`, sourceContent: 'One\n\ntwo', summary: '', inReplyTo: null, to: [`${me}/followers`], cc: [],
      attachment: [{ type: 'Document', mediaType: 'audio/mpeg', url: `${at.origin}/s.mp3`, name: 'A song' }], tag: [],
    }), expect: { content: 'One<br /><br />two', visibility: 'private', media: [{ type: 'audio', description: 'A song' }] } }],
  },
  {
    software: 'Hollo', expectActor: { display_name: 'Holly' },
    actor: (at) => actorAt(at, '/@holly', 'holly', { name: 'Holly', url: `${at.origin}/@holly`, assertionMethod: [], generator: { type: 'Application', name: 'Hollo' } }),
    writes: [{ what: 'a quote in three words', object: (at, me) => postAt(at, '/@holly/0193', me, {
      url: `${at.origin}/@holly/0193`, contentMap: { 'ko-KR': '<p>안녕</p>' }, content: '<p>안녕</p>', source: { type: 'Object', content: '안녕', mediaType: 'text/markdown' }, quote: at.adasPost, quoteUrl: at.adasPost, _misskey_quote: at.adasPost,
      tag: { type: 'Link', mediaType: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"', href: at.adasPost, rel: 'https://misskey-hub.net/ns#_misskey_quote' },
    }), expect: { content: '<p>안녕</p>', language: 'ko', quote: 'pending' } }],
  },
  {
    software: 'Honk', expectActor: { display_name: 'hank' },
    actor: (at) => actorAt(at, '/u/hank', 'hank', { name: 'hank', url: `${at.origin}/u/hank`, tag: [{ type: 'Hashtag', name: '#goose' }] }),
    writes: [{ what: 'a place it was written at, a donk', object: (at, me) => postAt(at, '/u/hank/h/2cFd', me, {
      url: `${at.origin}/u/hank/h/2cFd`, content: '<p>honk', summary: '', context: 'data:,electrichonkytonk-1', conversation: 'data:,electrichonkytonk-1', replies: { type: 'Collection', totalItems: 0, items: [] },
      location: { type: 'Place', name: 'The Pond', latitude: 1.5, longitude: 2.5, url: 'https://pond.example' }, attachment: [{ type: 'Document', mediaType: 'image/jpeg', name: 'a goose', summary: 'a goose', url: `${at.origin}/d/1.jpg` }],
    }), expect: { content: '<p>honk</p><p>📍 The Pond</p>', media: [{ type: 'image', description: 'a goose' }] } }],
  },
  {
    software: 'Threads', expectActor: { display_name: 'Thea' },
    actor: (at) => actorAt(at, '/ap/users/178/', 'thea', { name: 'Thea', url: `${at.origin}/@thea`, icon: { type: 'Image', url: `${at.origin}/t.jpg` }, endpoints: { sharedInbox: `${at.origin}/ap/inbox/` } }),
    writes: [{ what: 'addresses that end in a slash, a quote', object: (at, me) => postAt(at, '/ap/users/178/post/9/', me, {
      url: `${at.origin}/@thea/post/9`, content: '<p>Hi from Threads<br/></p>', cc: [`${at.origin}/ap/users/178/followers/`], quoteUri: at.adasPost, _misskey_quote: at.adasPost, tag: [{ type: 'Link', href: at.adasPost, name: 'RE: x', mediaType: 'application/activity+json' }],
    }), expect: { content: '<p>Hi from Threads<br /></p>', quote: 'pending' } }],
  },
  {
    software: 'Bridgy Fed', expectActor: { display_name: 'Bri', bot: true },
    actor: (at) => actorAt(at, '/ap/did:plc:abc', 'bri.bsky.social', { type: 'Service', name: 'Bri', url: [`${at.origin}/r/https://bsky.app/profile/bri.bsky.social`, 'https://bsky.app/profile/bri.bsky.social'], icon: [{ type: 'Image', url: `${at.origin}/b.jpg` }], attachment: [] }),
    writes: [{ what: 'addresses inside of addresses, a list of addresses', object: (at, me) => postAt(at, '/convert/ap/at://did:plc:abc/app.bsky.feed.post/3k', me, {
      url: [`${at.origin}/r/https://bsky.app/profile/bri/post/3k`, 'https://bsky.app/profile/bri/post/3k'], content: '<p>Blue</p>', contentMap: { en: '<p>Blue</p>' }, content_is_html: true,
      attachment: [{ type: 'Image', url: `${at.origin}/blob`, mediaType: 'image/jpeg', summary: 'sky' }, { type: 'Link', url: 'https://news.example/', name: 'News' }],
    }), expect: { content: '<p>Blue</p>', language: 'en', media: [{ type: 'image', description: 'sky' }] } }],
  },
  {
    software: 'Micro.blog', expectActor: { display_name: 'Mick' },
    actor: (at) => actorAt(at, '/activitypub/mick', 'mick', { name: 'Mick', url: 'https://mick.example', icon: { type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/mick.jpg` } }),
    writes: [{ what: 'a page on a domain of one’s own', object: (at, me) => postAt(at, '/activitypub/mick/55', me, {
      url: 'https://mick.example/2026/05/01/hi.html', content: '<p>Hi from my own site</p>\n', attachment: [{ type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/u/1.jpg`, name: 'Hill' }],
    }), expect: { content: '<p>Hi from my own site</p>', url: 'https://mick.example/2026/05/01/hi.html', media: [{ type: 'image', description: 'Hill' }] } }],
  },
]
