// Software for articles, pictures, films, sounds, books and events: works with a title that are read where they are.
import { PUBLIC } from '../simulated-peer.ts'
import { actAt, actorAt, postAt, type Software } from './shape.ts'

const own = (path: string) => `<p><a href="http://@@${path}" rel="nofollow noopener" target="_blank">@@${path}</a></p>`
const titled = (title: string) => `<p><strong>${title}</strong></p>`

export const works: readonly Software[] = [
  {
    software: 'Pixelfed', expectActor: { display_name: 'Pix', avatar: true },
    actor: (at) => actorAt(at, '/users/pix', 'pix', { name: 'Pix', url: `${at.origin}/pix`, icon: { type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/storage/avatar.jpg?v=0` } }),
    writes: [{ what: 'several pictures, a place with its country', object: (at, me) => postAt(at, '/p/pix/1', me, {
      url: `${at.origin}/p/pix/1`, summary: null, content: 'Sunset', sensitive: false, commentsEnabled: true, capabilities: { like: PUBLIC }, location: { type: 'Place', name: 'Lisbon', longitude: '-9.1', latitude: '38.7', country: 'Portugal' },
      attachment: [{ type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/s/1.jpg`, name: 'Sun', width: 1080, height: 720 }, { type: 'Document', mediaType: 'image/jpeg', url: `${at.origin}/s/2.jpg`, name: null }], tag: [{ type: 'Hashtag', href: `${at.origin}/d/t/Sunset`, name: '#Sunset' }],
    }), expect: { content: 'Sunset<p>📍 Lisbon, Portugal</p>', tags: ['sunset'], media: [{ type: 'image', description: 'Sun', size: '1080x720' }, { type: 'image' }] } }],
  },
  {
    software: 'PeerTube', expectActor: { display_name: 'Petra' },
    actor: (at) => actorAt(at, '/accounts/petra', 'petra', { name: 'Petra', url: `${at.origin}/accounts/petra`, icon: [{ type: 'Image', mediaType: 'image/png', height: 48, width: 48, url: `${at.origin}/p48.png` }] }),
    community: (at) => actorAt(at, '/video-channels/films', 'films', { type: 'Group', name: 'Films', attributedTo: [{ type: 'Person', id: `${at.origin}/accounts/petra` }] }),
    writes: [{ what: 'a film announced by its channel: title, page, widest poster, language as an object', via: 'Announce', object: (at, me) => postAt(at, '/videos/watch/u1', me, {
      type: 'Video', name: 'How to <knit>', duration: 'PT61S', uuid: 'u1', category: { identifier: '13', name: 'How To' }, language: { identifier: 'fr', name: 'French' }, mediaType: 'text/markdown', content: 'Long **markdown**', sensitive: true, views: 3, summary: null,
      attributedTo: [{ type: 'Person', id: me }, { type: 'Group', id: `${at.origin}/video-channels/films` }], tag: [{ type: 'Hashtag', name: 'Knitting' }], isLiveBroadcast: false,
      icon: [{ type: 'Image', url: `${at.origin}/t.jpg`, mediaType: 'image/jpeg', width: 280, height: 157 }, { type: 'Image', url: `${at.origin}/l.jpg`, mediaType: 'image/jpeg', width: 850, height: 480 }],
      url: [{ type: 'Link', mediaType: 'text/html', href: `${at.origin}/w/u1` }, { type: 'Link', mediaType: 'application/x-mpegURL', href: `${at.origin}/h.m3u8`, tag: [{ type: 'Link', mediaType: 'video/mp4', href: `${at.origin}/v.mp4` }] }],
      likes: `${at.origin}/videos/watch/u1/likes`, comments: `${at.origin}/videos/watch/u1/comments`, subtitleLanguage: [],
    }), expect: { content: `${titled('How to')}${own('/w/u1')}`, url: '/w/u1', language: 'fr', sensitive: true, tags: ['knitting'], media: [{ type: 'image', size: '850x480' }] } }],
    deeds: [{ what: 'Like of the account', counts: 'favourites_count', activity: (at, me) => actAt(at, '/accounts/petra/likes/1', 'Like', me, { object: at.adasPost }) }],
  },
  {
    software: 'Funkwhale', expectActor: { display_name: 'Fran' },
    actor: (at) => actorAt(at, '/federation/actors/fran', 'fran', { name: 'Fran', url: [{ type: 'Link', href: `${at.origin}/channels/fran`, mediaType: 'text/html' }, { type: 'Link', href: `${at.origin}/rss`, mediaType: 'application/rss+xml' }] }),
    writes: [{ what: 'a track: title, page, the sound itself', object: (at, me) => postAt(at, '/federation/music/uploads/1', me, {
      type: 'Audio', name: 'Fran - Rain', summary: '<p>A song</p>', duration: 12, bitrate: 128000, track: { type: 'Track', name: 'Rain' },
      url: [{ type: 'Link', mediaType: 'text/html', href: `${at.origin}/library/tracks/1` }, { type: 'Link', mediaType: 'audio/mpeg', href: `${at.origin}/listen/1?to=mp3` }], image: { type: 'Image', url: `${at.origin}/cover.jpg`, mediaType: 'image/jpeg' },
    }), expect: { content: `${titled('Fran - Rain')}<p>A song</p>${own('/library/tracks/1')}`, url: '/library/tracks/1', media: [{ type: 'audio', description: 'Fran - Rain' }] } }],
  },
  {
    software: 'Owncast', expectActor: { display_name: 'Live', bot: true },
    actor: (at) => actorAt(at, '/federation/user/live', 'live', { type: 'Service', name: 'Live', tag: [], attachment: [{ type: 'PropertyValue', name: 'Stream', value: '<a href="https://live.example" rel="me nofollow noopener noreferrer" target="_blank">https://live.example</a>' }] }),
    writes: [{ what: 'going live, with a preview', object: (at, me) => postAt(at, '/federation/abc', me, {
      content: '<p>I am live!</p><p><a href="https://live.example">https://live.example</a></p>', attachment: { type: 'Image', url: `${at.origin}/preview.gif`, mediaType: 'image/gif', name: 'Live stream preview' }, tag: { type: 'Hashtag', name: '#owncast', href: 'https://directory.example/tags/owncast' }, sensitive: false,
    }), expect: { content: '<p>I am live!</p><p><a href="https://live.example" rel="nofollow noopener" target="_blank">https://live.example</a></p>', tags: ['owncast'], media: [{ type: 'image', description: 'Live stream preview' }] } }],
  },
  {
    software: 'WriteFreely', expectActor: { display_name: 'Will' }, actor: (at) => actorAt(at, '/api/collections/will', 'will', { name: 'Will', url: `${at.origin}/will/` }),
    writes: [{ what: 'an article with its language', object: (at, me) => postAt(at, '/api/posts/w1', me, {
      type: 'Article', name: 'On Walking', url: `${at.origin}/will/on-walking`, content: '<p>Long text</p>', contentMap: { sv: '<p>Long text</p>' }, tag: [{ type: 'Hashtag', name: '#SlowWalks', href: `${at.origin}/tag:SlowWalks` }], attachment: [],
    }), expect: { content: `${titled('On Walking')}${own('/will/on-walking')}`, url: '/will/on-walking', language: 'sv', tags: ['slowwalks'] } }],
  },
  {
    software: 'WordPress', expectActor: { display_name: 'Wanda', avatar: true },
    actor: (at) => actorAt(at, '/?author=1', 'wanda', { name: 'Wanda', url: `${at.origin}/author/wanda/`, webfinger: `wanda@${at.host}`, inbox: `${at.origin}/wp-json/activitypub/1.0/actors/1/inbox`, followers: `${at.origin}/wp-json/activitypub/1.0/actors/1/followers`, icon: { type: 'Image', url: `${at.origin}/w.png` }, generator: { type: 'Application', name: 'WordPress' }, attributionDomains: [at.host] }),
    writes: [{ what: 'an address with a query, summary, picture at the top', object: (at, me) => postAt(at, '/?p=12', me, {
      type: 'Article', name: 'Plum &amp; cake', nameMap: { en: 'Plum &amp; cake' }, summary: '<p>Bake it</p>', content: '<p>Long</p>', contentMap: { en: '<p>Long</p>' }, url: `${at.origin}/plum-cake/`, image: { type: 'Image', url: `${at.origin}/plum.jpg`, name: 'A plum', mediaType: 'image/jpeg' },
      preview: { type: 'Note', content: '<p>Preview</p>' }, cc: [`${at.origin}/wp-json/activitypub/1.0/actors/1/followers`], tag: [{ type: 'Hashtag', href: `${at.origin}/tag/cake/`, name: '#cake' }], attachment: [], interactionPolicy: { canQuote: { automaticApproval: PUBLIC } },
    }), expect: { content: `${titled('Plum &amp; cake')}<p>Bake it</p>${own('/plum-cake/')}`, url: '/plum-cake/', language: 'en', tags: ['cake'], media: [{ type: 'image', description: 'A plum' }] } }],
  },
  {
    software: 'Ghost', expectActor: { display_name: 'The Gazette' }, actor: (at) => actorAt(at, '/.ghost/activitypub/users/index', 'index', { name: 'The Gazette', url: at.origin }),
    writes: [{ what: 'an article that brings a short form, a picture as an address', object: (at, me) => postAt(at, '/.ghost/activitypub/article/g1', me, {
      type: 'Article', name: 'Issue one', content: '<p>Very long</p>', preview: { type: 'Note', content: '<p>In short</p>' }, image: `${at.origin}/content/g.png`, url: `${at.origin}/issue-one/`,
    }), expect: { content: `${titled('Issue one')}<p>In short</p>${own('/issue-one/')}`, url: '/issue-one/', media: [{ type: 'image' }] } }],
  },
  {
    software: 'BookWyrm', expectActor: { display_name: 'Bea' }, actor: (at) => actorAt(at, '/user/bea', 'bea', { name: 'Bea', bookwyrmUser: true, icon: { type: 'Image', url: `${at.origin}/b.png`, name: 'avatar' } }),
    writes: [
      { what: 'a review: title, link, cover without a type', object: (at, me) => postAt(at, '/user/bea/review/1', me, {
        type: 'Article', name: 'Review of "Emma" (4 stars): Good', content: '<p>Long</p>', summary: '', sensitive: false, attachment: [{ type: 'Document', url: `${at.origin}/images/covers/e.jpg`, name: 'Emma (cover)' }], tag: [],
      }), expect: { content: `${titled('Review of "Emma" (4 stars): Good')}${own('/user/bea/review/1')}`, media: [{ type: 'image', description: 'Emma (cover)' }] } },
      { what: 'a comment on a book', object: (at, me) => postAt(at, '/user/bea/comment/2', me, {
        content: '<p>Slow start</p><p>(comment on <a href="https://b.example/book/1">"Emma"</a>)</p>', summary: null, tag: [{ type: 'Edition', href: `${at.origin}/book/1`, name: 'Emma' }], attachment: [],
      }), expect: { content: '<p>Slow start</p><p>(comment on <a href="https://b.example/book/1" rel="nofollow noopener" target="_blank">"Emma"</a>)</p>' } },
    ],
  },
  {
    software: 'Mobilizon', expectActor: { display_name: 'Mo' }, actor: (at) => actorAt(at, '/@mo', 'mo', { name: 'Mo', url: `${at.origin}/@mo`, endpoints: { sharedInbox: `${at.origin}/inbox`, members: null } }),
    writes: [{ what: 'an event: when, where, its page, its banner', object: (at, me) => postAt(at, '/events/e1', me, {
      type: 'Event', name: 'Repair café', content: '<p>Bring things</p>', mediaType: 'text/html', actor: me, startTime: '2026-06-12T19:00:00+02:00', endTime: '2026-06-12T22:00:00+02:00', timezone: 'Europe/Berlin', joinMode: 'free', status: 'CONFIRMED', inLanguage: 'de', url: `${at.origin}/events/e1`,
      location: { type: 'Place', name: 'Town hall', address: { type: 'PostalAddress', streetAddress: 'Main St 1', postalCode: '50667', addressLocality: 'Köln', addressCountry: 'Germany' } },
      attachment: [{ type: 'Document', mediaType: 'image/webp', name: 'Banner', url: `${at.origin}/banner` }, { type: 'Link', mediaType: 'text/html', href: 'https://repair.example/', name: 'Website' }], tag: [{ type: 'Hashtag', name: '#Repair', href: `${at.origin}/tag/repair` }],
    }), expect: {
      content: `${titled('Repair café')}<p>📅 2026-06-12 19:00 – 22:00 UTC+02:00</p><p>📍 Town hall, Main St 1, 50667, Köln, Germany</p><p><a href="https://repair.example/" rel="nofollow noopener" target="_blank">repair.example/</a></p>${own('/events/e1')}`,
      language: 'de', tags: ['repair'], media: [{ type: 'image', description: 'Banner' }],
    } }],
  },
]
