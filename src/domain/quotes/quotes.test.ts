// The verbs of consent: what they change once, what they never change, and what they count.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { postStatus } from '#domain/statuses/post-status.ts'
import { packPolicy, quoteAnswer, readPolicy } from '#domain/statuses/quote-policy.ts'
import type { QuoteDraft } from '#domain/statuses/draft.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { draftOf, posts, remotePerson } from '#test/seeds/village.ts'
import { acceptQuote } from './accept-quote.ts'
import { linkQuoted } from './link-quoted.ts'
import { quoteOfStatus } from './queries.ts'
import { refuseQuote } from './refuse-quote.ts'

let house: TestHouse
let ada: number
let far: number
before(async () => {
  house = await openTestHouse()
  ada = (await house.member('ada')).accountId
  far = await remotePerson(house, 'far')
})
after(() => house.remove())

let count = 0
async function quoting(draft: Partial<QuoteDraft>): Promise<number> {
  const quote: QuoteDraft = { quotedStatusId: null, quotedAccountId: null, quotedUri: null, state: 'pending', legacy: false, approvalUri: null, ...draft }
  const uri = `https://peer.example/notes/${count += 1}`
  return (await house.write((tx) => postStatus(tx, { ...draftOf(far, 'I quote', { uri }), quote }))).statusId
}

const quoteOf = async (statusId: number) => {
  const row = await quoteOfStatus(house.db, statusId)
  assert.ok(row)
  return row
}
const countOf = async (id: number) =>
  (await house.db.selectFrom('statuses').select('quotes_count').where('id', '=', id).executeTakeFirstOrThrow()).quotes_count

test('consent counts once, is taken back once, and is never given again by asking again', async () => {
  const quoted = await posts(house, ada, 'Mine')
  const { id } = await quoteOf(await quoting({ quotedStatusId: quoted, quotedAccountId: ada }))
  assert.deepEqual(await house.write(async (tx) => [await acceptQuote(tx, id), await acceptQuote(tx, id)]), [true, false])
  assert.equal(await countOf(quoted), 1)
  assert.deepEqual(await house.write(async (tx) => [await refuseQuote(tx, id), await refuseQuote(tx, id)]), [true, false])
  assert.equal(await countOf(quoted), 0)
  assert.equal(await house.write((tx) => acceptQuote(tx, id)), false)
  assert.equal(await countOf(quoted), 0)
})

test('what was declined may be accepted later', async () => {
  const quoted = await posts(house, ada, 'Mine, too')
  const statusId = await quoting({ quotedStatusId: quoted, quotedAccountId: ada })
  const { id } = await quoteOf(statusId)
  await house.write((tx) => refuseQuote(tx, id))
  assert.equal((await quoteOf(statusId)).state, 'rejected')
  assert.equal(await house.write((tx) => acceptQuote(tx, id)), true)
})

test('what is found later is linked; what is not for everybody is quoted by its author alone', async () => {
  const late = await quoting({ quotedUri: 'https://peer.example/late' })
  const own = await posts(house, far, 'My own', { uri: 'https://peer.example/late', visibility: 'private' })
  await house.write(async (tx) => linkQuoted(tx, (await quoteOf(late)).id, own))
  assert.deepEqual([(await quoteOf(late)).state, (await quoteOf(late)).quoted_status_id], ['accepted', own], 'oneself')
  const secret = await posts(house, ada, 'Not yours', { visibility: 'private' })
  const nosy = await quoting({ quotedUri: 'https://covey.test/x' })
  await house.write(async (tx) => linkQuoted(tx, (await quoteOf(nosy)).id, secret))
  assert.deepEqual([(await quoteOf(nosy)).state, (await quoteOf(nosy)).quoted_status_id], ['rejected', null])
})

test('policies: who is admitted at once, by hand, or not known', () => {
  const ask = (policy: number, more: object = {}) =>
    quoteAnswer({ policy, visibility: 'public', own: false, follows: false, followed: false, ...more })
  assert.deepEqual(readPolicy(packPolicy(['followers'], ['public'])), { automatic: ['followers'], manual: ['public'] })
  assert.deepEqual([ask(0), ask(0, { own: true }), ask(0, { own: true, visibility: 'direct' })], ['denied', 'automatic', 'denied'])
  assert.deepEqual([ask(packPolicy(['followers'])), ask(packPolicy(['followers']), { follows: true })], ['denied', 'automatic'])
  assert.deepEqual([ask(packPolicy(['following'])), ask(packPolicy(['following']), { followed: true })], ['denied', 'automatic'])
  assert.deepEqual([ask(packPolicy([], ['public'])), ask(packPolicy(['unsupported_policy']))], ['manual', 'unknown'])
})
