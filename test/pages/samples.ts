// One example of every page in every state, for tests and for looking at. Nothing of it is ever served.
import type { Account, MediaAttachment, Status } from '#web/props/entities.ts'
import type { Page } from '#web/props/page.ts'

const now = Date.parse('2026-11-20T12:00:00Z')

export const samplePage: Page = {
  community: {
    name: 'Harbour', domain: 'harbour.example', url: 'https://harbour.example', registrations: 'approval', members: 412, staff: 3,
    description: 'A home for people around the harbour: sailors, dockers, gulls and those who paint them.',
    thumbnail: '/pictures/harbour', privacyPolicyUrl: '/privacy-policy', termsUrl: '/terms-of-service', sourceUrl: 'https://code.example/covey',
  },
  stylesheets: ['/assets/site.css'], now,
}

export const sampleForm = { action: '/auth/example', csrf: 'csrf-token' }

/** A sample of a person; `changes` replace what matters. */
export function sampleAccount(changes: Partial<Account> = {}): Account {
  return {
    id: '1', username: 'mirjam', acct: 'mirjam', display_name: 'Mirjam :gull: Visser', url: 'https://harbour.example/@mirjam',
    uri: 'https://harbour.example/users/1', avatar: '/pictures/mirjam', header: '/pictures/banner',
    note: '<p>Paints boats, mends nets. Sourdough on Sundays. She/her.</p><p>Likes <a href="https://harbour.example/tags/tides">#tides</a></p>',
    created_at: '2024-03-02T00:00:00.000Z', statuses_count: 1312, followers_count: 1, following_count: 208,
    emojis: [{ shortcode: 'gull', url: '/pictures/gull', static_url: '/pictures/gull' }],
    fields: [
      { name: 'Workshop', value: '<a href="https://mirjam.example">mirjam.example</a>', verified_at: '2026-01-01T00:00:00Z' },
      { name: 'Pronouns', value: 'she/her' },
    ],
    ...changes,
  }
}

const others = {
  jonas: sampleAccount({ id: '2', username: 'jonas', acct: 'jonas@social.example', display_name: 'Jonas', avatar: '/pictures/jonas', emojis: [] }),
  sofia: sampleAccount({ id: '3', username: 'sofia', acct: 'sofia@a-rather-long-server-name.example', display_name: 'صوفيا', avatar: '/pictures/sofia' }),
  kit: sampleAccount({ id: '4', username: 'kit', acct: 'kit', display_name: 'Kit of the Forty-Letter Name Who Never Stops', avatar: '/pictures/kit', bot: true }),
}
export const samplePeople = { mirjam: sampleAccount(), ...others }

let lastId = 100

/** A sample of a post. */
export function samplePost(content: string, changes: Partial<Status> = {}): Status {
  const id = changes.id ?? String(++lastId)
  return {
    id, uri: `https://harbour.example/posts/${id}`, url: `https://harbour.example/@mirjam/${id}`, created_at: '2026-11-20T10:00:00.000Z',
    account: samplePeople.mirjam, content: `<p>${content}</p>`, visibility: 'public', sensitive: false, spoiler_text: '', language: 'en',
    media_attachments: [], mentions: [], emojis: [], replies_count: 0, reblogs_count: 0, favourites_count: 0, ...changes,
  }
}

/** A sample of a picture (or of a film or sound, by `type`). */
export function samplePicture(name: string, changes: Partial<MediaAttachment> = {}): MediaAttachment {
  return {
    id: name, type: 'image', url: `/pictures/${name}`, preview_url: `/pictures/${name}`, description: `A drawing: ${name}`,
    meta: { original: { width: 1600, height: 1000 }, focus: { x: -0.4, y: 0.6 } }, ...changes,
  }
}

const link = '<a href="https://harbour.example/tags/tides">#tides</a>'

/** A list with one of everything that hangs on a post. */
export const sampleFeed: Status[] = [
  samplePost(`Spring tide tonight, the slipway is under water until nine. Bring boots and a lamp. ${link}`, { replies_count: 3 }),
  samplePost('', { reblog: samplePost('The ferry is back. First crossing at six, coffee on board from Kit.', { account: others.jonas, replies_count: 1, media_attachments: [samplePicture('ferry')] }) }),
  samplePost('Two from the shed, before and after the paint.', { media_attachments: [samplePicture('one'), samplePicture('two')], edited_at: '2026-11-20T11:00:00Z' }),
  samplePost('Three of the regatta.', { created_at: '2026-11-18T10:00:00Z', media_attachments: ['a', 'b', 'c'].map(name => samplePicture(name)) }),
  samplePost('صباح الخير من الميناء، القهوة جاهزة والبحر هادئ اليوم.', { account: others.sofia, language: 'ar', visibility: 'unlisted' }),
  samplePost('Which colour for the hull?', {
    poll: { id: '1', expires_at: '2026-11-22T10:00:00Z', expired: false, multiple: false, votes_count: 41, voters_count: 41,
      options: [{ title: 'Green, as it always was', votes_count: 23 }, { title: 'Blue', votes_count: 12 }, { title: 'Whatever is in the shed', votes_count: 6 }] },
  }),
  samplePost('It sinks in the end, and the gull did it.', { spoiler_text: 'The ending of “Low Water”', media_attachments: [samplePicture('end'), samplePicture('credits')], account: others.kit }),
  samplePost('Fish market.', { sensitive: true, media_attachments: [samplePicture('fish')], in_reply_to_id: '9', in_reply_to_account_id: '2', mentions: [{ id: '2', acct: 'jonas@social.example' }] }),
  samplePost('This, every word of it.', { quote: { state: 'accepted', quoted_status: samplePost('A harbour is a place where people wait for each other.', { account: others.jonas }) } }),
  samplePost('Reading:', { card: { url: 'https://news.example/tides', title: 'Why the tides are higher this autumn than any since 1953', description: 'The moon, the wind and a little of us.', provider_name: 'The Tide Table', image: '/pictures/card' } }),
  samplePost('東京の港から、こんにちは。', { language: 'ja', created_at: '2026-09-01T10:00:00Z', media_attachments: Array.from({ length: 6 }, (_, i) => samplePicture(`p${i}`)) }),
  samplePost('Fog horn.', { media_attachments: [samplePicture('horn', { type: 'audio' }), samplePicture('film', { type: 'video' }), samplePicture('doc', { type: 'unknown' })], quote: { state: 'revoked', quoted_status: null } }),
]

export const sampleRules = [
  { id: '1', text: 'Speak to people as you would on the quay.', hint: 'That is: face to face, where they can answer, and where others are listening.' },
  { id: '2', text: 'Describe your pictures.' },
  { id: '3', text: 'No selling, except boats on Fridays.' },
]

export const sampleQuestions = [
  { id: '7', text: 'What brings you to the harbour?', hint: 'Two sentences are plenty.', required: true, multiline: true, maxLength: 500 },
  { id: '8', text: 'Do you know somebody here?', required: false },
]
