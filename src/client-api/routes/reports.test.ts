// POST /api/v1/reports as an app sends it, and what the staff and the reported person see of it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { takeMeasure } from '#domain/moderation/act.ts'
import { undoAct } from '#domain/moderation/undo.ts'
import { createToken } from '#domain/access/tokens.ts'
import { appOn, says, type Status } from '#test/support/app.ts'
import { lettersTo } from '#test/support/outbox.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

interface Report {
  id: string; action_taken: boolean; action_taken_at: string | null; category: string; comment: string; forwarded: boolean; status_ids: string[]
  collection_ids: string[]; rule_ids: string[] | null; target_account: { id: string; acct: string }
}
interface Told { type: string; account: { acct: string }; report?: Report; moderation_warning?: { action: string; text: string; status_ids: string[]; appeal: null; target_account: { acct: string } } }
interface Grouped { notification_groups: { type: string; report?: Report }[] }

let server: TestServer
let ann: Member
let bob: Member
let rana: Member
const { as, post } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  ;[ann, bob, rana] = [await server.member('ann'), await server.member('bob'), await server.member('rana')]
  await server.house.write((tx) => changeRole(tx, rana.userId, MODERATOR_ROLE_ID))
})
after(() => server.remove())

const notes = async (who: Member, type: string) => (await as<Told[]>(who, 'GET', '/notifications', { query: { types: [type] } })).body

test('a report is answered whole, and the staff hear of it in both kinds of lists', async () => {
  const status = await post(bob, 'something rude')
  const { status: code, body } = await as<Report>(ann, 'POST', '/reports', { json: { account_id: String(bob.accountId), status_ids: [status.id], comment: 'Rude.', category: 'spam', forward: true } })
  assert.equal(code, 200)
  const { id, target_account: target, ...rest } = body
  assert.deepEqual({ ...rest, created_at: '' }, {
    action_taken: false, action_taken_at: null, category: 'spam', comment: 'Rude.', forwarded: false, created_at: '', status_ids: [status.id], collection_ids: [], rule_ids: null,
  })
  assert.equal(target.acct, 'bob')
  const [told] = await notes(rana, 'admin.report')
  assert.deepEqual([told?.account.acct, told?.report?.id, told?.report?.comment], ['ann', id, 'Rude.'])
  const grouped = await server.call<Grouped>('GET', '/api/v2/notifications', { token: rana.token, query: { types: ['admin.report'] } })
  assert.equal(grouped.body.notification_groups[0]?.report?.id, id)
  for (const who of [ann, bob]) assert.deepEqual(await notes(who, 'admin.report'), [])
})

test('collections of the reported person are named in a report, nobody else’s', async () => {
  const made = async (who: Member) => (await as<{ collection: { id: string } }>(who, 'POST', '/collections', { json: { name: 'Rude people' } })).body.collection.id
  const [his, hers] = [await made(bob), await made(ann)]
  const { status: code, body } = await as<Report>(ann, 'POST', '/reports', { json: { account_id: String(bob.accountId), collection_ids: [his] } })
  assert.deepEqual([code, body.collection_ids], [200, [his]])
  says(await as(ann, 'POST', '/reports', { json: { account_id: String(bob.accountId), collection_ids: [his, hers] } }), 404, 'Record not found')
  await as(bob, 'DELETE', `/collections/${his}`)
})

test('what is wrong is refused', async () => {
  says(await as(ann, 'POST', '/reports', { json: { account_id: '1234' } }), 404, 'Record not found')
  says(await as(ann, 'POST', '/reports', { json: {} }), 404, 'Record not found')
  says(await as(ann, 'POST', '/reports', { form: { account_id: bob.accountId, comment: 'x'.repeat(1001) } }), 422, 'Validation failed: Comment is too long (maximum is 1000 characters)')
  says(await as(ann, 'POST', '/reports', { form: { account_id: bob.accountId, rule_ids: ['5'] } }), 422, /rules/)
  assert.equal((await as(ann, 'POST', '/reports', { form: { account_id: bob.accountId, category: 'sorrow' } })).status, 422)
  const { token } = await server.house.write((tx) => createToken(tx, { userId: ann.userId, scopes: 'write:statuses' }))
  assert.equal((await server.call('POST', '/api/v1/reports', { token, form: { account_id: bob.accountId } })).status, 403)
})

test('a member reads what was decided about them, from nobody in particular', async () => {
  const status = await post(bob, 'again')
  await server.house.write((tx) => takeMeasure(tx, { by: rana.accountId, targetId: bob.accountId, measure: 'warn', text: 'Please stop.', statusIds: [Number(status.id)] }))
  const [told] = await notes(bob, 'moderation_warning')
  assert.equal(told?.account.acct, 'bob')
  assert.deepEqual([told?.moderation_warning?.action, told?.moderation_warning?.text, told?.moderation_warning?.status_ids, told?.moderation_warning?.appeal], ['none', 'Please stop.', [status.id], null])
  assert.ok(!JSON.stringify(told).includes('rana'))
  const letter = (await lettersTo(server, 'bob@people.example')).at(-1)
  assert.match(letter?.text ?? '', /They write:\s+> Please stop\.\s+It is about one of your posts\./)
})

test('a suspended person is out and unseen, and back as before when it is taken back', async () => {
  const status = await post(bob, 'still here?')
  const state = async () => [
    (await as(bob, 'GET', '/accounts/verify_credentials')).status, (await as(ann, 'GET', `/statuses/${status.id}`)).status,
    (await server.call<Status[]>('GET', '/api/v1/timelines/public', { token: ann.token })).body.some((one) => one.id === status.id),
    (await server.call('GET', `/@bob/${status.id}`)).status, (await as<{ suspended?: boolean }>(ann, 'GET', `/accounts/${bob.accountId}`)).body.suspended ?? false,
    (await server.call<{ suspended?: boolean }>('GET', `/ap/users/${bob.accountId}`, { headers: { accept: 'application/activity+json' } })).body.suspended ?? false,
  ]
  assert.deepEqual(await state(), [200, 200, true, 200, false, false])
  const logId = await server.house.write((tx) => takeMeasure(tx, { by: rana.accountId, targetId: bob.accountId, measure: 'suspend' }))
  assert.deepEqual(await state(), [403, 404, false, 403, true, true])
  await server.house.write((tx) => undoAct(tx, { by: rana.accountId, logId }))
  assert.deepEqual((await state()).filter((_, at) => at !== 3), [200, 200, true, false, false])
})
