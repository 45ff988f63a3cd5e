// Software in which people meet in groups, forums and channels: posts have titles, and the group passes them on.
import { PUBLIC } from '../simulated-peer.ts'
import { actAt, actorAt, postAt, type Software } from './shape.ts'

const own = (path: string) => `<p><a href="http://@@${path}" rel="nofollow noopener" target="_blank">@@${path}</a></p>`
const titled = (title: string) => `<p><strong>${title}</strong></p>`

export const communities: readonly Software[] = [
  {
    software: 'Lemmy', expectActor: { display_name: 'Lem' }, actor: (at) => actorAt(at, '/u/lem', 'lem', { name: 'Lem', matrixUserId: null, source: { content: 'x', mediaType: 'text/markdown' }, endpoints: { sharedInbox: `${at.origin}/inbox` } }),
    community: (at) => actorAt(at, '/c/knots', 'knots', { type: 'Group', name: 'Knots', sensitive: false, postingRestrictedToMods: false, attributedTo: `${at.origin}/c/knots/moderators`, endpoints: { sharedInbox: `${at.origin}/inbox` } }),
    writes: [
      { what: 'a page about a page elsewhere, inside of a Create that the community announces', via: 'Announce of Create', object: (at, me) => postAt(at, '/post/1', me, {
        type: 'Page', name: 'A new knot', to: [`${at.origin}/c/knots`, PUBLIC], cc: [], audience: `${at.origin}/c/knots`, content: '<p>Body</p>', mediaType: 'text/html', source: { content: 'Body', mediaType: 'text/markdown' }, sensitive: false, stickied: false, commentsEnabled: true,
        attachment: [{ type: 'Link', href: 'https://knots.example/new' }], image: { type: 'Image', url: `${at.origin}/pictrs/thumb.webp` }, language: { identifier: 'en', name: 'English' }, tag: [{ type: 'Hashtag', href: `${at.origin}/post/1`, name: '#knots' }],
      }), expect: { content: `${titled('A new knot')}<p><a href="https://knots.example/new" rel="nofollow noopener" target="_blank">knots.example/new</a></p>${own('/post/1')}`, language: 'en', tags: ['knots'], media: [{ type: 'image' }] } },
      { what: 'a comment that the community passes on', via: 'Announce of Create', object: (at, me) => postAt(at, '/comment/2', me, {
        to: [PUBLIC], cc: [`${at.origin}/c/knots`, me], audience: `${at.origin}/c/knots`, inReplyTo: `${at.origin}/post/1`, content: '<p>Nice</p>', mediaType: 'text/html', language: { identifier: 'und', name: 'Undetermined' }, distinguished: false, tag: [],
      }), expect: { content: '<p>Nice</p>' } },
    ],
    deeds: [{ what: 'Like, an upvote', counts: 'favourites_count', activity: (at, me) => actAt(at, '/activities/like/1', 'Like', me, { object: at.adasPost, audience: `${at.origin}/c/knots` }) }],
  },
  {
    software: 'Mbin', expectActor: { display_name: 'Mabel' }, actor: (at) => actorAt(at, '/u/mabel', 'mabel', { name: 'Mabel', url: `${at.origin}/u/mabel` }),
    community: (at) => actorAt(at, '/m/boats', 'boats', { type: 'Group', name: 'Boats', moderators: `${at.origin}/m/boats/moderators`, url: `${at.origin}/m/boats` }),
    writes: [{ what: 'an entry with a picture, announced', via: 'Announce of Create', object: (at, me) => postAt(at, '/m/boats/t/1', me, {
      type: 'Page', name: 'My boat', content: null, summary: 'My boat #boats', source: null, to: [`${at.origin}/m/boats`, PUBLIC], cc: [`${me}/followers`], commentsEnabled: true, sensitive: false, url: `${at.origin}/m/boats/t/1/my-boat`, audience: `${at.origin}/m/boats`,
      attachment: [{ type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/media/boat.jpg`, name: 'A boat', blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', focalPoint: [0, 0] }], tag: [{ type: 'Hashtag', href: `${at.origin}/tag/boats`, name: '#boats' }],
    }), expect: { content: `${titled('My boat')}<p>My boat #boats</p>${own('/m/boats/t/1/my-boat')}`, url: '/m/boats/t/1/my-boat', tags: ['boats'], media: [{ type: 'image', description: 'A boat', focus: '0,0' }] } }],
  },
  {
    software: 'Friendica', expectActor: { display_name: 'Frida' }, actor: (at) => actorAt(at, '/profile/frida', 'frida', { name: 'Frida', url: `${at.origin}/profile/frida`, 'diaspora:guid': 'x', 'vcard:hasAddress': { '@type': 'vcard:Home' }, generator: { type: 'Service', name: 'Friendica' } }),
    writes: [{ what: 'a note with a title, text as bbcode beside it', object: (at, me) => postAt(at, '/objects/f1', me, {
      url: `${at.origin}/display/f1`, name: 'Today', summary: null, content: 'I walked <b>far</b><br>and back', contentMap: { en: 'I walked <b>far</b><br>and back' }, source: { content: '[b]far[/b]', mediaType: 'text/bbcode' }, 'diaspora:guid': 'f1', directMessage: false, sensitive: false, conversation: `${at.origin}/contexts/f1`, tag: [], attachment: [],
    }), expect: { content: `${titled('Today')}I walked <b>far</b><br />and back`, url: '/display/f1', language: 'en' } }],
    deeds: [{ what: 'Announce', counts: 'reblogs_count', activity: (at, me) => actAt(at, '/objects/f2', 'Announce', me, { object: at.adasPost, to: [PUBLIC], cc: [`${me}/followers`], instrument: { type: 'Service', name: 'Friendica' } }) }],
  },
  {
    software: 'Hubzilla', expectActor: { display_name: 'Hub' },
    actor: (at) => actorAt(at, '/channel/hub', 'hub', { name: 'Hub', url: [{ type: 'Link', mediaType: 'text/html', rel: 'alternate', href: `${at.origin}/channel/hub` }, { type: 'Link', rel: 'alternate', href: 'https://other.example/channel/hub' }], icon: { type: 'Image', mediaType: 'image/jpeg', url: `${at.origin}/photo/profile/l/2`, height: 300, width: 300 }, copiedTo: [] }),
    writes: [{ what: 'types as lists, files as links by their type', object: (at, me) => postAt(at, '/item/h1', me, {
      type: ['Note'], url: { type: 'Link', mediaType: 'text/html', href: `${at.origin}/display/h1` }, to: ['as:Public'], attributedTo: { type: 'Person', id: me }, content: 'zot', mediaType: 'text/html', source: { content: 'zot', mediaType: 'text/bbcode' }, context: `${at.origin}/conversation/h1`, proof: { type: 'DataIntegrityProof' },
      attachment: [{ type: 'Link', mediaType: 'image/png', href: `${at.origin}/photo/1`, name: 'Photo' }, { type: 'PropertyValue', name: 'zot.diaspora.fields', value: {} }],
    }), expect: { content: 'zot', url: '/display/h1', media: [{ type: 'image', description: 'Photo' }] } }],
  },
  {
    software: 'NodeBB', expectActor: { display_name: 'Nora' }, actor: (at) => actorAt(at, '/uid/1', 'nora', { name: 'Nora', url: `${at.origin}/user/nora` }),
    community: (at) => actorAt(at, '/category/5', 'general', { type: 'Group', name: 'General', url: `${at.origin}/category/5/general` }),
    writes: [{ what: 'a topic as an article with a short form, announced by its category', via: 'Announce of Create', object: (at, me) => postAt(at, '/post/n1', me, {
      type: 'Article', name: 'Welcome', content: '<p>Long</p>', source: { content: 'Long', mediaType: 'text/markdown' }, preview: { type: 'Note', attributedTo: me, content: '<p>Short</p>', attachment: [] }, audience: `${at.origin}/category/5`, context: `${at.origin}/topic/1`, url: `${at.origin}/post/n1`, tag: [], attachment: [],
    }), expect: { content: `${titled('Welcome')}<p>Short</p>${own('/post/n1')}` } }],
  },
  {
    software: 'Discourse', expectActor: { display_name: 'Disa' }, actor: (at) => actorAt(at, '/ap/actor/d1', 'disa', { name: 'Disa', url: `${at.origin}/u/disa` }),
    community: (at) => actorAt(at, '/ap/actor/d2', 'support', { type: 'Group', name: 'Support' }),
    writes: [{ what: 'a topic as a note with a title, announced by its category', via: 'Announce', object: (at, me) => postAt(at, '/ap/object/d1', me, {
      name: 'It does not start', content: '<p>Help</p>', url: `${at.origin}/t/it-does-not-start/1`, context: `${at.origin}/ap/collection/c1`, cc: [], to: [PUBLIC, `${at.origin}/ap/actor/d2/followers`],
    }), expect: { content: `${titled('It does not start')}<p>Help</p>`, url: '/t/it-does-not-start/1' } }],
  },
]
