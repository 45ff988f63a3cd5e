// Everything the wizard set is changed later under /admin/settings, by those who may.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ADMIN_ROLE_ID, MODERATOR_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { startSession } from '#domain/access/web-sessions.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { addQuestion } from '#domain/onboarding/questions.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'

let server: TestServer
let admin: Browser
before(async () => {
  server = await startTestServer()
  admin = await signedInAs('rana', ADMIN_ROLE_ID)
})
after(() => server.remove())

async function signedInAs(name: string, roleId: number | null): Promise<Browser> {
  const { userId } = await server.member(name)
  const browser = openBrowser(server.url)
  const { cookie } = await server.house.write(async (tx) => {
    await changeRole(tx, userId, roleId)
    return startSession(tx, userId, { ip: null, userAgent: null })
  })
  browser.cookies.set('covey_session', cookie)
  return browser
}

const settings = () => readSettings(server.house.db)
const sheets = ['', '/joining', '/questions', '/rules', '/looks', '/papers']

test('each sheet is there for who may manage settings, and for nobody else', async () => {
  const [member, moderator, visitor] = [await signedInAs('noa', null), await signedInAs('kit', MODERATOR_ROLE_ID), openBrowser(server.url)]
  for (const sheet of sheets) {
    const path = `/admin/settings${sheet}`
    assert.equal((await admin.get(path)).status, 200, path)
    assert.equal((await member.get(path)).status, 403, path)
    assert.equal((await moderator.get(path)).status, 403, path)
    assert.match((await visitor.get(path)).location ?? '', /^\/auth\/sign_in\?/, path)
  }
})

test('a new name shows on the next page', async () => {
  await admin.get('/admin/settings')
  assert.equal((await admin.submit('/admin/settings', { name: 'Quay', purpose: 'Ships.', do: 'next' })).location, '/admin/settings?saved=1')
  const page = await admin.get('/admin/settings?saved=1')
  assert.match(page.html, /<bdi>Quay<\/bdi>/)
  assert.match(page.html, /Saved\./)
})

test('joining: the mode, what closed says, friends as whole addresses; a wrong one is named and everything stays typed', async () => {
  await admin.get('/admin/settings/joining')
  const wrong = await admin.submit('/admin/settings/joining', { mode: 'closed', message: 'Back in May.', friends: 'lighthouse.example\nhello' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /hello is not a web address\./)
  assert.match(wrong.html, /Back in May\./)
  await admin.submit('/admin/settings/joining', { mode: 'closed', message: 'Back in May.', friends: 'lighthouse.example\nhttps://quay.example/about' })
  const { registrations, friends, requireReason } = await settings()
  assert.deepEqual([registrations, friends, requireReason], ['closed', ['https://lighthouse.example', 'https://quay.example/about'], false])
  const door = await openBrowser(server.url).get('/')
  for (const words of ['Back in May.', 'href="https://lighthouse.example"', 'quay.example']) assert.ok(door.html.includes(words), words)
  assert.doesNotMatch(door.html, /Apply to join/)
  const form = await openBrowser(server.url).get('/auth/sign_up')
  assert.match(form.html, /Back in May\..*lighthouse\.example.*Read along/s)
  await admin.get('/admin/settings/joining')
  await admin.submit('/admin/settings/joining', { mode: 'approval', require_reason: '1', members_only: '1' })
  const now = await settings()
  assert.deepEqual([now.requireReason, now.publicTimelines, now.friends], [true, 'members', []])
})

test('questions: words that somebody answered are asked anew and stay with the answer', async () => {
  const id = await server.house.write(async (tx) => {
    const asked = await addQuestion(tx, { text: 'Which team?' })
    await tx.db.insertInto('answers').values({ user_id: 1, question_id: asked, text: 'Row 7' }).execute()
    return asked
  })
  await admin.get('/admin/settings/questions')
  await admin.submit('/admin/settings/questions', { 'rows[0][id]': String(id), 'rows[0][text]': 'Which shift?', do: 'next' })
  const rows = await server.house.db.selectFrom('questions').select(['id', 'text', 'archived_at']).orderBy('id').execute()
  assert.deepEqual(rows.map((row) => [row.text, row.archived_at === null]), [['Which team?', false], ['Which shift?', true]])
})

test('papers and the contact: nobody who is not here becomes the contact', async () => {
  await admin.get('/admin/settings/papers')
  const wrong = await admin.submit('/admin/settings/papers', { contact_username: 'ghost', privacy: 'Little.' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /Nobody here is called ghost\./)
  await admin.submit('/admin/settings/papers', { contact_username: '@rana', contact_email: 'desk@quay.example', privacy: 'We keep little.' })
  assert.match((await openBrowser(server.url).get('/privacy-policy')).html, /We keep little\./)
  assert.match((await openBrowser(server.url).get('/about')).html, /desk@quay\.example/)
})
