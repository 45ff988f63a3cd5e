// Quoting through the API, from all sides: who quotes, who is quoted, who follows, who may not, who blocks.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findDrift } from '#domain/counters/recount.ts'
import { quoteOfStatus } from '#domain/quotes/queries.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { Quote } from '#entities/quote.ts'
import type { Status } from '#entities/status.ts'
import type { Member } from '#test/support/members.ts'
import { draftOf, posts, remotePerson } from '#test/seeds/village.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let ada: Member
let ben: Member
let eve: Member
before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  ben = await server.member('ben')
  eve = await server.member('eve')
})
after(() => server.remove())

const call = <T>(who: Member, method: string, path: string, json?: object) =>
  server.call<T>(method, `/api/v1${path}`, { token: who.token, ...(json ? { json } : {}) })

async function ask<T = Status>(who: Member, method: string, path: string, json?: object): Promise<T> {
  const answer = await call<T>(who, method, path, json)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const post = (who: Member, status: string, rest: object = {}) => ask(who, 'POST', '/statuses', { status, ...rest })
const see = (who: Member, { id }: { id: string }) => ask(who, 'GET', `/statuses/${id}`)
const quoteIn = ({ quote }: Status): [string | undefined, string | undefined] => [quote?.state, (quote as Quote | null)?.quoted_status?.id]

test('a quote of a member’s post is there at once, is counted and told', async () => {
  const quoted = await post(ada, 'Words worth quoting')
  assert.deepEqual(quoted.quote_approval, { automatic: ['public'], manual: [], current_user: 'automatic' })
  const quote = await post(ben, 'Hear, hear', { quoted_status_id: quoted.id })
  assert.deepEqual(quoteIn(quote), ['accepted', quoted.id])
  assert.match(quote.content, new RegExp(`^<p class="quote-inline">RE: <a href="${server.url}/@ada/${quoted.id}"`))
  assert.equal((await see(ada, quoted)).quotes_count, 1)
  const [told] = await ask<{ type: string; status: Status }[]>(ada, 'GET', '/notifications?types[]=quote')
  assert.equal(told?.status.id, quote.id)
  assert.deepEqual((await ask<Status[]>(eve, 'GET', `/statuses/${quoted.id}/quotes`)).map((one) => one.id), [quote.id])
  assert.deepEqual(quoteIn((await server.call<Status>('GET', `/api/v1/statuses/${quote.id}`)).body), ['accepted', quoted.id], 'for everybody')
  assert.equal((await server.call('GET', `/api/v1/statuses/${quoted.id}/quotes`)).status, 401)
})

test('a quote in a quote is only named', async () => {
  const first = await post(ada, 'One')
  const second = await post(ben, 'Two', { quoted_status_id: first.id })
  const third = await post(eve, 'Three', { quoted_status_id: second.id })
  const inner = (third.quote as Quote).quoted_status?.quote
  assert.deepEqual(inner, { state: 'accepted', quoted_status_id: first.id })
})

test('a boost of a quote shows the quote', async () => {
  const quoted = await post(ada, 'Boost what quotes me')
  const quote = await post(ben, 'Look', { quoted_status_id: quoted.id })
  const boost = await ask(eve, 'POST', `/statuses/${quote.id}/reblog`)
  assert.deepEqual(boost.reblog && quoteIn(boost.reblog), ['accepted', quoted.id])
  const again = await post(eve, 'Quoting the boost is quoting the post', { quoted_status_id: boost.id })
  assert.deepEqual(quoteIn(again), ['accepted', quote.id])
})

test('who may quote: everybody, followers, nobody; changed at any time', async () => {
  const none = await post(ada, 'Not for quoting', { quote_approval_policy: 'nobody' })
  assert.deepEqual((await see(ben, none)).quote_approval, { automatic: [], manual: [], current_user: 'denied' })
  const refused = await call<{ error: string }>(ben, 'POST', '/statuses', { status: 'But', quoted_status_id: none.id })
  assert.deepEqual([refused.status, refused.body.error], [404, 'The post you are trying to quote does not appear to exist.'])
  assert.deepEqual(quoteIn(await post(ada, 'I may', { quoted_status_id: none.id })), ['accepted', none.id])
  const changed = await ask(ada, 'PUT', `/statuses/${none.id}/interaction_policy`, { quote_approval_policy: 'followers' })
  assert.deepEqual(changed.quote_approval, { automatic: ['followers'], manual: [], current_user: 'automatic' })
  assert.equal((await see(ben, none)).quote_approval.current_user, 'denied')
  await ask(ben, 'POST', `/accounts/${ada.accountId}/follow`)
  assert.equal((await see(ben, none)).quote_approval.current_user, 'automatic')
  assert.deepEqual(quoteIn(await post(ben, 'I follow', { quoted_status_id: none.id })), ['accepted', none.id])
  await ask(ben, 'POST', `/accounts/${ada.accountId}/unfollow`)
  assert.equal((await call(ben, 'PUT', `/statuses/${none.id}/interaction_policy`, { quote_approval_policy: 'public' })).status, 403)
  assert.equal((await call(ada, 'PUT', `/statuses/${none.id}/interaction_policy`, { quote_approval_policy: 'cats' })).status, 422)
  assert.equal((await ask(ada, 'PUT', `/statuses/${none.id}`, { status: 'Now for quoting', quote_approval_policy: 'public' })).quote_approval.automatic[0], 'public')
})

test('a member’s default counts where a post says nothing', async () => {
  await ask(eve, 'PATCH', '/accounts/update_credentials', { source: { quote_policy: 'nobody' } })
  assert.deepEqual((await post(eve, 'As usual')).quote_approval.automatic, [])
  assert.deepEqual((await post(eve, 'Not as usual', { quote_approval_policy: 'public' })).quote_approval.automatic, ['public'])
  await ask(eve, 'PATCH', '/accounts/update_credentials', { source: { quote_policy: 'public' } })
})

test('followers-only posts are quoted by their author alone, for followers at most; letters quote whom they name', async () => {
  const secret = await post(ada, 'For mine', { visibility: 'private' })
  assert.deepEqual(secret.quote_approval.automatic, [], 'nobody else, whatever was asked for')
  await ask(ben, 'POST', `/accounts/${ada.accountId}/follow`)
  assert.equal((await call(ben, 'POST', '/statuses', { status: 'x', quoted_status_id: secret.id })).status, 404)
  const own = await post(ada, 'As I said', { quoted_status_id: secret.id, visibility: 'public' })
  assert.deepEqual([own.visibility, ...quoteIn(own)], ['private', 'accepted', secret.id])
  const open = await post(ada, 'Open')
  assert.equal((await call<{ error: string }>(ben, 'POST', '/statuses', { status: 'psst', visibility: 'direct', quoted_status_id: open.id })).status, 422)
  assert.equal((await post(ben, '@ada psst', { visibility: 'direct', quoted_status_id: open.id })).visibility, 'direct')
  const quiet = await post(ben, 'For my followers', { visibility: 'private', quoted_status_id: open.id })
  assert.deepEqual(quoteIn(await see(ada, quiet)), ['accepted', open.id], 'who is quoted may read it')
  assert.equal((await call(eve, 'GET', `/statuses/${quiet.id}`)).status, 404)
  await ask(ben, 'POST', `/accounts/${ada.accountId}/unfollow`)
})

test('consent is taken back for good, by the author alone', async () => {
  const quoted = await post(ada, 'Please do not')
  const quote = await post(ben, 'Too late?', { quoted_status_id: quoted.id })
  const path = `/statuses/${quoted.id}/quotes/${quote.id}/revoke`
  assert.equal((await call(ben, 'POST', path)).status, 403)
  assert.equal((await call(ada, 'POST', `/statuses/${quote.id}/quotes/${quoted.id}/revoke`)).status, 404)
  assert.deepEqual(quoteIn(await ask(ada, 'POST', path)), ['revoked', undefined])
  assert.deepEqual(quoteIn(await see(ben, quote)), ['revoked', undefined])
  assert.deepEqual(quoteIn(await ask(ada, 'POST', path)), ['revoked', undefined], 'twice')
  assert.equal((await see(ada, quoted)).quotes_count, 0)
})

test('blocks, mutes and deletion change what a quote shows', async () => {
  const quoted = await post(ada, 'Around the corner')
  const quote = await post(ben, 'See', { quoted_status_id: quoted.id })
  await ask(eve, 'POST', `/accounts/${ada.accountId}/mute`)
  assert.deepEqual(quoteIn(await see(eve, quote)), ['muted_account', quoted.id])
  await ask(eve, 'POST', `/accounts/${ada.accountId}/block`)
  assert.deepEqual(quoteIn(await see(eve, quote)), ['blocked_account', quoted.id])
  await ask(eve, 'POST', `/accounts/${ada.accountId}/unblock`)
  await ask(eve, 'POST', `/accounts/${ada.accountId}/unmute`)
  await ask(ada, 'POST', `/accounts/${eve.accountId}/block`)
  assert.deepEqual(quoteIn(await see(eve, quote)), ['unauthorized', undefined])
  await ask(ada, 'POST', `/accounts/${eve.accountId}/unblock`)
  const kept = await ask(ben, 'PUT', `/statuses/${quote.id}`, { status: 'See there' })
  assert.deepEqual(quoteIn(kept), ['accepted', quoted.id], 'an edit keeps it')
  assert.match(kept.content, /^<p class="quote-inline">/)
  await ask(ada, 'PUT', `/statuses/${quoted.id}`, { status: 'Around another corner' })
  const [told] = await ask<{ status: Status }[]>(ben, 'GET', '/notifications?types[]=quoted_update')
  assert.equal(told?.status.id, quote.id, 'shown by one’s own post')
  await ask(ada, 'DELETE', `/statuses/${quoted.id}`)
  assert.deepEqual(quoteIn(await see(ben, quote)), ['deleted', undefined])
})

test('every version of a post tells what it quotes, as whoever asks may see it', async () => {
  const quoted = await post(ada, 'Mentioned in versions')
  const quote = await post(ben, 'First words', { quoted_status_id: quoted.id })
  const versions = (who: Member) => ask<{ content: string; quote: Quote | null }[]>(who, 'GET', `/statuses/${quote.id}/history`)
  assert.deepEqual((await versions(eve)).map((one) => one.quote?.quoted_status?.id), [quoted.id], 'never edited')
  await ask(ben, 'PUT', `/statuses/${quote.id}`, { status: 'Second words' })
  assert.deepEqual((await versions(eve)).map((one) => [one.quote?.state, one.quote?.quoted_status?.id]), [['accepted', quoted.id], ['accepted', quoted.id]])
  await ask(eve, 'POST', `/accounts/${ada.accountId}/block`)
  assert.deepEqual((await versions(eve)).map((one) => one.quote?.state), ['blocked_account', 'blocked_account'])
  await ask(eve, 'POST', `/accounts/${ada.accountId}/unblock`)
  await ask(ada, 'POST', `/statuses/${quoted.id}/quotes/${quote.id}/revoke`)
  assert.deepEqual((await versions(eve)).map((one) => one.quote), [{ state: 'revoked', quoted_status: null }, { state: 'revoked', quoted_status: null }])
  const plain = await post(ben, 'Quotes nothing')
  await ask(ben, 'PUT', `/statuses/${plain.id}`, { status: 'Still nothing' })
  assert.deepEqual((await ask<{ quote: null }[]>(ben, 'GET', `/statuses/${plain.id}/history`)).map((one) => one.quote), [null, null])
})

test('what people of a server that one hides say, and of servers that are away, is told as such', async () => {
  const far = await remotePerson(server.house, 'faraway', 'hidden.example')
  const said = await posts(server.house, far, 'From far away', { uri: 'https://hidden.example/1' })
  const { statusId } = await server.house.write((tx) => postStatus(tx, { ...draftOf(Number(ben.accountId), 'I quote'), quote: {
    quotedStatusId: said, quotedAccountId: far, quotedUri: null, state: 'accepted', legacy: false, approvalUri: null,
  } }))
  const quote = { id: String(statusId) }
  assert.deepEqual(quoteIn(await see(eve, quote)), ['accepted', String(said)])
  await server.call('POST', '/api/v1/domain_blocks', { token: eve.token, form: { domain: 'hidden.example' } })
  assert.deepEqual(quoteIn(await see(eve, quote)), ['blocked_domain', String(said)])
  await server.call('DELETE', '/api/v1/domain_blocks', { token: eve.token, form: { domain: 'hidden.example' } })
  assert.deepEqual(quoteIn(await see(eve, quote)), ['accepted', String(said)])
  const row = await quoteOfStatus(server.house.db, statusId)
  for (const state of ['pending', 'rejected'] as const) {
    await server.house.write((tx) => tx.db.updateTable('quotes').set({ state }).where('id', '=', row?.id ?? 0).execute())
    assert.deepEqual(quoteIn(await see(eve, quote)), [state, undefined])
  }
})

test('a deleted quote counts no more, and no counter drifts', async () => {
  const quoted = await post(ada, 'Count me')
  const quote = await post(ben, '', { quoted_status_id: quoted.id })
  assert.deepEqual(quoteIn(quote), ['accepted', quoted.id], 'a quote needs no words')
  await ask(ben, 'DELETE', `/statuses/${quote.id}`)
  assert.equal((await see(ada, quoted)).quotes_count, 0)
  const { drift } = await findDrift(server.house.db, { table: 'statuses', after: 0 })
  assert.deepEqual(drift, [])
})

test('a scheduled post keeps what it quotes', async () => {
  const quoted = await post(ada, 'Later, please')
  const at = new Date(Date.now() + 3_600_000).toISOString()
  const scheduled = await ask<{ params: Record<string, unknown> }>(ben, 'POST', '/statuses', {
    status: 'Then', quoted_status_id: quoted.id, quote_approval_policy: 'nobody', scheduled_at: at,
  })
  assert.deepEqual([String(scheduled.params['quoted_status_id']), scheduled.params['quote_approval_policy']], [quoted.id, 'nobody'])
})
