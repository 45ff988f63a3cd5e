// What two dozen kinds of software send, over HTTP and signed, and what an app of a member here then sees.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accountOf, meet, personOf, post, relate, statusOf, type Account, type Media, type Person, type Status } from '#test/journeys/person.ts'
import { tableOf, type Cell } from '#test/journeys/table.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { communities } from './shapes/communities.ts'
import { microblogs } from './shapes/microblogs.ts'
import { misskeys } from './shapes/misskeys.ts'
import { works } from './shapes/works.ts'
import type { Expected, Place, Software, Write } from './shapes/shape.ts'
import { startPeer, PUBLIC, type Doc, type PeerActor, type SimulatedPeer } from './simulated-peer.ts'

const all: readonly Software[] = [...microblogs, ...misskeys, ...works, ...communities]
const cells: Cell[] = []

type Seen = Omit<Status, 'media_attachments'> & { media_attachments: (Omit<Media, 'meta'> & { meta: Media['meta'] | null })[]; emojis: { shortcode: string }[]; quote: { state: string } | null }
type SeenAccount = Account & { group: boolean; avatar_static: string }

let server: TestServer
let peer: SimulatedPeer
let ada: Person
let at: Place
let posted: Status
let count = 0

before(async () => {
  [server, peer] = await Promise.all([startTestServer(), startPeer('127.0.0.2')])
  ada = personOf({ letter: '', server, newcomer: async () => { throw new Error('nobody new') } }, await server.member('ada'))
  posted = await post(ada, 'something to answer')
  at = { origin: peer.origin, host: peer.host, ada: (await ada.ask<Account>('GET', '/v1/accounts/verify_credentials')).uri, adasPost: posted.uri }
})
after(async () => {
  await server.remove()
  await peer.close()
  console.log(tableOf('what each software sends', cells))
})

/** Somebody with this document: served, with a key and a handle. */
function enter(document: Doc): PeerActor {
  const name = String(document['preferredUsername'])
  const uri = String(document['id'])
  const actor = peer.actor(name)
  const keyId = `${uri}#main-key`
  const served = { ...document, publicKey: { id: keyId, owner: uri, publicKeyPem: actor.keys.publicPem } }
  peer.serve(uri, served)
  peer.finger(`acct:${name}@${peer.host}`, { subject: `acct:${name}@${peer.host}`, links: [{ rel: 'self', type: 'application/activity+json', href: uri }] })
  return { ...actor, uri, keyId, document: served }
}

async function arrives(from: PeerActor, activity: Doc): Promise<void> {
  const answer = await peer.send(from, activity, `${server.url}/inbox`)
  assert.equal(answer.status, 202, answer.text)
  await server.idle()
}

/** ada finds and follows somebody, who lets her in. */
async function follow(actor: PeerActor): Promise<SeenAccount> {
  const found = await meet(ada, `@${actor.name}@${peer.host}`)
  await relate(ada, 'follow', found.id)
  await arrives(actor, { '@context': 'https://www.w3.org/ns/activitystreams', id: `${peer.origin}/accepts/${++count}`, type: 'Accept', actor: actor.uri, object: { type: 'Follow', actor: at.ada, object: actor.uri } })
  return await accountOf(ada, found.id) as SeenAccount
}

/** The activity with which an object comes, and who sends it. */
function activityOf({ via = 'Create' }: Write, object: Doc, author: PeerActor, community: PeerActor | null): [PeerActor, Doc] {
  const create = { id: `${String(object['id'])}#create`, type: 'Create', actor: author.uri, object, to: object['to'], cc: object['cc'] }
  if (via === 'Create') return [author, { '@context': 'https://www.w3.org/ns/activitystreams', ...create }]
  assert.ok(community, 'nobody announces it')
  return [community, {
    '@context': 'https://www.w3.org/ns/activitystreams', id: `${peer.origin}/announces/${++count}`, type: 'Announce', actor: community.uri,
    object: via === 'Announce' ? object['id'] : create, to: [PUBLIC], cc: [`${community.uri}/followers`],
  }]
}

const told = (text: string) => text.replaceAll('@@', at.host).replaceAll('{ada}', at.adasPost)

/** What of the entity is compared, in the words of `Expected`. */
const seen = (status: Seen): Expected => ({
  content: status.content.trim(), url: status.url, spoiler_text: status.spoiler_text, sensitive: status.sensitive, visibility: status.visibility, language: status.language ?? '',
  media: status.media_attachments.map(({ type, description, meta }) => ({
    type, ...description === null ? {} : { description }, ...meta?.focus ? { focus: `${meta.focus.x},${meta.focus.y}` } : {}, ...meta?.original ? { size: `${meta.original.width}x${meta.original.height}` } : {},
  })),
  tags: status.tags.map((tag) => tag.name), emojis: status.emojis.map((emoji) => emoji.shortcode), mentions: status.mentions.map((one) => one.acct),
  poll: status.poll?.options.map((option) => `${option.title} ${String(option.votes_count)}`) ?? [], ...status.quote ? { quote: status.quote.state as 'pending' } : {},
})

const expected = ({ content, url, ...rest }: Expected, object: Doc): Expected => ({
  content: told(content), url: url === undefined ? firstAddress(object) : url.startsWith('/') ? `${at.origin}${url}` : url, spoiler_text: '', sensitive: false, visibility: 'public', language: '', media: [], tags: [], emojis: [], mentions: [], poll: [], ...rest,
})
const firstAddress = ({ url, id }: Doc): string => typeof url === 'string' ? url : Array.isArray(url) ? String(url[0]) : String(id)

async function here(uri: string): Promise<Seen> {
  const row = await server.house.db.selectFrom('statuses').select('id').where('uri', '=', uri).executeTakeFirst()
  assert.ok(row, `${uri} did not arrive`)
  return await statusOf(ada, String(row.id)) as Seen
}

function step(software: string, what: string, play: () => Promise<void>): void {
  test(`${software}: ${what}`, async () => {
    const cell: Cell = { row: `${software}: ${what}`, column: 'read', fault: 'it did not end' }
    cells.push(cell)
    try {
      await play()
      cell.fault = null
    } catch (error) {
      cell.fault = error instanceof Error ? error.message : String(error)
      throw error
    }
  })
}

for (const { software, actor, expectActor, community, writes, deeds = [] } of all) {
  let author: PeerActor
  let group: PeerActor | null = null

  step(software, 'its people', async () => {
    author = enter(actor(at))
    const { avatar, fields, ...expect } = { bot: false, group: false, locked: false, fields: 0, avatar: undefined, ...expectActor }
    const account = await follow(author)
    const { display_name, bot, group: isGroup, locked } = account
    assert.deepEqual({ display_name, bot, group: isGroup, locked }, expect)
    if (fields > 0) assert.equal(account.fields.length, fields)
    if (avatar) assert.doesNotMatch(account.avatar, /missing/)
  })

  if (community) {
    step(software, 'its communities', async () => {
      group = enter(community(at))
      const { group: isGroup, display_name } = await follow(group)
      assert.deepEqual([isGroup, display_name], [true, group.document['name']])
    })
  }

  for (const write of writes) {
    step(software, write.what, async () => {
      const object = write.object(at, author.uri)
      peer.serve(String(object['id']), object)
      await arrives(...activityOf(write, object, author, group))
      const status = await here(String(object['id']))
      assert.deepEqual(seen(status), expected(write.expect, object))
      assert.equal(status.account.acct, `${author.name}@${peer.host}`)
      if (group && object['inReplyTo'] === undefined) assert.equal(status.reblogs_count, 1, 'its community brings it')
      if (object['inReplyTo']) assert.deepEqual([status.reblogs_count, status.in_reply_to_id === null], [0, false], 'an answer is known, and no news')
    })
  }

  for (const { what, activity, counts } of deeds) {
    step(software, what, async () => {
      const doing = activity(at, author.uri)
      const former = (await statusOf(ada, posted.id))[counts]
      await arrives(author, doing)
      assert.equal((await statusOf(ada, posted.id))[counts], former + 1)
      await arrives(author, { '@context': 'https://www.w3.org/ns/activitystreams', id: `${String(doing['id'])}/undo`, type: 'Undo', actor: author.uri, object: doing })
      assert.equal((await statusOf(ada, posted.id))[counts], former, 'and it is taken back')
    })
  }
}
