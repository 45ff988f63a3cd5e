import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { userByEmail } from '#domain/access/users.ts'
import { changeSettings, type Settings } from '#domain/instance/settings.ts'
import { answerQuestions, applicationOf, approveUser, statusToken } from '#domain/onboarding/applications.ts'
import { createInvite } from '#domain/onboarding/invites.ts'
import { addQuestion, archiveQuestion } from '#domain/onboarding/questions.ts'
import { startSmtpSink, type SmtpSink } from '#test/support/smtp-sink.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

interface Told { access_token: string; token_type: string; scope: string; error: string; details: Record<string, { error: string; description: string }[]> }

let server: TestServer
let mailing: TestServer
let sink: SmtpSink
const appTokens = new Map<TestServer, string>()

before(async () => {
  sink = await startSmtpSink()
  server = await startTestServer()
  mailing = await startTestServer({ env: { COVEY_SMTP_URL: sink.url } })
  for (const on of [server, mailing]) appTokens.set(on, await newAppToken(on))
})
after(async () => {
  await server.remove()
  await mailing.remove()
  await sink.close()
})

async function newAppToken(on: TestServer): Promise<string> {
  const { body: app } = await on.call<{ client_id: string; client_secret: string }>('POST', '/api/v1/apps', {
    form: { client_name: 'App', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read write' },
  })
  const { body } = await on.call<Told>('POST', '/oauth/token', { form: { ...app, grant_type: 'client_credentials', scope: 'read write' } })
  return body.access_token
}

const settle = (on: TestServer, patch: Partial<Settings>) => on.house.write((tx) => changeSettings(tx, patch))
const signUp = (on: TestServer, name: string, more: Record<string, unknown> = {}) => on.call<Told>('POST', '/api/v1/accounts', {
  token: appTokens.get(on), form: { username: name, email: `${name}@people.example`, password: 'correct horse', agreement: 'true', locale: 'en', ...more },
})
const me = (on: TestServer, token: string) => on.call<{ error: string }>('GET', '/oauth/userinfo', { token })
const userOf = async (on: TestServer, name: string) => {
  const user = await userByEmail(on.house.db, `${name}@people.example`)
  assert.ok(user)
  return user
}

test('open: a token that works at once', async () => {
  await settle(server, { registrations: 'open' })
  const { status, body } = await signUp(server, 'noa')
  assert.deepEqual([status, body.token_type, body.scope], [200, 'Bearer', 'read write'])
  assert.equal((await server.call<boolean>('GET', '/api/v1/emails/check_confirmation', { token: body.access_token })).text, 'true')
  assert.notEqual((await me(server, body.access_token)).status, 401)
})

test('every fault is told at once, with Mastodon’s codes', async () => {
  await settle(server, { registrations: 'open' })
  const { status, body } = await signUp(server, 'Noa', { email: 'NOA@people.example', password: 'short', agreement: 'false' })
  assert.equal(status, 422)
  assert.equal(body.error, 'Validation failed: Username has already been taken, E-mail address has already been taken, '
    + 'Password is too short (minimum is 8 characters), Service agreement must be accepted')
  const codes = Object.fromEntries(Object.entries(body.details).map(([name, faults]) => [name, faults.map((fault) => fault.error)]))
  assert.deepEqual(codes, { username: ['ERR_TAKEN'], email: ['ERR_TAKEN'], password: ['ERR_TOO_SHORT'], agreement: ['ERR_ACCEPTED'] })
  for (const [more, field, code] of [
    [{ username: '' }, 'username', 'ERR_BLANK'], [{ username: 'admin' }, 'username', 'ERR_RESERVED'], [{ username: 'no-dash' }, 'username', 'ERR_INVALID'],
    [{ username: 'x'.repeat(31) }, 'username', 'ERR_TOO_LONG'], [{ email: '' }, 'email', 'ERR_BLANK'], [{ email: 'nobody' }, 'email', 'ERR_INVALID'],
    [{ password: '' }, 'password', 'ERR_BLANK'], [{ password: 'x'.repeat(73) }, 'password', 'ERR_TOO_LONG'], [{ reason: 'x'.repeat(421) }, 'reason', 'ERR_TOO_LONG'],
  ] as const) {
    const answer = await signUp(server, 'somebody', more)
    assert.equal(answer.status, 422, JSON.stringify(more))
    assert.equal(answer.body.details[field]?.[0]?.error, code)
  }
})

test('it takes an app’s token that may write accounts', async () => {
  await settle(server, { registrations: 'open' })
  const form = { username: 'x', email: 'x@people.example', password: 'correct horse', agreement: true, locale: 'en' }
  assert.equal((await server.call('POST', '/api/v1/accounts', { form })).status, 401)
  const { body: app } = await server.call<{ client_id: string; client_secret: string }>('POST', '/api/v1/apps', {
    form: { client_name: 'Reader', redirect_uris: 'urn:ietf:wg:oauth:2.0:oob', scopes: 'read' },
  })
  const { body } = await server.call<Told>('POST', '/oauth/token', { form: { ...app, grant_type: 'client_credentials' } })
  assert.equal((await server.call('POST', '/api/v1/accounts', { form, token: body.access_token })).status, 403)
})

test('closed and invited: refused without an invitation', async () => {
  for (const registrations of ['closed', 'invited'] as const) {
    await settle(server, { registrations })
    assert.equal((await signUp(server, 'late')).status, 403)
  }
  const host = await server.member('host')
  const code = await server.house.write((tx) => createInvite(tx, { accountId: host.accountId }))
  assert.equal((await signUp(server, 'guest', { invite_code: code })).status, 200)
  await settle(server, { registrations: 'closed' })
  assert.equal((await signUp(server, 'later', { invite_code: code })).status, 403)
})

test('approval: a reason is needed, and the token works once somebody has said yes', async () => {
  await settle(server, { registrations: 'approval', requireReason: true })
  const lacking = await signUp(server, 'uma')
  assert.equal(lacking.body.details['reason']?.[0]?.error, 'ERR_BLANK')
  const { body } = await signUp(server, 'uma', { reason: 'The boats.' })
  const waiting = await server.call<{ error: string }>('GET', '/api/v1/markers', { token: body.access_token })
  assert.deepEqual([waiting.status, waiting.body.error], [403, 'Your login is currently pending approval'])
  const user = await userOf(server, 'uma')
  assert.equal((await applicationOf(server.house.db, user.id))?.reason, 'The boats.')
  await server.house.write((tx) => approveUser(tx, user.id, { by: null }))
  assert.equal((await server.call('GET', '/api/v1/markers', { token: body.access_token })).status, 200)
})

test('questions: an app’s applicant waits until the required ones are answered on the status page', async () => {
  await settle(server, { registrations: 'approval', requireReason: true })
  const question = await server.house.write((tx) => addQuestion(tx, { text: 'Which harbour?', required: true }))
  await signUp(server, 'ole', { reason: 'Boats.' })
  const user = await userOf(server, 'ole')
  const state = async () => (await applicationOf(server.house.db, user.id))?.state
  assert.equal(await state(), 'questions')
  const path = `/join/status/${await statusToken(server.house.db, user.id)}`
  assert.match((await fetch(server.url + path).then((answer) => answer.text())), /Which harbour\?/)
  await server.house.write((tx) => answerQuestions(tx, user.id, [{ questionId: question, text: ' ' }]))
  assert.equal(await state(), 'questions')
  await server.house.write((tx) => answerQuestions(tx, user.id, [{ questionId: question, text: 'Kiel' }]))
  assert.equal(await state(), 'waiting')
  await server.house.write((tx) => archiveQuestion(tx, question))
})

test('with mail: unconfirmed until the link is used; only the app that signed up may ask for it again', async () => {
  await settle(mailing, { registrations: 'open' })
  const { body } = await signUp(mailing, 'kit')
  const token = body.access_token
  const refused = await mailing.call<{ error: string }>('GET', '/api/v1/markers', { token })
  assert.deepEqual([refused.status, refused.body.error], [403, 'Your login is missing a confirmed e-mail address'])
  assert.equal((await mailing.call('GET', '/api/v1/emails/check_confirmation', { token })).text, 'false')
  assert.equal((await mailing.call('POST', '/api/v1/emails/confirmations', { token, form: { email: 'kit@new.example' } })).status, 200)
  assert.equal((await userByEmail(mailing.house.db, 'kit@new.example'))?.confirmed_at, null)
  await mailing.idle()
  assert.deepEqual(sink.messages.flatMap((one) => one.to).sort(), ['kit@new.example', 'kit@people.example'])
  const member = await mailing.member('noa')
  assert.equal((await mailing.call('POST', '/api/v1/emails/confirmations', { token: member.token })).status, 403)
  assert.equal((await mailing.call('POST', '/api/v1/emails/confirmations')).status, 401)
})

test('an age limit asks for the date of birth', async () => {
  await settle(server, { registrations: 'open', minAge: 16 })
  const code = async (date_of_birth?: string) => (await signUp(server, 'child', date_of_birth === undefined ? {} : { date_of_birth })).body.details?.['date_of_birth']?.[0]?.error
  assert.equal(await code(), 'ERR_BLANK')
  assert.equal(await code('yesterday'), 'ERR_INVALID')
  assert.equal(await code(`${new Date().getUTCFullYear() - 15}-01-01`), 'ERR_BELOW_LIMIT')
  assert.equal((await signUp(server, 'adult', { date_of_birth: '1980-2-3' })).status, 200)
  await settle(server, { minAge: 0 })
})
