// What is not for everybody stays where it is: on neither server, by no door, does a stranger see it.
import assert from 'node:assert/strict'
import { activity, follows, type Scene } from './activity.ts'
import { playBothWays } from './both-ways.ts'
import { act, AS2, findPost, home, meet, notifications, picture, post, relate, visit, writings, type Person, type Status } from './person.ts'
import { identityOf, signedGet } from './raw-signer.ts'

/** Another one for each scene: what others say openly must not be taken for it. */
let secrets = 0
const newSecret = () => `Nobody else may read this ${++secrets}.`

/** Every list of statuses that `person` can ask for where a post of `author` could be. */
async function everythingSeen(person: Person, author: string, tag: string): Promise<string> {
  const paths = [
    '/v1/timelines/home', '/v1/timelines/public', '/v1/timelines/public?remote=true', `/v1/timelines/tag/${tag}`, `/v1/accounts/${author}/statuses`,
    `/v1/accounts/${author}/statuses?pinned=true`, `/v2/search?q=${encodeURIComponent('nobody else')}`, '/v1/notifications', '/v1/conversations', '/v1/notifications/requests',
  ]
  const shown = []
  for (const path of paths) shown.push((await person.call('GET', path)).text)
  return shown.join('\n')
}

interface Secret { secret: string; sent: Status; seen: Status; annThere: string; stranger: Person }

/** ann posts for followers, of whom ben is one and the stranger none. */
async function secretOf(scene: Scene, more: object = {}): Promise<Secret> {
  const { ann, ben, there, settle } = scene
  const annThere = await follows(scene, ben, ann)
  const secret = newSecret()
  const sent = await post(ann, `${secret} #hush`, { visibility: 'private', ...more })
  await settle()
  const seen = (await home(ben)).find((one) => one.uri === sent.uri)
  assert.ok(seen)
  return { secret, sent, seen, annThere, stranger: await there.newcomer('str') }
}

playBothWays('what must stay', [
  activity('a private post, through the other server’s API', async (scene) => {
    const { secret, seen, annThere, stranger } = await secretOf(scene)
    assert.ok(!(await everythingSeen(stranger, annThere, 'hush')).includes(secret))
    assert.ok((await everythingSeen(scene.ben, annThere, 'hush')).includes(secret), 'the follower sees it: the search is worth something')
    for (const path of ['', '/context', '/history', '/source', '/reblogged_by', '/favourited_by']) {
      assert.equal((await stranger.call('GET', `/v1/statuses/${seen.id}${path}`)).status, 404, path)
    }
    for (const verb of ['favourite', 'bookmark', 'reblog', 'mute']) assert.equal((await stranger.call('POST', `/v1/statuses/${seen.id}/${verb}`)).status, 404, verb)
    assert.equal((await stranger.call('POST', '/v1/statuses', { json: { status: 'me too', in_reply_to_id: seen.id } })).status, 404)
    const page = await visit(`${scene.there.server.url}/@${scene.ann.handle}/${seen.id}`, 'text/html')
    assert.ok(!page.body.includes(secret))
  }),

  activity('a private post, through its own server’s documents', async (scene) => {
    const { secret, sent, stranger } = await secretOf(scene)
    await act(scene.ann, 'pin', sent.id)
    const ann = await identityOf(scene.ann)
    const [ben, str] = [await identityOf(scene.ben), await identityOf(stranger)]
    for (const address of [sent.uri, sent.url, `${sent.uri}/activity`, `${sent.uri}/replies`]) {
      assert.ok([404, 401].includes((await visit(address, AS2)).status), address)
      assert.ok([404, 401].includes(await signedGet(str, address)), `${address} for a stranger`)
    }
    assert.equal(await signedGet(ben, sent.uri), 200, 'a follower may fetch it')
    for (const address of [`${ann.uri}/outbox`, `${ann.uri}/outbox?page=true`, `${ann.uri}/collections/featured`]) {
      const { status, body } = await visit(address, AS2)
      assert.equal(status, 200, address)
      assert.ok(!body.includes(secret), address)
    }
  }),

  activity('a private post’s picture', async (scene) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(await picture('#123456'))], { type: 'image/png' }), 'x.png')
    const media = await scene.ann.ask<{ id: string }>('POST', '/v2/media', { multipart: form })
    const { seen, stranger, annThere } = await secretOf(scene, { media_ids: [media.id] })
    const address = seen.media_attachments[0]?.url ?? ''
    assert.ok(address)
    assert.ok(!(await everythingSeen(stranger, annThere, 'hush')).includes(address))
    const guess = address.replace(/[^/]+$/, 'guessed0guessed0')
    assert.equal((await visit(guess)).status, 404)
  }),

  activity('a private answer in a public thread', async (scene) => {
    const { ann, ben, settle } = scene
    const { secret, stranger } = await secretOf(scene)
    const open = await post(ben, 'A public question')
    const here = await findPost(ann, open.url)
    const answer = await post(ann, `@${ben.handle} ${secret}`, { in_reply_to_id: here?.id, visibility: 'private' })
    await settle()
    const context = async (person: Person) => (await person.call('GET', `/v1/statuses/${open.id}/context`)).text
    assert.ok((await context(ben)).includes(secret))
    assert.ok(!(await context(stranger)).includes(secret))
    const replies = await visit(`${open.uri}/replies?page=true`, AS2)
    assert.ok(!replies.body.includes(answer.uri))
  }),

  activity('a direct post between two others', async (scene) => {
    const { ann, ben, here, there, settle } = scene
    const { annThere, stranger } = await secretOf(scene, { visibility: 'private' })
    const carl = await there.newcomer('carl')
    await follows(scene, carl, ann)
    const dora = await here.newcomer('dora')
    await post(ann, `@${carl.handle} just you and I: tête-à-tête`, { visibility: 'direct' })
    await settle()
    for (const person of [ben, stranger]) assert.ok(!(await everythingSeen(person, annThere, 'hush')).includes('tête-à-tête'), person.name)
    assert.ok(!(await everythingSeen(dora, String(ann.member.accountId), 'hush')).includes('tête-à-tête'))
    assert.ok((await everythingSeen(carl, annThere, 'hush')).includes('tête-à-tête'))
  }),

  activity('blocked: nothing arrives any more', async (scene) => {
    const { ann, ben, settle } = scene
    const { secret, annThere, sent } = await secretOf(scene)
    const benKeys = await identityOf(ben)
    await relate(ann, 'block', (await meet(ann, ben.handle)).id)
    await settle()
    for (const visibility of ['public', 'private', 'direct']) await post(ann, `@${ben.handle} ${secret}, ${visibility}`, { visibility })
    await settle()
    assert.ok(!(await everythingSeen(ben, annThere, 'hush')).includes(secret))
    assert.deepEqual(await writings(ben, annThere), [])
    assert.deepEqual(await notifications(ben), [])
    assert.ok([404, 401, 403].includes(await signedGet(benKeys, sent.uri)))
  }),

  activity('who no longer follows sees nothing new', async (scene) => {
    const { ann, ben, settle } = scene
    const { secret, annThere } = await secretOf(scene)
    await relate(ben, 'unfollow', annThere)
    await settle()
    const later = await post(ann, `${secret}, later`, { visibility: 'private' })
    await settle()
    assert.ok(!(await everythingSeen(ben, annThere, 'hush')).includes('later'))
    assert.equal(await findPost(ben, later.url), undefined)
  }),
])
