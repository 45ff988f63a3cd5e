// Misskey and what grew out of it: reactions are Likes with a content, quotes have words of their own.
import { PUBLIC } from '../simulated-peer.ts'
import { actAt, actorAt, custom, postAt, type Place, type Software } from './shape.ts'

const option = (name: string, totalItems: number) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems } })
const catActor = (at: Place, id: string, name: string, more = {}) => actorAt(at, `/users/${id}`, name, {
  name: `${name} 🐱`, isCat: true, url: `${at.origin}/@${name}`, sharedInbox: `${at.origin}/inbox`, endpoints: { sharedInbox: `${at.origin}/inbox` }, _misskey_summary: '$[tada hi]', summary: '<p><span>hi</span></p>',
  'vcard:bday': '2000-01-01', icon: { type: 'Image', url: `${at.origin}/${name}.webp`, sensitive: false, name: null }, attachment: [{ type: 'PropertyValue', name: 'x', value: 'y' }], tag: [], ...more,
})
const reaction = (at: Place, me: string, id: string, content: string, type = 'Like') => actAt(at, `/likes/${id}`, type, me, {
  object: at.adasPost, content, _misskey_reaction: content, tag: content.startsWith(':') ? [custom(at, content.slice(1, -1), { id: `${at.origin}/emojis/${content.slice(1, -1)}`, updated: '2026-01-01T00:00:00Z' })] : [],
})

export const misskeys: readonly Software[] = [
  {
    software: 'Misskey', expectActor: { display_name: 'miko 🐱', fields: 1, avatar: true }, actor: (at) => catActor(at, '9abc', 'miko'),
    writes: [
      { what: 'a quote with its words, an emoji with an id, source text', object: (at, me) => postAt(at, '/notes/9q1', me, {
        summary: null, content: `<p><span>nya :neko:<br><br>RE: </span><a href="${at.adasPost}">x</a></p>`, _misskey_content: 'nya :neko:', source: { content: 'nya :neko:', mediaType: 'text/x.misskeymarkdown' },
        _misskey_quote: at.adasPost, quoteUrl: at.adasPost, sensitive: false, attachment: [], tag: [custom(at, 'neko', { id: `${at.origin}/emojis/neko`, updated: '2026-01-01T00:00:00Z' })],
      }), expect: { content: '<p><span>nya :neko:<br /><br />RE: </span><a href="{ada}" rel="nofollow noopener" target="_blank">x</a></p>', emojis: ['neko'], quote: 'pending' } },
      { what: 'a poll of several choices', object: (at, me) => postAt(at, '/notes/9q2', me, {
        type: 'Question', content: '<p><span>which</span></p>', _misskey_content: 'which', anyOf: [{ ...option('a', 1), _misskey_votes: 1 }, { ...option('b', 0), _misskey_votes: 0 }], endTime: null, attachment: [], tag: [],
      }), expect: { content: '<p><span>which</span></p>', poll: ['a 1', 'b 0'] } },
    ],
    deeds: [
      { what: 'Like with an emoji of its own', counts: 'favourites_count', activity: (at, me) => reaction(at, me, '1', ':neko:') },
      { what: 'Announce, a renote', counts: 'reblogs_count', activity: (at, me) => actAt(at, '/notes/9q3/activity', 'Announce', me, { object: at.adasPost, to: [PUBLIC], cc: [`${me}/followers`], published: '2026-05-01T10:00:00.000Z' }) },
    ],
  },
  {
    software: 'Sharkey', expectActor: { display_name: 'shara 🐱', fields: 1 }, actor: (at) => catActor(at, '9def', 'shara', { speakAsCat: true, noindex: true, hideOnlineStatus: true }),
    writes: [{ what: 'a file marked by itself, text beside it', object: (at, me) => postAt(at, '/notes/9s1', me, {
      summary: 'eyes', _misskey_summary: 'eyes', content: '<p>look</p>', sensitive: true, attachment: [{ type: 'Document', mediaType: 'image/webp', url: `${at.origin}/files/1`, name: null, summary: 'an eye', sensitive: true }], tag: [],
    }), expect: { content: '<p>look</p>', spoiler_text: 'eyes', sensitive: true, media: [{ type: 'image', description: 'an eye' }] } }],
    deeds: [{ what: 'EmojiReact', counts: 'favourites_count', activity: (at, me) => reaction(at, me, '2', '❤', 'EmojiReact') }],
  },
  {
    software: 'Firefish', expectActor: { display_name: 'finn 🐱', fields: 1 }, actor: (at) => catActor(at, '9ghi', 'finn', { speakAsCat: true, movedTo: null, alsoKnownAs: null }),
    writes: [{ what: 'a file without a name, quoteUri', object: (at, me) => postAt(at, '/notes/9f1', me, {
      summary: null, content: '<p><span>fire</span></p>', contentMap: { ja: '<p><span>fire</span></p>' }, quoteUri: at.adasPost, attachment: [{ type: 'Document', mediaType: 'video/mp4', url: `${at.origin}/files/2`, name: null, sensitive: false }], tag: [],
    }), expect: { content: '<p><span>fire</span></p>', language: 'ja', media: [{ type: 'video' }], quote: 'pending' } }],
    deeds: [{ what: 'Like with a content', counts: 'favourites_count', activity: (at, me) => reaction(at, me, '3', '⭐') }],
  },
]
