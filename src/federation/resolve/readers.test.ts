// Documents as servers really write them, and as attackers do, read into plain facts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newKeys } from '#test/peers/simulated-peer.ts'
import { generateKeyPairSync } from 'node:crypto'
import { encodeMultikey } from '#federation/signatures/multikey.ts'
import { hrefOf, isWebUri, listOf, parseDocument, type Json } from './plain-json.ts'
import { readActor, readKeys } from './read-actor.ts'
import { readAudience } from './read-audience.ts'
import { readMedia } from './read-media.ts'
import { readNote, type ReadNote } from './read-note.ts'
import { readPoll } from './read-poll.ts'
import { readTags } from './read-tags.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')
const ACTOR = 'https://peer.example/users/zoe'
const KEYS = newKeys()
const OWN_KEY = { id: `${ACTOR}#main-key`, owner: ACTOR, publicKeyPem: KEYS.publicPem }

const note = (more: Json = {}): ReadNote => {
  const read = readNote({ id: `${ACTOR}/1`, type: 'Note', attributedTo: ACTOR, content: '<p>x</p>', ...more }, `${ACTOR}/followers`, NOW)
  assert.ok(read.ok, read.ok ? '' : read.reason)
  return read.value
}
const actor = (more: Json = {}) => readActor({ id: ACTOR, type: 'Person', preferredUsername: 'zoe', inbox: `${ACTOR}/inbox`, publicKey: OWN_KEY, ...more }, NOW)
const profile = (more: Json = {}) => {
  const read = actor(more)
  assert.ok(read.ok, read.ok ? '' : read.reason)
  return read.value
}

test('JSON: bottomless, broken and bare documents are refused, brackets in text are not', () => {
  const reason = (text: string) => { const parsed = parseDocument(Buffer.from(text)); return parsed.ok ? 'ok' : parsed.reason }
  assert.equal(reason(`${'['.repeat(100_000)}`), 'too-deep')
  assert.equal(reason(`{"a":${'['.repeat(31)}${']'.repeat(31)}}`), 'ok')
  assert.equal(reason(`{"a":${'['.repeat(32)}${']'.repeat(32)}}`), 'too-deep')
  assert.equal(reason(JSON.stringify({ a: '[{'.repeat(5000), b: '\\"['.repeat(99) })), 'ok')
  assert.equal(reason('[]'), 'not-an-object')
  assert.equal(reason('{'), 'not-json')
})

test('addresses: only http and https, without credentials', () => {
  for (const uri of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example/', 'https://user:pw@x.example/', 'https://', 'x', 'file:///etc/passwd', 'https://x.example/<b>', 'https://x.example/"onclick=', 'ht\ntps://x.example/', 'https://x.example/\u0000'
  ]) assert.equal(isWebUri(uri), false, uri)
  assert.equal(hrefOf([{ type: 'Link', mediaType: 'video/mp4', href: 'https://a.example/v' }, { type: 'Link', mediaType: 'text/html', href: 'https://a.example/p' }]), 'https://a.example/p')
  assert.equal(hrefOf({ href: 'javascript:x' }), null)
  assert.equal(listOf('one').length, 1)
  assert.equal(listOf(Array.from({ length: 5000 })).length, 1000)
})

test('visibility: public in three spellings, followers wherever they stand, else direct', () => {
  const of = (to: unknown, cc?: unknown) => readAudience({ to, cc }, `${ACTOR}/followers`).visibility
  assert.equal(of(['https://www.w3.org/ns/activitystreams#Public']), 'public')
  assert.equal(of('Public'), 'public')
  assert.equal(of({ id: 'as:Public' }), 'public')
  assert.equal(of(`${ACTOR}/followers`, ['as:Public']), 'unlisted')
  assert.equal(of([`${ACTOR}/followers`]), 'private')
  assert.equal(of(['https://x.example/y'], [`${ACTOR}/followers`]), 'private')
  assert.equal(of(['https://x.example/followers']), 'direct')
  assert.equal(of(undefined), 'direct')
  assert.deepEqual(readAudience({ to: ['as:Public', 'https://x.example/y'] }, null).addressees, ['https://x.example/y'])
})

test('texts: contentMap alone, language from the map, a single other one, unknown languages', () => {
  assert.deepEqual([note({ content: undefined, contentMap: { fr: '<p>oui</p>' } })].map((one) => [one.content, one.language]), [['<p>oui</p>', 'fr']])
  assert.equal(note({ contentMap: { en: '<p>y</p>', de: '<p>x</p>' } }).language, 'de')
  assert.equal(note({ contentMap: { 'en-GB': '<p>z</p>' } }).language, 'en')
  assert.equal(note({ contentMap: { klingonish: '<p>x</p>' } }).language, null)
  assert.equal(note({ content: 7, contentMap: [] }).content, '')
  assert.equal(note({ content: 'x'.repeat(300_000) }).content.length, 100_000)
})

test('a warning is one line of text and makes the post sensitive; dates are clamped', () => {
  const read = note({ summary: '<b>a</b>\n\nb', published: '2999-01-01T00:00:00Z', updated: 'yesterday' })
  assert.equal(read.spoilerText, 'a b')
  assert.equal(read.sensitive, true)
  assert.equal(read.publishedAt, NOW)
  assert.equal(read.updatedAt, null)
  assert.equal(note({ published: '2020-02-02T00:00:00Z' }).publishedAt, Date.UTC(2020, 1, 2))
})

test('author: string, object, or the first of several', () => {
  for (const attributedTo of [ACTOR, { type: 'Person', id: ACTOR }, [{ type: 'Person', id: ACTOR }, 'https://peer.example/groups/1']]) assert.equal(note({ attributedTo }).authorUri, ACTOR)
  assert.equal(readNote({ id: `${ACTOR}/1`, type: 'Note' }, null, NOW).ok, false)
  assert.equal(readNote({ id: `${ACTOR}/1`, type: 'Place', attributedTo: ACTOR }, null, NOW).ok, false)
})

test('works with a title: what looks like HTML in it is text', () => {
  const page = note({ type: 'Article', name: 'Cats & <script>alert(1)</script> dogs', summary: '<p>short <img src=x onerror=y></p>', url: 'https://peer.example/a?b=1&c=2' })
  assert.match(page.content, /<strong>Cats &amp; +dogs<\/strong>/)
  assert.match(page.content, /<p>short <\/p>/)
  assert.match(page.content, /href="https:\/\/peer\.example\/a\?b=1&amp;c=2"/)
  assert.doesNotMatch(page.content, /script|onerror/)
})

test('tags: none, one object, or a list with rubbish in it', () => {
  assert.deepEqual(readTags({}), { mentions: [], hashtags: [], emojis: [] })
  assert.deepEqual(readTags({ tag: { type: 'Mention', href: ACTOR, name: '@other@elsewhere' } }).mentions, [ACTOR])
  const read = readTags({ tag: [null, 7, 'x', { type: ['Hashtag'], name: '#ＣaféAu' }, { type: 'Hashtag', name: '#cafeau' }, { type: 'Hashtag', name: '#123' },
    { type: 'Emoji', name: ':a_b:', id: 'https://peer.example/e/1', icon: { url: 'https://peer.example/e.png' } }, { type: 'Emoji', name: 'c_d', icon: 'https://peer.example/f.png' },
    { type: 'Emoji', name: ':bad:', icon: { url: 'javascript:x' } }, { type: 'Mention', href: 'acct:zoe@x' }] })
  assert.deepEqual(read.hashtags.map((tag) => tag.name), ['cafeau'])
  assert.deepEqual(read.emojis.map((emoji) => [emoji.shortcode, emoji.uri ?? null]), [['a_b', 'https://peer.example/e/1'], ['c_d', null]])
  assert.deepEqual(read.mentions, [])
})

test('media: a single object, missing type, alt text from summary or name, bad focus, bad blurhash, bad sizes', () => {
  const [one] = readMedia({ attachment: { type: 'Image', url: 'https://peer.example/x/CAT.JPG?y', summary: 'alt', name: 'name', focalPoint: [2, 0], blurhash: '<b>', width: -1, height: 1e9 } })
  assert.deepEqual([one?.type, one?.contentType, one?.description, one?.focus, one?.blurhash, one?.width, one?.height], ['image', 'image/jpeg', 'alt', null, null, null, null])
  assert.equal(readMedia({ attachment: [{ type: 'Document', mediaType: 'image/png', url: 'https://peer.example/a', name: 'n' }] })[0]?.description, 'n')
  assert.equal(readMedia({ attachment: [{ type: 'Document', mediaType: 'application/pdf', url: 'https://peer.example/a' }] })[0]?.type, 'unknown')
  assert.equal(readMedia({ attachment: [{ type: 'Video', url: [{ type: 'Link', mediaType: 'video/mp4', href: 'https://peer.example/v' }] }] })[0]?.type, 'video')
  assert.deepEqual(readMedia({ attachment: [{ type: 'PropertyValue', url: 'https://peer.example/a' }, { type: 'Image', url: 'file:///x' }, 'https://peer.example/b'] }), [])
})

test('media: a type that is a thing with methods of its own is no type', () => {
  const mediaType = { toString: 1, valueOf: null }
  const [read] = readMedia({ attachment: { type: 'Image', mediaType, url: 'https://peer.example/a.png' } })
  assert.deepEqual([read?.contentType, read?.remoteUrl], ['image/png', 'https://peer.example/a.png'])
})

test('polls: one or several choices, same words once, ends and closings', () => {
  const option = (name: unknown, totalItems: unknown = 0) => ({ name, replies: { totalItems } })
  const single = readPoll({ oneOf: [option('a', 3), option('b', -1), option('a', 9), option(5)], votersCount: 3, endTime: '2026-07-01T00:00:00Z' }, NOW)
  assert.deepEqual([single?.options, single?.counts, single?.multiple, single?.votersCount, single?.closedAt], [['a', 'b'], [3, 0], false, 3, null])
  assert.equal(single?.expiresAt, Date.UTC(2026, 6, 1))
  const closed = readPoll({ anyOf: [option('a'), option('b')], closed: '2026-05-01T00:00:00Z' }, NOW)
  assert.deepEqual([closed?.multiple, closed?.closedAt, closed?.expiresAt], [true, Date.UTC(2026, 4, 1), Date.UTC(2026, 4, 1)])
  assert.equal(readPoll({ oneOf: [option('a'), option('b')], closed: true }, NOW)?.closedAt, NOW)
  assert.equal(readPoll({ oneOf: [option('only')] }, NOW), null)
})

test('a vote is a Note with a name and no text', () => {
  assert.equal(note({ content: undefined, name: 'yes' }).votesFor, 'yes')
  assert.equal(note({ content: null, name: 'yes' }).votesFor, 'yes')
  assert.equal(note({ name: 'title' }).votesFor, null)
})

test('actors: every kind, flags as booleans only, addresses of their own origin only', () => {
  for (const type of ['Person', 'Service', 'Application', 'Group', 'Organization']) assert.equal(profile({ type }).actorType, type)
  const read = profile({
    type: ['Person', 'schema:Person'], manuallyApprovesFollowers: true, discoverable: 'yes', indexable: true, memorial: 1, featured: 'https://evil.example/f',
    followers: { id: `${ACTOR}/followers`, type: 'Collection' }, endpoints: { sharedInbox: 'https://peer.example/inbox' }, published: '2999-01-01T00:00:00Z',
    icon: [{ type: 'Image', url: [{ href: 'https://cdn.example/a.png' }] }], image: 'https://cdn.example/h.png', summary: '<p onclick=x>hi</p>', alsoKnownAs: 'https://old.example/z',
    attachment: [{ type: 'PropertyValue', name: 'site', value: '<a href="https://z.example" rel="me">z</a><script>x</script>' }, { type: 'IdentityProof' }],
  })
  assert.deepEqual([read.locked, read.discoverable, read.indexable, read.memorial], [true, null, true, false])
  assert.deepEqual([read.featuredUrl, read.followersUrl, read.sharedInboxUrl], [null, `${ACTOR}/followers`, 'https://peer.example/inbox'])
  assert.deepEqual([read.avatarUrl, read.headerUrl, read.createdAt, read.note], ['https://cdn.example/a.png', 'https://cdn.example/h.png', NOW, '<p>hi</p>'])
  assert.deepEqual(read.alsoKnownAs, ['https://old.example/z'])
  assert.equal(read.fields.length, 1)
  assert.doesNotMatch(read.fields[0]?.value ?? '', /script/)
})

test('actors that cannot be: no name, a name that cannot be mentioned, an inbox elsewhere, another type', () => {
  for (const more of [{ preferredUsername: undefined }, { preferredUsername: 'a b' }, { preferredUsername: 'a@b' }, { inbox: 'https://evil.example/inbox' }, { inbox: undefined }, { type: 'Note' }, { id: 'acct:x' }]) {
    assert.equal(actor(more).ok, false, JSON.stringify(more))
  }
})

test('keys: PEM and Multikey, several; not another\'s, not elsewhere, not unreadable ones', () => {
  const ed = generateKeyPairSync('ed25519').publicKey
  const multikey = { id: `${ACTOR}#ed`, type: 'Multikey', controller: ACTOR, publicKeyMultibase: encodeMultikey(ed) }
  const keys = (publicKey: unknown, assertionMethod?: unknown) => readKeys({ publicKey, assertionMethod }, ACTOR).map((key) => key.uri)
  assert.deepEqual(keys(OWN_KEY, [multikey]), [`${ACTOR}#main-key`, `${ACTOR}#ed`])
  assert.deepEqual(keys([OWN_KEY, { ...OWN_KEY, id: `${ACTOR}/main-key`, owner: undefined }]), [`${ACTOR}#main-key`, `${ACTOR}/main-key`])
  assert.deepEqual(keys({ ...OWN_KEY, owner: 'https://peer.example/users/other' }), [])
  assert.deepEqual(keys({ ...OWN_KEY, id: 'https://other.example/users/x#main-key' }), [])
  assert.deepEqual(keys({ ...OWN_KEY, publicKeyPem: 'nonsense' }), [])
  assert.deepEqual(keys(undefined, { ...multikey, controller: 'https://peer.example/users/other' }), [])
  assert.deepEqual(keys(undefined, { ...multikey, type: 'Other' }), [])
})
