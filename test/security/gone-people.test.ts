// Somebody is suspended, or closes the door on somebody else: their words are looked for in every place of the API and on
// the pages where they stood before.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appOn } from '#test/support/app.ts'
import { runJobs } from '#test/support/run-jobs.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { timelineJobs } from '#domain/timelines/timeline-jobs.ts'

const SECRET = 'xylophonic'
let server: TestServer
let reader: Member

const { as, post } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  reader = await server.member('reader')
})
after(() => server.remove())

interface Author { member: Member; places: string[] }
interface Named { id: string }

/** An author whose words are in as many places as there are, with the paths of all of them. */
async function wordsEverywhere(name: string): Promise<Author> {
  const author = await server.member(name)
  const [witness] = [await server.member(`${name}_witness`)]
  const me = `/accounts/${author.accountId}`
  await server.call('PATCH', '/api/v1/accounts/update_credentials', { token: author.token, json: { note: `${SECRET} bio`, display_name: `${SECRET} name`, discoverable: true, indexable: true } })
  for (const who of [reader, witness]) await as(who, 'POST', `${me}/follow`, { json: { notify: true } })
  const list = (await as<Named>(reader, 'POST', '/lists', { json: { title: name } })).body.id
  await as(reader, 'POST', `/lists/${list}/accounts`, { json: { account_ids: [author.accountId] } })
  const root = await post(reader, `a question for @${name}`)
  const open = await post(author, `${SECRET} #${name}tag @reader`, { in_reply_to_id: root.id, spoiler_text: `${SECRET} warning` })
  const plain = await post(author, `${SECRET} plain #${name}tag`, { poll: { options: [`${SECRET} a`, 'b'], expires_in: 3600 } })
  const closed = await post(author, `${SECRET} private @reader`, { visibility: 'private' })
  await post(author, `${SECRET} direct @reader`, { visibility: 'direct' })
  await as(author, 'PUT', `/statuses/${open.id}`, { json: { status: `${SECRET} #${name}tag @reader edited` } })
  for (const status of [open, plain]) {
    for (const act of ['favourite', 'bookmark']) await as(reader, 'POST', `/statuses/${status.id}/${act}`)
    await as(witness, 'POST', `/statuses/${status.id}/reblog`)
  }
  await as(author, 'POST', `/statuses/${plain.id}/pin`)
  await as(author, 'POST', `/statuses/${root.id}/favourite`)
  await as(author, 'POST', `/accounts/${reader.accountId}/follow`)
  await as(author, 'POST', `/statuses/${root.id}/reblog`)
  await runJobs(server.house, timelineJobs(server.house) as never)
  const ids = [open.id, plain.id, closed.id]
  return {
    member: author,
    places: [
      ...['', '?pinned=true', '?exclude_replies=true', '?tagged=TAG'].map((query) => `/api/v1${me}/statuses${query.replace('TAG', `${name}tag`)}`),
      `/api/v1${me}`, `/api/v1/accounts?id[]=${author.accountId}`, `/api/v1/accounts/lookup?acct=${name}`, `/api/v1/accounts/${witness.accountId}/statuses`,
      `/api/v1/accounts/${reader.accountId}/followers`, `/api/v1/accounts/${reader.accountId}/following`,
      ...ids.flatMap((id) => ['', '/context', '/history', '/source', '/favourited_by'].map((path) => `/api/v1/statuses/${id}${path}`)),
      `/api/v1/statuses?id[]=${ids.join('&id[]=')}`, `/api/v1/statuses/${root.id}/context`, `/api/v1/statuses/${root.id}/favourited_by`, `/api/v1/statuses/${root.id}/reblogged_by`,
      `/api/v1/polls/${plain.poll?.id}`, '/api/v1/timelines/home', '/api/v1/timelines/public', '/api/v1/timelines/public?local=true', `/api/v1/timelines/tag/${name}tag`,
      `/api/v1/timelines/list/${list}`, `/api/v1/lists/${list}/accounts`, '/api/v1/favourites', '/api/v1/bookmarks', '/api/v1/conversations',
      '/api/v1/notifications', '/api/v2/notifications', '/api/v1/notifications?include_filtered=true', '/api/v1/notifications/requests', '/api/v1/directory', '/api/v1/directory?order=new',
      '/api/v2/suggestions', `/api/v2/search?q=${SECRET}`, `/api/v2/search?q=${name}`, `/api/v1/accounts/search?q=${SECRET}`, `/api/v1/accounts/search?q=${name}`,
      `/api/v2/search?resolve=true&q=${encodeURIComponent(`${server.url}/@${name}/${open.id}`)}`, `/api/v2/search?resolve=true&q=${encodeURIComponent(`${server.url}/@${name}`)}`,
      `/api/v1/accounts/familiar_followers?id[]=${author.accountId}`,
    ],
  }
}

/** The places that still have the words; `kept` says which may. */
async function telling(places: readonly string[], token: string | undefined, words = SECRET): Promise<string[]> {
  const found: string[] = []
  for (const place of places) {
    const { text, status } = await server.call('GET', place, { token })
    assert.ok(status < 500, `${place}: ${status}`)
    if (text.includes(words)) found.push(place)
  }
  return found
}

test('of a suspended member nothing is left to read, for anybody, anywhere', async () => {
  const { member, places } = await wordsEverywhere('gone')
  const seen = await telling(places, reader.token)
  for (const place of ['/timelines/home', '/timelines/list', '/timelines/public', '/notifications', '/conversations', '/favourites', '/bookmarks', '/directory', '/search', '/polls/', '/tag/']) {
    assert.ok(seen.some((one) => one.includes(place)), `${place} had it before: ${seen.join(' ')}`)
  }
  await server.house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', member.accountId).execute())
  assert.deepEqual(await telling(places, reader.token), [])
  assert.deepEqual(await telling(places, undefined), [])
  assert.deepEqual(await telling(['/@gone', '/@gone.rss', '/tags/gonetag', '/@gone_witness', '/explore', '/public'], undefined), [])
  const counted = await server.call<{ count: number }>('GET', '/api/v1/notifications/unread_count', { token: reader.token })
  const listed = await server.call<unknown[]>('GET', '/api/v1/notifications?limit=80', { token: reader.token })
  assert.equal(counted.body.count, listed.body.length)
})

test('whoever is blocked reads nothing more that the other writes or has written', async () => {
  const { member, places } = await wordsEverywhere('shut')
  await as(member, 'POST', `/accounts/${reader.accountId}/block`)
  const words = await telling(places, reader.token)
  // The profile itself stays, as in Mastodon; so do its name and bio wherever accounts are listed. Words of posts do not.
  for (const place of words) {
    const { text } = await server.call('GET', place, { token: reader.token })
    assert.doesNotMatch(text, new RegExp(`${SECRET} (?:plain|private|direct|warning|a"|#)`), place)
  }
})
