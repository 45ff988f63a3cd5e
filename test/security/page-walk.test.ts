// Every page, as every kind of reader: in, sent to sign in, sent to wait, or refused, as docs/pages.md declares.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MODERATOR_ROLE_ID, OWNER_ROLE_ID } from '#domain/access/roles.ts'
import { changeRole } from '#domain/access/users.ts'
import { startSession } from '#domain/access/web-sessions.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { openApplication } from '#domain/onboarding/applications.ts'
import { entryOf, pageTable, READERS, type Entry, type Reader } from '#test/support/page-table.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { serverWords } from '#web/words/en/server.ts'
import { csrfToken } from '#web/routes/visit.ts'

let server: TestServer
const userIds: Partial<Record<Reader, number>> = {}

before(async () => {
  server = await startTestServer()
  for (const reader of READERS.slice(1)) userIds[reader] = (await server.member(`a_${reader}`)).userId
  await server.house.write(async (tx) => {
    const applicant = userIds.applicant ?? 0
    await tx.db.updateTable('users').set({ approved_at: null }).where('id', '=', applicant).execute()
    await openApplication(tx, applicant, { state: 'waiting', reason: 'cake' })
    await changeRole(tx, userIds.reviewer ?? 0, MODERATOR_ROLE_ID)
    await changeRole(tx, userIds.owner ?? 0, OWNER_ROLE_ID)
  })
})
after(() => server.remove())

const FORM_COOKIE = 'a'.repeat(40)

/** One request of a browser of its own: some pages end the session that opens them. */
async function visit(line: string, reader: Reader): Promise<{ status: number; location: string; html: string }> {
  const [method = 'GET', path = '/'] = line.split(' ')
  const userId = userIds[reader]
  const cookie = userId === undefined ? null : (await server.house.write((tx) => startSession(tx, userId, { ip: '127.0.0.1', userAgent: 'walk' }))).cookie
  const { formKey } = await readSecrets(server.house.db)
  const url = server.url + path.replaceAll(/:\w+/g, '1').replaceAll('*', 'x')
  const answer = await fetch(url, {
    method, redirect: 'manual', headers: {
      cookie: cookie === null ? `covey_form=${FORM_COOKIE}` : `covey_session=${cookie}`, accept: 'text/html',
      ...method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
    },
    ...method === 'POST' ? { body: new URLSearchParams({ csrf: csrfToken(formKey, cookie ?? FORM_COOKIE) }).toString() } : {},
  })
  return { status: answer.status, location: answer.headers.get('location') ?? '', html: await answer.text() }
}

function seen({ status, location, html }: Awaited<ReturnType<typeof visit>>): Entry {
  if (status === 303 && /^\/auth\/sign_in(?:\?return_to=|$)/.test(location)) return 'sign in'
  if (status === 303 && location.startsWith('/join/status/')) return 'waits'
  return status === 403 && html.includes(serverWords.staffOnly) ? 'refused' : 'in'
}

/** Whoever comes here is sent to a page that looks like a refusal of the door. */
const ALIKE = new Set(['GET /auth/sign_in'])

test('every page lets in, sends on or refuses each reader as declared, and never breaks', { timeout: 300_000 }, async () => {
  const lines = Object.entries(pageTable)
  assert.ok(lines.length > 40, `only ${lines.length} pages`)
  const wrong: string[] = []
  for (const [line, { audience }] of lines) {
    for (const reader of READERS) {
      const answer = await visit(line, reader)
      const wanted = entryOf(audience, reader)
      if (answer.status >= 500) wrong.push(`${line} as ${reader}: ${answer.status}`)
      if (!ALIKE.has(line) && seen(answer) !== wanted) wrong.push(`${line} as ${reader}: ${seen(answer)} (${answer.status} ${answer.location}), not ${wanted}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('a visitor who signs in comes back to the page they wanted', async () => {
  const { location } = await visit('GET /auth/edit?x=1', 'visitor')
  assert.equal(location, '/auth/sign_in?return_to=%2Fauth%2Fedit%3Fx%3D1')
})

test('everything below /admin is for staff', () => {
  const open = Object.entries(pageTable).filter(([line, { audience }]) => /^\w+ \/admin(?:\/|$)/.test(line) && ['anyone', 'signed-in', 'member'].includes(audience))
  assert.deepEqual(open.map(([line]) => line), [])
})
