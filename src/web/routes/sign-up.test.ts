// Coming in through the pages, in each of the ways a community can be open, with mail and without.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeSettings, type Settings } from '#domain/instance/settings.ts'
import { approveUser, expireUnconfirmed, rejectUser } from '#domain/onboarding/applications.ts'
import { createInvite } from '#domain/onboarding/invites.ts'
import { addQuestion, answersOf, archiveQuestion } from '#domain/onboarding/questions.ts'
import { userByEmail } from '#domain/access/users.ts'
import { openBrowser } from '#test/support/browser.ts'
import { lettersTo } from '#test/support/outbox.ts'
import { startSmtpSink, type SmtpSink } from '#test/support/smtp-sink.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

const PASSWORD = 'correct horse battery'
let plain: TestServer
let mailing: TestServer
let sink: SmtpSink

before(async () => {
  sink = await startSmtpSink()
  plain = await startTestServer()
  mailing = await startTestServer({ env: { COVEY_SMTP_URL: sink.url } })
  // Nobody signs up where nobody has set the community up.
  for (const on of [plain, mailing]) await on.member('keeper')
})
after(async () => {
  await plain.remove()
  await mailing.remove()
  await sink.close()
})

const settle = (on: TestServer, patch: Partial<Settings>) => on.house.write((tx) => changeSettings(tx, patch))
const userOf = async (on: TestServer, name: string) => {
  const user = await userByEmail(on.house.db, `${name}@people.example`)
  assert.ok(user)
  return user
}
const fieldsFor = (name: string, more: Record<string, string> = {}) =>
  ({ username: name, email: `${name}@people.example`, password: PASSWORD, agreement: '1', ...more })

async function apply(on: TestServer, name: string, more: Record<string, string> = {}, path = '/auth/sign_up') {
  const browser = openBrowser(on.url)
  await browser.get(path)
  return { browser, answer: await browser.submit('/auth/sign_up', fieldsFor(name, more)) }
}

const isVisible = async (on: TestServer, name: string) => {
  const row = await on.house.db.selectFrom('accounts').select('pending').where('acct_key', '=', name).executeTakeFirstOrThrow()
  return row.pending === 0
}

test('open, without mail: in at once, and signed in', async () => {
  await settle(plain, { registrations: 'open' })
  const { browser, answer } = await apply(plain, 'noa')
  assert.deepEqual([answer.status, answer.location], [303, '/'])
  assert.equal((await browser.get('/auth/edit')).status, 200)
  assert.equal(await isVisible(plain, 'noa'), true)
})

test('what is wrong is said beside each field, and what was typed is kept, but for the password', async () => {
  await settle(plain, { registrations: 'open' })
  const wrong = await apply(plain, 'noa', { password: 'short', agreement: '' })
  assert.equal(wrong.answer.status, 422)
  assert.match(wrong.answer.html, /@noa is taken\. @noa_b is free\./)
  assert.match(wrong.answer.html, /Somebody here has this already/)
  assert.match(wrong.answer.html, /This is too short/)
  assert.match(wrong.answer.html, /agree to them/)
  assert.match(wrong.answer.html, /value="noa@people\.example"/)
  assert.ok(!wrong.answer.html.includes('"short"'))
  for (const name of ['NOA', 'admin', 'a b', 'x'.repeat(31), '']) {
    assert.equal((await apply(plain, name, { email: 'else@people.example' })).answer.status, 422, name)
  }
})

test('open, with mail: the address must be confirmed first, by a button and not by opening the link', async () => {
  await settle(mailing, { registrations: 'open' })
  const { browser, answer } = await apply(mailing, 'kit')
  assert.match(answer.location ?? '', /^\/join\/status\/[\w-]{43}$/)
  assert.match((await browser.get(answer.location ?? '')).html, /Confirm your e-mail/)
  await mailing.idle()
  const raw = sink.messages.find((one) => one.to.includes('kit@people.example'))?.raw.replaceAll('=\n', '').replaceAll('=3D', '=') ?? ''
  const path = /https?:\/\/[^/\s]+(\/auth\/confirmation\?code=[\w-]+)/.exec(raw)?.[1] ?? ''
  assert.ok(path)
  await browser.get(path)
  assert.equal((await userOf(mailing, 'kit')).confirmed_at, null)
  assert.equal(await isVisible(mailing, 'kit'), false)
  const done = await browser.submit('/auth/confirmation')
  assert.match(done.html, /Your e-mail is confirmed/)
  assert.notEqual((await userOf(mailing, 'kit')).confirmed_at, null)
  assert.equal(await isVisible(mailing, 'kit'), true)
  assert.equal((await browser.get(path)).status, 404)
  const jobs = await mailing.house.db.selectFrom('jobs').select('payload').where('kind', 'like', 'mail.%').execute()
  assert.deepEqual(jobs, [], 'no code stays behind in a job')
})

test('a wrong address is corrected on the status page, and the old link no longer works', async () => {
  await settle(mailing, { registrations: 'approval', requireReason: false })
  const { browser, answer } = await apply(mailing, 'typo')
  const path = answer.location ?? ''
  await browser.get(path)
  const taken = await browser.submit(`${path}/resend`, { email: 'kit@people.example' })
  assert.equal(taken.status, 422)
  await browser.get(path)
  assert.equal((await browser.submit(`${path}/resend`, { email: 'right@people.example' })).status, 303)
  await mailing.idle()
  assert.ok(sink.messages.some((one) => one.to.includes('right@people.example')))
  const codes = await mailing.house.db.selectFrom('user_codes').selectAll().where('user_id', '=', (await userOf(mailing, 'right')).id).execute()
  assert.equal(codes.length, 1)
})

test('by approval: reason or answers, a place in the queue, an answer that is read, and then in', async () => {
  await settle(plain, { registrations: 'approval', requireReason: true })
  const lacking = await apply(plain, 'uma', { email: 'uma@people.example' })
  assert.equal(lacking.answer.status, 422)
  assert.match(lacking.answer.html, /Why would you like to join/)
  const { browser, answer } = await apply(plain, 'uma', { 'answers[reason]': 'The <b>boats</b>.' })
  const path = answer.location ?? ''
  assert.match((await browser.get(path)).html, /You are 1st/)
  const second = await apply(plain, 'vic', { 'answers[reason]': 'Too.' })
  assert.match((await second.browser.get(second.answer.location ?? '')).html, /You are 2nd/)
  assert.equal(await isVisible(plain, 'uma'), false)

  const early = openBrowser(plain.url)
  await early.get('/auth/sign_in')
  assert.equal((await early.submit('/auth/sign_in', { email: 'uma@people.example', password: PASSWORD })).location, path)

  await plain.house.write(async (tx) => approveUser(tx, (await userOf(plain, 'uma')).id, { by: null }))
  assert.match((await browser.get(path)).html, /Welcome, uma/)
  assert.equal(await isVisible(plain, 'uma'), true)
  assert.match((await lettersTo(plain, 'uma@people.example')).at(-1)?.subject ?? '', /^Welcome, uma/)
  await plain.house.write(async (tx) => rejectUser(tx, (await userOf(plain, 'vic')).id, { by: null, message: 'We are <full>.' }))
  assert.match((await second.browser.get(second.answer.location ?? '')).html, /We are &lt;full(>|&gt;)/)
  const back = openBrowser(plain.url)
  await back.get('/auth/sign_in')
  assert.equal((await back.submit('/auth/sign_in', { email: 'vic@people.example', password: PASSWORD })).status, 401)
  assert.equal((await apply(plain, 'vic', { 'answers[reason]': 'Again.' })).answer.status, 422, 'a declined name stays taken')
  assert.equal((await apply(plain, 'vic2', { email: 'vic@people.example', 'answers[reason]': 'Again.' })).answer.status, 303, 'the address may try again')
})

test('the community’s questions: required ones must be answered, and only reviewers read the answers', async () => {
  await settle(plain, { registrations: 'approval' })
  const id = await plain.house.write((tx) => addQuestion(tx, { text: 'Which harbour?', hint: 'Any', required: true }))
  const page = await openBrowser(plain.url).get('/auth/sign_up')
  assert.match(page.html, /Which harbour\?/)
  assert.ok(!page.html.includes('Why would you like to join'))
  assert.equal((await apply(plain, 'ole')).answer.status, 422)
  assert.equal((await apply(plain, 'ole', { [`answers[${id}]`]: '  ' })).answer.status, 422)
  const { browser, answer } = await apply(plain, 'ole', { [`answers[${id}]`]: 'Kiel', 'answers[999]': 'x' })
  assert.equal(answer.status, 303)
  const user = await userOf(plain, 'ole')
  assert.deepEqual(await answersOf(plain.house.db, user.id), [{ questionId: id, question: 'Which harbour?', text: 'Kiel' }])
  const status = await browser.get(answer.location ?? '')
  assert.match(status.html, /waiting/)
  await plain.house.write((tx) => archiveQuestion(tx, id))
  assert.ok(!(await openBrowser(plain.url).get('/auth/sign_up')).html.includes('Which harbour?'))
  assert.equal((await answersOf(plain.house.db, user.id)).length, 1)
})

test('the applicant’s page never says more than is true: questions first, then a person; mail only where there is mail', async () => {
  await settle(plain, { registrations: 'approval' })
  const id = await plain.house.write((tx) => addQuestion(tx, { text: 'Which row?', required: true }))
  const { browser, answer } = await apply(plain, 'quin', { [`answers[${id}]`]: 'Seven' })
  const path = answer.location ?? ''
  const waiting = await browser.get(path)
  assert.match(waiting.html, /Questions answered.*, done.*Read by a person.*, now/s)
  assert.match(waiting.html, /Sign in at any time, and you come back here/)
  assert.doesNotMatch(waiting.html, /E-mail confirmed|link is in your mail|a day/)
  const { id: userId } = await userOf(plain, 'quin')
  await plain.house.write(async (tx) => {
    await tx.db.deleteFrom('answers').where('user_id', '=', userId).execute()
    await tx.db.updateTable('applications').set({ state: 'questions' }).where('user_id', '=', userId).execute()
  })
  const asked = await browser.get(path)
  assert.match(asked.html, /Questions answered.*, now.*Read by a person.*, to come/s)
  assert.match(asked.html, /not in the queue yet/)
  await plain.house.write((tx) => archiveQuestion(tx, id))
  await settle(mailing, { registrations: 'open' })
  const open = await apply(mailing, 'rob')
  const unconfirmed = await open.browser.get(open.answer.location ?? '')
  assert.match(unconfirmed.html, /Your account at Covey/)
  assert.doesNotMatch(unconfirmed.html, /Read by a person|Decided/)
})

test('how long it takes is said where it is known: at the door, above the form, to who waits', async () => {
  await settle(plain, { registrations: 'approval', requireReason: true })
  const pages = async () => Promise.all([openBrowser(plain.url).get('/auth/sign_up'), openBrowser(plain.url).get('/about')])
  const { browser, answer } = await apply(plain, 'sue', { 'answers[reason]': 'Boats.' })
  await plain.house.write((tx) => tx.db.updateTable('applications').set({ decided_at: null }).where('state', 'in', ['approved', 'rejected']).execute())
  const [early] = await pages()
  assert.doesNotMatch(early.html, /usually within/)
  assert.match(early.html, /The community is new: how long that takes, nobody knows yet/)
  assert.match((await browser.get(answer.location ?? '')).html, /The community is new: how long an answer takes, nobody knows yet/)
  for (const name of ['t_one', 't_two', 't_three']) {
    await apply(plain, name, { 'answers[reason]': 'Boats.' })
    const { id } = await userOf(plain, name)
    await plain.house.write(async (tx) => {
      await tx.db.updateTable('applications').set({ created_at: tx.now - 4 * 3_600_000 }).where('user_id', '=', id).execute()
      await tx.db.updateTable('users').set({ confirmed_at: tx.now - 4 * 3_600_000 }).where('id', '=', id).execute()
      await approveUser(tx, id, { by: null })
    })
  }
  assert.match((await pages())[0].html, /A person reads each application, usually within 5 hours\./)
  assert.match((await browser.get(answer.location ?? '')).html, /Answers usually come within 5 hours/)
  await plain.house.write((tx) => tx.db.updateTable('applications').set({ decided_at: tx.now - 61 * 86_400_000 }).where('decided_at', 'is not', null).execute())
  assert.doesNotMatch((await pages())[0].html, /usually within|is new/, 'long ago says nothing, and makes nothing new')
})

test('reviewers hear of an applicant', async () => {
  await settle(plain, { registrations: 'approval', requireReason: true })
  const rana = await plain.member('rana')
  await plain.house.write((tx) => tx.db.updateTable('users').set({ role_id: 3 }).where('id', '=', rana.userId).execute())
  await apply(plain, 'ida', { 'answers[reason]': 'Boats, mostly.' })
  const letter = (await lettersTo(plain, 'rana@people.example')).at(-1)
  assert.match(letter?.subject ?? '', /@ida would like to join/)
  assert.match(letter?.text ?? '', /> Boats, mostly\./)
})

test('withdrawing deletes what was written and frees name and address', async () => {
  await settle(plain, { registrations: 'approval' })
  const { browser, answer } = await apply(plain, 'pim', { 'answers[reason]': 'Maybe.' })
  const path = answer.location ?? ''
  const { id } = await userOf(plain, 'pim')
  await browser.get(path)
  await browser.submit(`${path}/withdraw`)
  assert.match((await browser.get(path)).html, /You have withdrawn/)
  const row = await plain.house.db.selectFrom('applications').selectAll().where('user_id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([row.state, row.reason], ['withdrawn', null])
  assert.equal((await apply(plain, 'pim', { 'answers[reason]': 'Yes.' })).answer.status, 303)
  const other = openBrowser(plain.url)
  await other.get('/auth/sign_in')
  const csrf = /name="csrf" value="([^"]+)"/.exec((await other.get('/auth/sign_in')).html)?.[1] ?? ''
  assert.equal((await other.post(`${path}/withdraw`, { csrf })).status, 303, 'twice is the same as once')
  assert.equal((await other.post('/join/status/guess/withdraw', { csrf })).status, 404)
})

test('by invitation: nobody without, in at once with, never more than it allows, and followed if wished', async () => {
  await settle(plain, { registrations: 'invited' })
  const host = await plain.member('host')
  const code = await plain.house.write((tx) => createInvite(tx, { accountId: host.accountId, maxUses: 1, autofollow: true }))
  const without = await apply(plain, 'max')
  assert.equal(without.answer.status, 403)
  const bad = await apply(plain, 'max', { invite_code: 'nonsense' })
  assert.match(bad.answer.html, /not good/)
  const page = await openBrowser(plain.url).get(`/invite/${code}`)
  assert.match(page.html, /You are invited by.*host/s)
  const { answer } = await apply(plain, 'max', {}, `/invite/${code}`)
  assert.deepEqual([answer.status, answer.location], [303, '/'])
  const max = await userOf(plain, 'max')
  const follows = await plain.house.db.selectFrom('follows').select('target_account_id').where('account_id', '=', max.account_id).execute()
  assert.deepEqual(follows.map((one) => one.target_account_id), [host.accountId])
  assert.equal((await openBrowser(plain.url).get(`/invite/${code}`)).status, 404)
  assert.equal((await apply(plain, 'moe', { invite_code: code })).answer.status, 403)
  await plain.house.write((tx) => tx.db.updateTable('users').set({ disabled_at: tx.now }).where('id', '=', host.userId).execute())
  const dead = await plain.house.write((tx) => createInvite(tx, { accountId: host.accountId }))
  assert.equal((await apply(plain, 'moe', { invite_code: dead })).answer.status, 403)
})

test('closed: no form, no way around it', async () => {
  await settle(plain, { registrations: 'open' })
  const browser = openBrowser(plain.url)
  await browser.get('/auth/sign_up')
  await settle(plain, { registrations: 'closed' })
  assert.equal((await browser.submit('/auth/sign_up', fieldsFor('late'))).status, 403)
  const page = await openBrowser(plain.url).get('/auth/sign_up')
  assert.match(page.html, /We are not taking new people now/)
  assert.ok(!page.html.includes('name="username"'))
})

test('an address that nobody confirms within a week expires with its sign-up', async () => {
  await settle(mailing, { registrations: 'open' })
  const { browser, answer } = await apply(mailing, 'ghost')
  const { id } = await userOf(mailing, 'ghost')
  assert.equal(await mailing.house.write(expireUnconfirmed), 0)
  await mailing.house.write((tx) => tx.db.updateTable('users').set({ created_at: tx.now - 8 * 86_400_000 }).where('id', '=', id).execute())
  assert.equal(await mailing.house.write(expireUnconfirmed), 1)
  assert.match((await browser.get(answer.location ?? '')).html, /This application has expired/)
  assert.equal((await apply(mailing, 'ghost')).answer.status, 303)
})
