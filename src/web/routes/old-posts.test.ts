// The page on which a member decides about their old posts, from the form to the posts that go, also after a restart.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changePassword } from '#domain/access/users.ts'
import { oldPostsPolicy } from '#domain/old-posts/policy.ts'
import { removeOldPosts } from '#domain/old-posts/remove-old-posts.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { openBrowser } from '#test/support/browser.ts'
import { draftOf, posts } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const DAY = 24 * 3_600_000
const PASSWORD = 'correct horse battery'
let server: TestServer
before(async () => { server = await startTestServer() })
after(() => server.remove())

async function signedIn(name: string) {
  const member = await server.member(name)
  const hash = await hashPassword(PASSWORD)
  await server.house.write((tx) => changePassword(tx, member.userId, hash))
  const browser = openBrowser(server.url)
  await browser.get('/auth/sign_in')
  assert.equal((await browser.submit('/auth/sign_in', { email: `${name}@people.example`, password: PASSWORD })).status, 303)
  return { member, browser }
}

test('strangers are asked to sign in; Mastodon’s address leads to the page', async () => {
  assert.equal((await openBrowser(server.url).get('/settings/old-posts')).status, 303)
  const { browser } = await signedIn('ida')
  assert.equal((await browser.get('/statuses_cleanup')).location, '/settings/old-posts')
  assert.match((await browser.get('/auth/edit')).html, /settings\/old-posts[^]*They stay/)
})

test('the page shows what counts, keeps what is chosen and refuses what is no number', async () => {
  const { member, browser } = await signedIn('una')
  const page = await browser.get('/settings/old-posts')
  assert.match(page.html, /name="pinned"[^>]*checked/)
  assert.doesNotMatch(page.html, /name="enabled"[^>]*checked/)
  const answer = await browser.submit('/settings/old-posts', { enabled: '1', age: '365', polls: '1', min_favourites: '3' })
  assert.equal(answer.location, '/settings/old-posts?notice=saved')
  assert.deepEqual(await oldPostsPolicy(server.house.db, member.accountId), {
    enabled: true, minAgeDays: 365, minFavourites: 3, minReblogs: null,
    keep: { pinned: false, direct: false, favourited: false, bookmarked: false, polls: true, media: false },
  })
  const again = await browser.get('/settings/old-posts?notice=saved')
  assert.match(again.html, /Saved\.[^]*name="enabled"[^>]*checked[^]*value="365" selected/)
  assert.match((await browser.get('/auth/edit')).html, /They go by themselves/)
  await browser.get('/settings/old-posts')
  const wrong = await browser.submit('/settings/old-posts', { enabled: '1', age: '14', min_reblogs: 'many' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /A whole number from 1 on/)
  await browser.get('/settings/old-posts')
  assert.equal((await browser.submit('/settings/old-posts', { enabled: '1', age: '2' })).status, 400)
  assert.equal((await oldPostsPolicy(server.house.db, member.accountId)).minAgeDays, 365, 'nothing was changed')
})

/** A post as it is `days` after it was written. */
const longAgo = (accountId: number, days: number): Promise<number> => server.house.write(async (tx) =>
  (await postStatus(tx, { ...draftOf(accountId, 'Said long ago', { createdAt: tx.now - days * DAY }), fetched: true })).statusId)

test('what was decided is carried out, also after a restart: the post is missing for everybody', async () => {
  const { member, browser } = await signedIn('odo')
  const old = await longAgo(member.accountId, 20)
  const young = await posts(server.house, member.accountId, 'Said just now')
  await browser.get('/settings/old-posts')
  await browser.submit('/settings/old-posts', { enabled: '1', age: '30' })
  await removeOldPosts(server.house)
  assert.equal((await server.call('GET', `/api/v1/statuses/${old}`)).status, 200, 'not old enough')
  await browser.get('/settings/old-posts')
  await browser.submit('/settings/old-posts', { enabled: '1', age: '14' })
  await server.stop()
  await server.restart()
  await removeOldPosts(server.house)
  assert.equal((await server.call('GET', `/api/v1/statuses/${old}`)).status, 404)
  assert.equal((await server.call('GET', `/api/v1/statuses/${old}`, { token: member.token })).status, 404)
  assert.equal((await server.call('GET', `/api/v1/statuses/${young}`)).status, 200)
})
