// New posts of every kind, as a follower on the other server and a stranger there see them.
import assert from 'node:assert/strict'
import { activity, follows, type Activity, type Scene } from '../activity.ts'
import { AS2, findPost, home, notifications, post, upload, visit, writings, type Person, type Status } from '../person.ts'

const onPublic = (person: Person, query: object = {}) => person.ask<Status[]>('GET', '/v1/timelines/public', { query: { limit: 40, ...query } })
const holds = (list: Status[], { uri }: Status) => list.some((one) => one.uri === uri)

/** ann posts to ben, who follows her; the post as ben's home shows it. */
async function arrives(scene: Scene, text: string, rest: object = {}): Promise<{ sent: Status; seen: Status; annThere: string }> {
  const { ann, ben, settle } = scene
  const annThere = await follows(scene, ben, ann)
  const sent = await post(ann, text, rest)
  await settle()
  const seen = (await home(ben)).find((one) => one.uri === sent.uri)
  assert.ok(seen, 'it is not on the follower’s home')
  return { sent, seen, annThere }
}

const plain = (html: string) => html.replaceAll(/<[^>]+>/g, '')

export const posts: Activity[] = [
  activity('Create: public', async (scene) => {
    const { sent, seen } = await arrives(scene, 'Good morning & <good> luck\n\nhttps://harbour.example/a?b=c', { language: 'et' })
    assert.equal(plain(seen.content), plain(sent.content))
    assert.match(seen.content, /<a href="https:\/\/harbour\.example\/a\?b=c"[^>]*><span class="invisible">https:\/\/<\/span>/)
    assert.deepEqual([seen.visibility, seen.language, seen.url, seen.account.acct], ['public', 'et', sent.url, scene.ann.handle])
    assert.ok(Math.abs(Date.parse(seen.created_at) - Date.parse(sent.created_at)) < 1000, `${seen.created_at} is not ${sent.created_at}`)
    const stranger = await scene.there.newcomer('str')
    assert.ok(holds(await onPublic(stranger), sent))
    assert.ok(holds(await onPublic(stranger, { remote: true }), sent))
    assert.ok(!holds(await onPublic(stranger, { local: true }), sent))
    assert.equal((await home(scene.ben)).filter((one) => one.uri === sent.uri).length, 1)
  }),

  activity('Create: unlisted', async (scene) => {
    const { sent, seen, annThere } = await arrives(scene, 'Not on the square', { visibility: 'unlisted' })
    assert.equal(seen.visibility, 'unlisted')
    const stranger = await scene.there.newcomer('str')
    assert.ok(!holds(await onPublic(stranger), sent))
    assert.ok(holds(await writings(stranger, annThere), sent))
  }),

  activity('Create: private', async (scene) => {
    const { sent, seen, annThere } = await arrives(scene, 'For followers', { visibility: 'private' })
    assert.equal(seen.visibility, 'private')
    const stranger = await scene.there.newcomer('str')
    assert.ok(!holds(await writings(stranger, annThere), sent))
    assert.equal((await stranger.call('GET', `/v1/statuses/${seen.id}`)).status, 404)
    assert.equal((await visit(`${scene.there.server.url}/api/v1/statuses/${seen.id}`)).status, 404)
    assert.equal(await findPost(stranger, sent.url), undefined)
    assert.equal((await visit(sent.uri, AS2)).status, 404)
    assert.equal((await scene.ben.call('POST', `/v1/statuses/${seen.id}/reblog`)).status, 403)
  }),

  activity('Create: direct', async (scene) => {
    const { ann, ben, there, settle } = scene
    const follower = await there.newcomer('fan')
    const annThere = await follows(scene, follower, ann)
    const sent = await post(ann, `@${ben.handle} between us`, { visibility: 'direct' })
    await settle()
    // Private mentions by people one does not follow wait as a request, as Mastodon's defaults have it.
    assert.deepEqual(await notifications(ben), [])
    const [request] = await ben.ask<{ id: string; account: { acct: string }; last_status: Status }[]>('GET', '/v1/notifications/requests')
    assert.deepEqual([request?.account.acct, request?.last_status.uri, request?.last_status.visibility], [ann.handle, sent.uri, 'direct'])
    await ben.ask('POST', `/v1/notifications/requests/${request?.id}/accept`)
    await settle()
    assert.deepEqual((await notifications(ben, 'mention')).map((one) => one.status?.uri), [sent.uri])
    const more = await post(ann, `@${ben.handle} and more`, { visibility: 'direct', in_reply_to_id: sent.id })
    await settle()
    const talks = await ben.ask<{ unread: boolean; last_status: Status; accounts: { acct: string }[] }[]>('GET', '/v1/conversations')
    assert.deepEqual(talks.map((one) => [one.unread, one.last_status.uri, one.accounts.map((account) => account.acct).join()]), [[true, more.uri, ann.handle]])
    assert.ok(!holds(await home(follower), sent))
    assert.ok(!holds(await writings(follower, annThere), sent))
    assert.equal((await follower.call('GET', `/v1/statuses/${request?.last_status.id}`)).status, 404)
    assert.equal((await visit(sent.uri, AS2)).status, 404)
  }),

  activity('Create: with a content warning', async (scene) => {
    const { seen } = await arrives(scene, 'The ship sinks', { spoiler_text: 'The end of the film', sensitive: true })
    assert.deepEqual([seen.spoiler_text, seen.sensitive, plain(seen.content)], ['The end of the film', true, 'The ship sinks'])
  }),

  activity('Create: with a picture', async (scene) => {
    const media = await upload(scene.ann, { description: 'The sea, all blue', focus: '0.5,-0.25' })
    const { seen } = await arrives(scene, 'Look', { media_ids: [media.id], sensitive: true })
    const [shown] = seen.media_attachments
    assert.ok(shown)
    assert.deepEqual([shown.type, shown.description, shown.blurhash, seen.sensitive], ['image', 'The sea, all blue', media.blurhash, true])
    assert.deepEqual(shown.meta.focus, { x: 0.5, y: -0.25 })
    for (const url of [shown.url, shown.preview_url]) {
      assert.ok(url.startsWith(scene.there.server.url), `not through the cache: ${url}`)
      const file = await visit(url)
      assert.equal(file.status, 200, url)
      assert.match(file.type, /^image\//)
      assert.ok(file.body.length > 50)
    }
  }),

  activity('Create: with a hashtag', async (scene) => {
    const { sent, seen } = await arrives(scene, 'Boats in the #HarbourÕhtu')
    assert.deepEqual(seen.tags.map((tag) => tag.name.toLowerCase()), ['harbourohtu'])
    assert.ok(seen.tags[0]?.url.startsWith(scene.there.server.url))
    const stranger = await scene.there.newcomer('str')
    for (const name of ['harbourohtu', 'HarbourÕhtu']) {
      assert.ok(holds(await stranger.ask<Status[]>('GET', `/v1/timelines/tag/${encodeURIComponent(name)}`), sent), name)
    }
  }),

  activity('Create: with a mention', async ({ ann, ben, here, settle }) => {
    const carl = await here.newcomer('carl')
    const sent = await post(ann, `Hello @${ben.handle} and @${carl.name}`)
    await settle()
    const told = await notifications(ben)
    assert.deepEqual(told.map((one) => [one.type, one.status?.uri]), [['mention', sent.uri]])
    assert.deepEqual(told[0]?.status?.mentions.map((one) => one.acct).sort(), [ben.name, carl.handle].sort())
    assert.match(told[0]?.status?.content ?? '', new RegExp(`href="${ben.page}"`))
    assert.equal((await notifications(carl)).length, 1)
  }),
]
