// Quotes with consent: asked for, given, declined, taken back, and what quotes show when what they quote goes.
import assert from 'node:assert/strict'
import { activity, follows, type Activity, type Scene } from '../activity.ts'
import { findPost, home, notifications, post, relate, statusOf, visit, AS2, type Status } from '../person.ts'

interface Quoting extends Status {
  quote: { state: string; quoted_status: Quoting | null } | null
  quotes_count: number
  quote_approval: { automatic: string[]; manual: string[]; current_user: string }
}

const quoteOf = (status: Status | undefined): [string | undefined, string | undefined] => {
  const { quote } = status as Quoting
  return [quote?.state, quote?.quoted_status?.uri]
}

/** ann quotes ben's post; both as ann's server has them. */
async function quoted(scene: Scene, rest: object = {}): Promise<{ theirs: Status; here: Quoting; quote: Status }> {
  const theirs = await post(scene.ben, 'Quote me', rest)
  const here = await findPost(scene.ann, theirs.url) as Quoting
  assert.ok(here)
  const quote = await post(scene.ann, 'Look at this', { quoted_status_id: here.id })
  return { theirs, here, quote }
}

export const quotes: Activity[] = [
  activity('QuoteRequest, accepted', async (scene) => {
    const { ann, ben, there, settle } = scene
    const fan = await there.newcomer('fan')
    await follows(scene, fan, ann)
    const { theirs, here, quote } = await quoted(scene)
    assert.deepEqual([here.quote_approval.automatic, here.quote_approval.current_user], [['public'], 'automatic'])
    assert.deepEqual(quoteOf(quote), ['pending', undefined], 'nothing is shown before the author agrees')
    await settle()
    assert.deepEqual(quoteOf(await statusOf(ann, quote.id)), ['accepted', theirs.uri])
    assert.equal((await statusOf(ben, theirs.id) as Quoting).quotes_count, 1)
    const [told] = await notifications(ben, 'quote')
    assert.deepEqual([told?.account.acct, told?.status?.uri], [ann.handle, quote.uri])
    assert.deepEqual(quoteOf(told?.status), ['accepted', theirs.uri])
    assert.deepEqual(quoteOf((await home(fan)).find((one) => one.uri === quote.uri)), ['accepted', theirs.uri], 'who follows sees it, too')
    const list = await ben.ask<Status[]>('GET', `/v1/statuses/${theirs.id}/quotes`)
    assert.deepEqual(list.map((one) => one.uri), [quote.uri])
    const note = JSON.parse((await visit(quote.uri, AS2)).body.toString()) as { quote: string; quoteAuthorization: string; content: string }
    assert.equal(note.quote, theirs.uri)
    assert.match(note.content, /^<p class="quote-inline">RE: <a href=/)
    const stamp = JSON.parse((await visit(note.quoteAuthorization, AS2)).body.toString()) as Record<string, unknown>
    assert.deepEqual([stamp['type'], stamp['interactingObject'], stamp['interactionTarget']], ['QuoteAuthorization', quote.uri, theirs.uri])
  }),

  activity('QuoteRequest, declined', async (scene) => {
    const { ann, ben, settle } = scene
    const { theirs, quote } = await quoted(scene)
    // The post was known here before its author changed their mind, and the news has not come yet.
    await ben.ask('PUT', `/v1/statuses/${theirs.id}/interaction_policy`, { json: { quote_approval_policy: 'nobody' } })
    await settle()
    const [state, shown] = quoteOf(await statusOf(ann, quote.id))
    assert.ok(state === 'rejected' || state === 'accepted', String(state))
    assert.equal(shown === undefined, state === 'rejected')
    const again = await findPost(ann, (await post(ben, 'Not this one', { quote_approval_policy: 'nobody' })).url) as Quoting
    assert.equal(again.quote_approval.current_user, 'denied')
    assert.equal((await ann.call('POST', '/v1/statuses', { json: { status: 'But I do', quoted_status_id: again.id } })).status, 404)
  }),

  activity('QuoteRequest by a follower', async (scene) => {
    const { ann, ben, settle } = scene
    const theirs = await post(ben, 'For those who follow me', { quote_approval_policy: 'followers' })
    const here = await findPost(ann, theirs.url) as Quoting
    assert.deepEqual([here.quote_approval.automatic, here.quote_approval.current_user], [['followers'], 'denied'])
    await follows(scene, ann, ben)
    assert.equal((await statusOf(ann, here.id) as Quoting).quote_approval.current_user, 'automatic')
    const quote = await post(ann, 'I follow', { quoted_status_id: here.id })
    await settle()
    assert.deepEqual(quoteOf(await statusOf(ann, quote.id)), ['accepted', theirs.uri])
  }),

  activity('Delete of a QuoteAuthorization', async (scene) => {
    const { ann, ben, settle } = scene
    await follows(scene, ben, ann)
    const { theirs, quote } = await quoted(scene)
    await settle()
    const note = JSON.parse((await visit(quote.uri, AS2)).body.toString()) as { quoteAuthorization: string }
    const [copy] = (await ben.ask<Status[]>('GET', `/v1/statuses/${theirs.id}/quotes`))
    const revoked = await ben.ask<Status>('POST', `/v1/statuses/${theirs.id}/quotes/${copy?.id}/revoke`)
    assert.deepEqual(quoteOf(revoked), ['revoked', undefined])
    await settle()
    assert.deepEqual(quoteOf(await statusOf(ann, quote.id)), ['revoked', undefined])
    assert.equal((await statusOf(ben, theirs.id) as Quoting).quotes_count, 0)
    assert.deepEqual(await ben.ask<Status[]>('GET', `/v1/statuses/${theirs.id}/quotes`), [])
    assert.equal((await visit(note.quoteAuthorization, AS2)).status, 410)
  }),

  activity('Create with a quote that a third server verifies', async (scene) => {
    const { ann, ben, here, settle } = scene
    // carl quotes ann on one server; ben, who follows carl, has never seen ann's post.
    const carl = await here.newcomer('carl')
    await follows(scene, ben, carl)
    const own = await post(ann, 'Here first')
    const quote = await post(carl, 'As ann says', { quoted_status_id: own.id })
    assert.deepEqual(quoteOf(quote), ['accepted', own.uri])
    await settle()
    const copy = (await home(ben)).find((one) => one.uri === quote.uri)
    assert.deepEqual(quoteOf(copy), ['accepted', own.uri])
    assert.equal((copy as Quoting).quote?.quoted_status?.account.acct, ann.handle)
  }),

  activity('A quoted post is edited and deleted', async (scene) => {
    const { ann, ben, settle } = scene
    const { theirs, quote } = await quoted(scene)
    await settle()
    await ben.ask('PUT', `/v1/statuses/${theirs.id}`, { json: { status: 'Quote me otherwise' } })
    await settle()
    const [told] = await notifications(ann, 'quoted_update')
    assert.deepEqual([told?.account.acct, told?.status?.id], [ben.handle, quote.id])
    assert.match((await statusOf(ann, quote.id) as Quoting).quote?.quoted_status?.content ?? '', /otherwise/)
    await ben.ask('DELETE', `/v1/statuses/${theirs.id}`)
    await settle()
    assert.deepEqual(quoteOf(await statusOf(ann, quote.id)), ['deleted', undefined])
  }),

  activity('Quotes of somebody blocked', async (scene) => {
    const { ann, ben, settle } = scene
    const { theirs, quote } = await quoted(scene)
    await settle()
    await relate(ann, 'mute', (await statusOf(ann, quote.id) as Quoting).quote?.quoted_status?.account.id ?? '')
    assert.deepEqual(quoteOf(await statusOf(ann, quote.id)), ['muted_account', theirs.uri])
    const copy = (await ben.ask<Status[]>('GET', `/v1/statuses/${theirs.id}/quotes`))[0]
    await relate(ben, 'block', copy?.account.id ?? '')
    await settle()
    assert.deepEqual(quoteOf(await statusOf(ann, quote.id)), ['unauthorized', undefined])
    const other = await post(ben, 'Not for ann')
    assert.equal(await findPost(ann, other.url).then((found) => found === undefined || true), true)
  }),
]
