// What a page of home costs the database: at most twelve statements, whatever is on it and however much.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { favourite } from '#domain/interactions/favourite.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import { createRemoteMedia } from '#domain/media/remote-media.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { Status } from '#entities/status.ts'
import { statementsOf } from '#test/support/count-statements.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { boosts, draftOf, follows, remotePerson } from '#test/seeds/village.ts'

let server: TestServer
before(async () => { server = await startTestServer() })
after(() => server.remove())

test('a page of home takes at most twelve statements, with everything on it', async () => {
  const { house } = server
  const [ada, ben] = [await server.member('ada'), await server.member('ben')]
  const far = await remotePerson(house, 'far', 'peer.example')
  const gone = await remotePerson(house, 'gone', 'peer.example')
  for (const author of [ben.accountId, far]) await follows(house, ada.accountId, author)
  await house.write(async (tx) => {
    await keepRemoteEmojis(tx, 'peer.example', [{ shortcode: 'wave', remoteUrl: 'https://peer.example/wave.png' }])
    await tx.db.insertInto('preview_cards').values({
      id: tx.id(), url: 'https://page.example/', host: 'page.example', state: 'ready', details: JSON.stringify({ type: 'link', title: 'A page', authorName: '', authorUrl: '', publishedAt: null }),
      author_account_id: gone, created_at: tx.now, fetched_at: tx.now,
    }).execute()
    await tx.db.updateTable('accounts').set({ moved_to_account_id: gone }).where('id', '=', far).execute()
  })
  for (let index = 0; index < 25; index++) {
    const author = index % 2 === 0 ? ben.accountId : far
    const draft = draftOf(author, `post ${index} :wave:`, {
      mentions: [ada.accountId], tags: [`tag${index % 5}`], ...(author === far ? { uri: `https://peer.example/notes/${index}` } : {}),
    })
    const statusId = await house.write(async (tx) => {
      const posted = await postStatus(tx, { ...draft, poll: { options: ['one', 'two'], multiple: false, hideTotals: false, expiresAt: null } })
      const media = await createRemoteMedia(tx, { statusId: posted.statusId, accountId: author }, [
        { type: 'image', contentType: null, remoteUrl: 'https://peer.example/x.png', description: null, blurhash: null, focus: null, width: null, height: null },
      ])
      await tx.db.updateTable('statuses').set({ media_ids: JSON.stringify(media), card_id: tx.db.selectFrom('preview_cards').select('id') }).where('id', '=', posted.statusId).execute()
      await favourite(tx, ada.accountId, posted.statusId)
      return posted.statusId
    })
    if (index % 4 === 0) await boosts(house, far, statusId)
  }
  // The first call is written down aside, and what the posts left to do is done: nothing else reads meanwhile.
  await server.call('GET', '/api/v1/timelines/home', { token: ada.token })
  await server.idle()
  let page: Status[] = []
  const seen = await statementsOf(house, async () => {
    const { status, body } = await server.call<Status[]>('GET', '/api/v1/timelines/home', { token: ada.token })
    assert.equal(status, 200)
    page = body
  })
  assert.equal(page.length, 20)
  const texts = page.map((one) => one.reblog ?? one)
  assert.ok(texts.every((one) => one.poll && one.media_attachments.length === 1 && one.mentions.length === 1 && one.tags.length === 1 && one.card?.authors[0]?.account))
  assert.ok(texts.some((one) => one.emojis.length > 0) && page.some((one) => one.account.moved))
  assert.ok(seen.length >= 9, 'the statements were not seen')
  assert.ok(seen.length <= 12, `${seen.length} statements:\n${seen.join('\n')}`)
})
