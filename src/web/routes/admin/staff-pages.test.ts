// The staff's pages as a reviewer uses them: without script, one form after the other.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ADMIN_ROLE_ID, MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole, userById } from '#domain/access/users.ts'
import { startSession } from '#domain/access/web-sessions.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { applicationOf, openApplication } from '#domain/onboarding/applications.ts'
import { addQuestion, keepAnswers } from '#domain/onboarding/questions.ts'
import { fileReport } from '#domain/moderation/file-report.ts'
import { requireReport } from '#domain/moderation/reports.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { editStatus } from '#domain/statuses/edit-status.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import { appOn } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let rana: Member
let kit: Member
let bob: Member
let ann: Member
let reviewer: Browser
let second: Browser
const { post } = appOn(() => server)

async function browserOf({ userId }: Member): Promise<Browser> {
  const browser = openBrowser(server.url)
  browser.cookies.set('covey_session', (await server.house.write((tx) => startSession(tx, userId, { ip: null, userAgent: null }))).cookie)
  return browser
}

before(async () => {
  server = await startTestServer()
  ;[rana, kit, bob, ann] = [await server.member('rana'), await server.member('kit'), await server.member('bob'), await server.member('ann')]
  await server.house.write(async (tx) => {
    await changeRole(tx, rana.userId, MODERATOR_ROLE_ID)
    await changeRole(tx, kit.userId, ADMIN_ROLE_ID)
  })
  ;[reviewer, second] = [await browserOf(rana), await browserOf(kit)]
})
after(() => server.remove())

let count = 0
async function applicant(words = 'I bake'): Promise<Member> {
  const member = await server.member(`noa${++count}`)
  await server.house.write(async (tx) => {
    await tx.db.updateTable('users').set({ approved_at: null, sign_up_ip: '203.0.113.9' }).where('id', '=', member.userId).execute()
    await tx.db.updateTable('accounts').set({ pending: 1 }).where('id', '=', member.accountId).execute()
    await openApplication(tx, member.userId, { state: 'waiting', reason: words })
  })
  return member
}
const stateOf = async ({ userId }: Member) => (await applicationOf(server.house.db, userId))?.state

test('the queue shows what was written and what is known, and nobody else sees it', async () => {
  const noa = await applicant('I bake <b>bread</b>')
  await server.house.write(async (tx) => {
    const question = await addQuestion(tx, { text: 'Which team were you on?' })
    await keepAnswers(tx, noa.userId, [{ questionId: question, text: 'Payments' }])
  })
  const { html, status } = await reviewer.get('/admin/queue')
  assert.equal(status, 200)
  for (const words of [`@${noa.name}`, 'I bake &lt;b>bread&lt;/b>', 'Which team were you on?', 'Payments', `${noa.name}@people.example`]) assert.ok(html.includes(words), words)
  assert.equal((await (await browserOf(ann)).get('/admin/queue')).status, 403)
  assert.equal((await openBrowser(server.url).get('/admin/queue')).location, '/auth/sign_in?return_to=%2Fadmin%2Fqueue')
})

test('approve, take it back, and learn who was first', async () => {
  const noa = await applicant()
  await reviewer.get('/admin/queue')
  await second.get('/admin/queue')
  const approved = await reviewer.submit(`/admin/queue/${noa.userId}/approve`)
  assert.match(approved.location ?? '', /^\/admin\/queue\?done=\d+$/)
  assert.equal(await stateOf(noa), 'approved')
  const late = await second.submit(`/admin/queue/${noa.userId}/approve`)
  assert.equal(late.location, `/admin/queue?meanwhile=${noa.userId}`)
  assert.match((await second.get(late.location ?? '')).html, new RegExp(`@${noa.name}</strong></bdi> was approved meanwhile by rana\\. Nothing was changed\\.`))
  assert.match((await reviewer.get(approved.location ?? '')).html, /Can be taken back/)
  await reviewer.submit('/admin/undo')
  assert.equal(await stateOf(noa), 'waiting')
})

test('decline from a template, with a look at the letter first; the applicant reads the words', async () => {
  const noa = await applicant()
  const path = `/admin/queue/${noa.userId}/decline`
  assert.match((await reviewer.get(`${path}?template=few-words`)).html, /<textarea[^>]*>You wrote very little/)
  const preview = await reviewer.submit(path, { message: 'Not this time, & sorry.', do: 'preview' })
  assert.match(preview.html, /About your application/)
  assert.match(preview.html, /&gt; Not this time, &amp; sorry\.|> Not this time, &amp; sorry\./)
  assert.equal(await stateOf(noa), 'waiting')
  await reviewer.submit(path, { message: 'Not this time, & sorry.', do: 'decline' })
  assert.equal((await applicationOf(server.house.db, noa.userId))?.message, 'Not this time, & sorry.')
  const after = await applicant()
  await reviewer.get('/admin/queue')
  assert.match((await reviewer.get('/admin/queue')).html, /Same network as one who was declined\./)
  await reviewer.submit(`/admin/queue/${after.userId}/note`, { text: 'I know them from the harbour.' })
  assert.match((await second.get('/admin/queue')).html, /I know them from the harbour\./)
})

test('several at once', async () => {
  const some = [await applicant(), await applicant()]
  const page = await reviewer.get('/admin/queue')
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const answer = await reviewer.post('/admin/queue/approve', { csrf, 'ids[0]': String(some[0]?.userId), 'ids[1]': String(some[1]?.userId) })
  assert.equal(answer.location, '/admin/queue?approved=2')
  assert.deepEqual(await Promise.all(some.map(stateOf)), ['approved', 'approved'])
})

async function reported(statusIds: number[] = []): Promise<number> {
  return server.house.write((tx) => fileReport(tx, { accountId: ann.accountId, targetId: bob.accountId, statusIds, comment: 'Not kind.' }))
}

test('a report shows posts as they were; taken, noted, acted on, resolved', async () => {
  const [kept, changed, gone] = [Number((await post(bob, 'kept words')).id), Number((await post(bob, 'first words')).id), Number((await post(bob, 'lost words')).id)]
  const id = await reported([kept, changed, gone])
  await server.house.write(async (tx) => {
    await editStatus(tx, changed, { text: 'nicer words', content: '<p>nicer words</p>' })
    await deleteStatus(tx, gone)
  })
  assert.match((await reviewer.get('/admin/reports')).html, /Not kind\./)
  const path = `/admin/reports/${id}`
  const { html } = await reviewer.get(path)
  for (const words of ['kept words', 'first words', 'Edited since', 'lost words', 'Gone since', '@ann']) assert.ok(html.includes(words), words)
  await reviewer.submit(`${path}/assign`)
  assert.equal((await requireReport(server.house.db, id)).assigned_account_id, rana.accountId)
  await reviewer.get(path)
  await reviewer.submit(`${path}/note`, { text: 'Second time this week.' })
  assert.match((await second.get(path)).html, /Second time this week\./)
  const unsure = await reviewer.get(path).then(() => reviewer.submit(`${path}/measure`, { measure: 'delete', 'status_ids[]': String(kept), text: 'Rule 3.', tell: '1' }))
  assert.equal(unsure.status, 422)
  assert.match(unsure.html, /Tick the box to say that you know/)
  assert.match(unsure.html, />Rule 3\.<\/textarea>/)
  const done = await reviewer.submit(`${path}/measure`, { measure: 'delete', 'status_ids[]': String(kept), text: 'Rule 3.', tell: '1', sure: '1' })
  assert.match(done.location ?? '', /\?done=\d+$/)
  assert.equal((await server.call('GET', `/api/v1/statuses/${kept}`)).status, 404)
  assert.ok((await requireReport(server.house.db, id)).resolved_at)
  assert.match((await reviewer.get(done.location ?? '')).html, /deleted posts by/)
})

test('what is done to a person shows on their page, is undone from there, and stands in the log', async () => {
  const page = `/admin/accounts/${bob.accountId}`
  await reviewer.get(page)
  const done = await reviewer.submit(`${page}/measure`, { measure: 'freeze', text: '', tell: '' })
  assert.ok((await userById(server.house.db, bob.userId))?.disabled_at)
  const shown = await reviewer.get(done.location ?? '')
  assert.match(shown.html, /Let them sign in again/)
  await reviewer.submit(`${page}/lift`)
  assert.equal((await userById(server.house.db, bob.userId))?.disabled_at, null)
  assert.match((await reviewer.get('/admin/action_logs')).html, /froze the account of/)
  const impossible = await reviewer.get(page).then(() => reviewer.submit(`${page}/measure`, { measure: 'warn', text: ' ' }))
  assert.match(impossible.html, /A warning needs words/)
})

test('roles and links for passwords are for who may give them, up to their own role', async () => {
  const page = `/admin/accounts/${bob.accountId}`
  const seen = await reviewer.get(page)
  assert.ok(!seen.html.includes(`${page}/role`))
  const csrf = /name="csrf" value="([^"]+)"/.exec(seen.html)?.[1] ?? ''
  assert.equal((await reviewer.post(`${page}/role`, { csrf, role: '2' })).status, 403)
  await second.get(page)
  assert.equal((await second.submit(`${page}/role`, { role: '3' })).status, 403)
  await second.get(page)
  await second.submit(`${page}/role`, { role: String(MODERATOR_ROLE_ID) })
  assert.equal((await userById(server.house.db, bob.userId))?.role_id, MODERATOR_ROLE_ID)
  await second.get(page)
  const link = /\/auth\/password\/edit\?code=[\w-]+/.exec((await second.submit(`${page}/reset-link`)).html)?.[0]
  assert.equal((await openBrowser(server.url).get(link ?? '')).status, 200)
  assert.equal((await reviewer.get(page).then(() => reviewer.submit(`${page}/measure`, { measure: 'limit', text: '' }))).status, 422)
  assert.equal((await accountRow(server.house.db, bob.accountId))?.silenced_at, null)
})
