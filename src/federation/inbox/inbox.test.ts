// Every activity as another server sends it, over HTTP, and what becomes of it here.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findByUri } from '#domain/accounts/queries.ts'
import { actorUri, statusUri } from '#domain/addresses.ts'
import { startPeer, type Doc, type PeerActor, type SimulatedPeer } from '#test/peers/simulated-peer.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let peer: SimulatedPeer
let ada: Member
let ben: Member
let zoe: PeerActor

interface Status { id: string; uri: string; content: string; visibility: string; favourites_count: number; reblogs_count: number; spoiler_text: string; edited_at: string | null; account: { acct: string }; media_attachments: Doc[]; tags: Doc[]; mentions: Doc[]; poll: { votes_count: number; options: { title: string; votes_count: number }[]; expired: boolean; voters_count: number | null } | null; reblog: Status | null; in_reply_to_id: string | null }

const shared = () => `${server.url}/inbox`
const own = (member: Member) => `${actorUri(server.house.config, member.accountId)}/inbox`
const uriOf = (member: Member) => actorUri(server.house.config, member.accountId)

before(async () => {
  server = await startTestServer()
  peer = await startPeer('127.0.0.2')
  ada = await server.member('ada')
  ben = await server.member('ben')
  zoe = peer.actor('zoe')
})
after(async () => {
  await server.remove()
  await peer.close()
})

async function arrives(actor: PeerActor, activity: unknown, inbox = shared()): Promise<void> {
  const answer = await peer.send(actor, activity, inbox)
  assert.equal(answer.status, 202, answer.text)
  await server.idle()
}

async function post(member: Member, form: Record<string, unknown>): Promise<Status> {
  const answer = await server.call<Status>('POST', '/api/v1/statuses', { token: member.token, form })
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const idOf = async (actor: PeerActor): Promise<number> => {
  const row = await findByUri(server.house.db, actor.uri)
  assert.ok(row, `${actor.uri} is not known`)
  return row.id
}

/** `member` follows `actor`, who accepts. */
async function followed(member: Member, actor: PeerActor): Promise<void> {
  const found = await server.call<{ accounts: { id: string }[] }>('GET', '/api/v2/search', { token: member.token, query: { q: `@${actor.name}@${peer.host}`, resolve: true, type: 'accounts' } })
  const id = found.body.accounts[0]?.id
  assert.ok(id, found.text)
  await server.call('POST', `/api/v1/accounts/${id}/follow`, { token: member.token })
  await arrives(actor, actor.act('Accept', { type: 'Follow', actor: uriOf(member), object: actor.uri }))
  const [marks] = (await relationships(member, id)).body
  assert.equal(marks?.['following'], true)
}

const relationships = (member: Member, id: string | number) =>
  server.call<Record<string, unknown>[]>('GET', '/api/v1/accounts/relationships', { token: member.token, query: { id: [String(id)] } })

const read = (member: Member | null, id: string) => server.call<Status>('GET', `/api/v1/statuses/${id}`, { token: member?.token })

async function here(uri: string, member: Member = ada): Promise<Status | null> {
  const found = await server.house.db.selectFrom('statuses').select('id').where('uri', '=', uri).executeTakeFirst()
  return found ? (await read(member, String(found.id))).body : null
}

/** The statuses that `member` was told about. */
const told = async (member: Member, type: string): Promise<string[]> =>
  (await server.house.db.selectFrom('notifications').select('status_id').where('account_id', '=', member.accountId).where('type', '=', type).execute())
    .map((row) => String(row.status_id))

test('Follow: an open account is followed, a locked one is asked; Undo ends both, again is harmless', async () => {
  const ned = peer.actor('ned')
  const follow = ned.act('Follow', uriOf(ada))
  await arrives(ned, follow, own(ada))
  const nedId = await idOf(ned)
  assert.equal((await relationships(ada, nedId)).body[0]?.['followed_by'], true)
  await arrives(ned, ned.act('Undo', follow))
  assert.equal((await relationships(ada, nedId)).body[0]?.['followed_by'], false)
  await arrives(ned, follow)
  assert.equal((await relationships(ada, nedId)).body[0]?.['followed_by'], true, 'the same id may follow again')
  await arrives(ned, ned.act('Undo', follow['id']))
  assert.equal((await relationships(ada, nedId)).body[0]?.['followed_by'], false, 'undone by its id alone')
  await arrives(ned, ned.act('Undo', follow['id']))
  assert.equal((await relationships(ada, nedId)).body[0]?.['followed_by'], false, 'again is harmless')

  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: ben.token, form: { locked: true } })
  await arrives(ned, ned.act('Follow', uriOf(ben)))
  assert.equal((await relationships(ben, nedId)).body[0]?.['requested_by'], true)
})

test('Accept and Reject by embedded object and by id', async () => {
  const ida = peer.actor('ida')
  await followed(ada, ida)
  const id = await idOf(ida)
  await arrives(ida, ida.act('Reject', { type: 'Follow', actor: uriOf(ada), object: ida.uri }))
  assert.equal((await relationships(ada, id)).body[0]?.['following'], false)
  await server.call('POST', `/api/v1/accounts/${id}/follow`, { token: ada.token })
  await arrives(ida, ida.act('Accept', `${uriOf(ada)}#follows/1`))
  assert.equal((await relationships(ada, id)).body[0]?.['following'], true)
})

test('Accept of a request that somebody else was sent changes nothing', async () => {
  const max = peer.actor('max')
  const eve = peer.actor('eve')
  await arrives(eve, eve.act('Follow', uriOf(ada)))
  const found = await server.call<{ accounts: { id: string }[] }>('GET', '/api/v2/search', { token: ada.token, query: { q: `@max@${peer.host}`, resolve: true } })
  const id = found.body.accounts[0]?.id ?? ''
  await server.call('POST', `/api/v1/accounts/${id}/follow`, { token: ada.token })
  await arrives(eve, eve.act('Accept', { type: 'Follow', actor: uriOf(ada), object: max.uri }))
  assert.equal((await relationships(ada, id)).body[0]?.['following'], false)
})

test('Create: from somebody followed, with media, tags, emoji, warning and language', async () => {
  await followed(ada, zoe)
  const note = zoe.note({
    content: '<p>Hi <script>x</script><a href="https://x.example/" onclick="y">x</a></p>', summary: 'careful', sensitive: true,
    contentMap: { de: '<p>Hi <script>x</script><a href="https://x.example/" onclick="y">x</a></p>' },
    attachment: [{ type: 'Document', mediaType: 'image/png', url: `${peer.origin}/a.png`, name: 'a cat', focalPoint: [0.5, -0.5], blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', width: 40, height: 30 }],
    tag: [{ type: 'Hashtag', name: '#Café' }, { type: 'Emoji', name: ':blob:', icon: { type: 'Image', url: `${peer.origin}/e.png` } }],
  })
  await arrives(zoe, zoe.create(note))
  const status = await here(note.id)
  assert.ok(status)
  assert.equal(status.content.includes('script'), false)
  assert.equal(status.content.includes('onclick'), false)
  assert.equal(status.spoiler_text, 'careful')
  assert.equal(status.visibility, 'public')
  assert.equal((status as unknown as Doc)['language'], 'de')
  assert.deepEqual(status.tags.map((tag) => tag['name']), ['cafe'])
  const tag = await server.house.db.selectFrom('tags').select('display_name').where('name', '=', 'cafe').executeTakeFirst()
  assert.equal(tag?.display_name, 'Café')
  assert.equal(((status as unknown as Doc)['emojis'] as Doc[]).length, 0, 'the text does not use it')
  const [media] = status.media_attachments
  assert.equal(media?.['description'], 'a cat')
  assert.deepEqual((media?.['meta'] as Doc | undefined)?.['focus'], { x: 0.5, y: -0.5 })
  const home = await server.call<Status[]>('GET', '/api/v1/timelines/home', { token: ada.token })
  assert.ok(home.body.some((one) => one.id === status.id))
})

test('Create: a mention notifies, counts by its href, and a stranger\'s post to nobody is dropped', async () => {
  const ned = peer.actor('ned')
  const note = ned.note({ content: '<p>@somebody hello</p>', tag: { type: 'Mention', href: uriOf(ada), name: '@whoever' }, cc: [uriOf(ada)] })
  await arrives(ned, ned.create(note), own(ada))
  const status = await here(note.id)
  assert.deepEqual(status?.mentions.map((one) => one['username']), ['ada'])
  assert.ok((await told(ada, 'mention')).includes(status?.id ?? ''))
  const idle = ned.note()
  await arrives(ned, ned.create(idle))
  assert.equal(await here(idle.id), null)
})

test('Create: visibilities from to and cc', async () => {
  const cases: [Doc, string][] = [
    [{ to: ['as:Public'], cc: [] }, 'public'], [{ to: 'Public', cc: [] }, 'public'], [{ to: [`${zoe.uri}/followers`], cc: ['as:Public'] }, 'unlisted'],
    [{ to: [`${zoe.uri}/followers`], cc: [] }, 'private'], [{ to: [uriOf(ada)], cc: [], tag: [{ type: 'Mention', href: uriOf(ada) }] }, 'direct'],
  ]
  for (const [audience, visibility] of cases) {
    const note = zoe.note(audience)
    await arrives(zoe, zoe.create(note))
    assert.equal((await here(note.id))?.visibility, visibility)
    if (visibility === 'private' || visibility === 'direct') assert.equal((await read(ben, String((await here(note.id))?.id))).status, 404)
  }
})

test('Create: a reply finds its parent, also when the parent is fetched afterwards', async () => {
  const mine = await post(ada, { status: 'question' })
  const answer = zoe.note({ inReplyTo: mine.uri })
  await arrives(zoe, zoe.create(answer))
  assert.equal((await here(answer.id))?.in_reply_to_id, mine.id)
  const ned = peer.actor('ned')
  const top = ned.note()
  const middle = ned.note({ inReplyTo: top.id })
  const reply = zoe.note({ inReplyTo: middle.id })
  await arrives(zoe, zoe.create(reply))
  const fetched = await here(middle.id)
  assert.ok(fetched)
  assert.equal((await here(reply.id))?.in_reply_to_id, fetched.id)
  assert.equal(fetched.in_reply_to_id, (await here(top.id))?.id)
})

test('Create: articles, videos and events are shown by title, summary and link', async () => {
  for (const type of ['Article', 'Page', 'Video', 'Audio', 'Image', 'Event']) {
    const work = zoe.note({ type, name: `A ${type} <b>`, summary: '<p>In short</p>', content: '<p>Very long</p>', url: [{ type: 'Link', mediaType: 'video/mp4', href: `${peer.origin}/v.mp4` }, { type: 'Link', mediaType: 'text/html', href: `${peer.origin}/w` }] })
    await arrives(zoe, zoe.create(work))
    const status = await here(work.id)
    assert.match(status?.content ?? '', new RegExp(`A ${type}`))
    assert.match(status?.content ?? '', /In short/)
    assert.match(status?.content ?? '', /\/w"/)
    assert.doesNotMatch(status?.content ?? '', /Very long/)
    assert.equal(status?.spoiler_text, '')
  }
})

test('Update: an edit is shown with its history, a stale one and one by another are passed over', async () => {
  const note = zoe.note({ published: '2026-01-01T00:00:00Z' })
  await arrives(zoe, zoe.create(note))
  const edited = { ...note, content: '<p>Second thoughts</p>', updated: '2026-01-02T00:00:00Z' }
  await arrives(zoe, zoe.act('Update', edited))
  assert.match((await here(note.id))?.content ?? '', /Second thoughts/)
  assert.ok((await here(note.id))?.edited_at)
  await arrives(zoe, zoe.act('Update', { ...note, content: '<p>Older</p>', updated: '2026-01-01T12:00:00Z' }))
  assert.match((await here(note.id))?.content ?? '', /Second thoughts/)
  const mallory = peer.actor('mallory')
  await arrives(mallory, mallory.act('Update', { ...note, content: '<p>Forged</p>', updated: '2026-01-03T00:00:00Z' }))
  await arrives(mallory, mallory.act('Update', { ...note, attributedTo: mallory.uri, content: '<p>Forged</p>', updated: '2026-01-03T00:00:00Z' }))
  assert.match((await here(note.id))?.content ?? '', /Second thoughts/)
})

test('Update: a profile, by its owner only', async () => {
  await arrives(zoe, zoe.act('Update', { ...zoe.document, name: 'Zoe the Second' }))
  const id = await idOf(zoe)
  const name = async () => (await server.call<{ display_name: string }>('GET', `/api/v1/accounts/${id}`)).body.display_name
  assert.equal(await name(), 'Zoe the Second')
  const mallory = peer.actor('mallory')
  await arrives(mallory, mallory.act('Update', { ...zoe.document, name: 'Forged' }))
  assert.equal(await name(), 'Zoe the Second')
})

test('Question: shown with its counts, updated by its owner, closed when it says so', async () => {
  const option = (name: string, totalItems: number) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems } })
  const question = zoe.note({ type: 'Question', content: '<p>Tea?</p>', oneOf: [option('yes', 1), option('no', 2)], votersCount: 3, endTime: new Date(Date.now() + 3_600_000).toISOString() })
  await arrives(zoe, zoe.create(question))
  assert.deepEqual((await here(question.id))?.poll?.options.map((one) => one.votes_count), [1, 2])
  await arrives(zoe, zoe.act('Update', { ...question, oneOf: [option('yes', 5), option('no', 2)], votersCount: 7, closed: new Date(Date.now() - 1000).toISOString() }))
  const poll = (await here(question.id))?.poll
  assert.deepEqual(poll?.options.map((one) => one.votes_count), [5, 2])
  assert.equal(poll?.voters_count, 7)
  assert.equal(poll?.expired, true)
})

test('votes in a member\'s poll are counted once and never shown', async () => {
  const mine = await post(ada, { status: 'Tea?', poll: { options: ['yes', 'no'], expires_in: 3600 } })
  const ballot = zoe.note({ name: 'no', content: undefined, inReplyTo: mine.uri, to: [uriOf(ada)], cc: [] })
  await arrives(zoe, zoe.create(ballot), own(ada))
  await arrives(zoe, zoe.create({ ...ballot, id: `${ballot.id}x` }), own(ada))
  const { body } = await read(ada, mine.id)
  assert.deepEqual(body.poll?.options.map((one) => one.votes_count), [0, 1])
  assert.equal(await here(ballot.id), null)
})

test('Delete: a post by id or Tombstone; one that comes late stays away; nobody else\'s', async () => {
  const note = zoe.note()
  await arrives(zoe, zoe.create(note))
  const mallory = peer.actor('mallory')
  await arrives(mallory, mallory.act('Delete', note.id))
  assert.ok(await here(note.id))
  await arrives(zoe, zoe.act('Delete', { id: note.id, type: 'Tombstone' }))
  assert.equal(await here(note.id), null)
  const late = zoe.note()
  await arrives(zoe, zoe.act('Delete', late.id))
  await arrives(zoe, zoe.create(late))
  assert.equal(await here(late.id), null)
})

test('Announce: of a member\'s post by anybody, of a remote one by somebody followed, never of what is private', async () => {
  const ned = peer.actor('ned')
  const mine = await post(ada, { status: 'boost me' })
  const boost = ned.act('Announce', mine.uri, { to: ['as:Public'] })
  await arrives(ned, boost)
  assert.equal((await read(ada, mine.id)).body.reblogs_count, 1)
  await arrives(ned, ned.act('Undo', { ...boost }))
  assert.equal((await read(ada, mine.id)).body.reblogs_count, 0)

  const remote = ned.note()
  await arrives(zoe, zoe.act('Announce', remote.id, { to: ['as:Public'] }))
  assert.equal((await here(remote.id))?.reblogs_count, 1)
  const hidden = await post(ada, { status: 'secret', visibility: 'private' })
  await arrives(ned, ned.act('Follow', uriOf(ada)))
  await arrives(ned, ned.act('Announce', hidden.uri, { to: ['as:Public'] }))
  assert.equal((await read(ada, hidden.id)).body.reblogs_count, 0)
  const kept = ned.note({ to: [`${ned.uri}/followers`], cc: [] })
  await arrives(zoe, zoe.act('Announce', kept.id, { to: ['as:Public'] }))
  assert.equal((await server.house.db.selectFrom('statuses').select('id').where('reblog_of_id', 'is not', null).where('account_id', '=', await idOf(zoe)).execute()).length, 1)
})

test('Like and EmojiReact: counted, told, taken back by object and by id', async () => {
  const mine = await post(ada, { status: 'like me' })
  const count = async () => (await read(ada, mine.id)).body.favourites_count
  const like = zoe.act('Like', mine.uri)
  await arrives(zoe, like)
  await arrives(zoe, { ...like, id: `${String(like['id'])}b` })
  assert.equal(await count(), 1)
  assert.equal((await told(ada, 'favourite')).filter((one) => one === mine.id).length, 1)
  const mallory = peer.actor('mallory')
  const second = mallory.act('Like', mine.uri)
  await arrives(mallory, second)
  await arrives(mallory, mallory.act('Undo', like))
  assert.equal(await count(), 2, 'nobody takes back what another gave, nor their own by mistake')
  await arrives(mallory, mallory.act('Undo', second))
  await arrives(zoe, zoe.act('Undo', like))
  assert.equal(await count(), 0)
  const react = zoe.act('EmojiReact', mine.uri, { content: '🐈' })
  await arrives(zoe, react)
  assert.equal(await count(), 1)
  await arrives(zoe, zoe.act('Undo', react['id']))
  assert.equal(await count(), 0)
})

test('Block: severs both ways, and Undo lifts it', async () => {
  const cat = peer.actor('cat')
  await followed(ada, cat)
  await arrives(cat, cat.act('Follow', uriOf(ada)))
  const id = await idOf(cat)
  const block = cat.act('Block', uriOf(ada))
  await arrives(cat, block)
  const [marks] = (await relationships(ada, id)).body
  assert.deepEqual([marks?.['following'], marks?.['followed_by'], marks?.['blocked_by']], [false, false, true])
  await arrives(cat, cat.act('Undo', block['id']))
  assert.equal((await relationships(ada, id)).body[0]?.['blocked_by'], false)
})

test('Add and Remove: pins and hashtags in the owner\'s own collection only', async () => {
  const note = zoe.note()
  await arrives(zoe, zoe.act('Add', note.id, { target: `${zoe.uri}/featured` }))
  const id = await idOf(zoe)
  const pinned = async () => (await server.call<Status[]>('GET', `/api/v1/accounts/${id}/statuses`, { query: { pinned: true } })).body.map((one) => one.uri)
  assert.deepEqual(await pinned(), [note.id])
  const mallory = peer.actor('mallory')
  await arrives(mallory, mallory.act('Remove', note.id, { target: `${zoe.uri}/featured` }))
  assert.deepEqual(await pinned(), [note.id])
  await arrives(zoe, zoe.act('Remove', note.id, { target: `${zoe.uri}/featured` }))
  assert.deepEqual(await pinned(), [])
  await arrives(zoe, zoe.act('Add', { type: 'Hashtag', name: '#Cats', href: `${peer.origin}/t` }, { target: `${zoe.uri}/featured` }))
  const tags = await server.call<{ name: string }[]>('GET', `/api/v1/accounts/${id}/featured_tags`)
  assert.deepEqual(tags.body.map((one) => one.name), ['Cats'])
})

test('unknown kinds and Flag are accepted and change nothing', async () => {
  await arrives(zoe, zoe.act('Frobnicate', uriOf(ada)))
  await arrives(zoe, zoe.act('Flag', [uriOf(ada)], { content: 'rude' }))
})

test('Delete of an actor hides it with its posts', async () => {
  const tim = peer.actor('tim')
  await followed(ada, tim)
  const note = tim.note()
  await arrives(tim, tim.create(note))
  const status = await here(note.id)
  await arrives(tim, tim.act('Delete', tim.uri))
  assert.equal((await read(ada, status?.id ?? '')).status, 404)
  assert.ok((await findByUri(server.house.db, tim.uri))?.deleted_at)
})

test('RFC 9421 signatures and a member\'s id in a URL of theirs work the same', async () => {
  const mine = await post(ada, { status: 'newer ways' })
  const answer = await peer.send(zoe, zoe.act('Like', statusUri(server.house.config, ada.accountId, Number(mine.id))), shared(), { scheme: 'rfc9421' })
  assert.equal(answer.status, 202, answer.text)
  await server.idle()
  assert.equal((await read(ada, mine.id)).body.favourites_count, 1)
})
