// A member keeps things in order: lists are made, filled and read; who is kept away is let back; hashtags are left.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type Look, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

let server: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member
let cleo: Member

const call = async <T>(who: Member, method: string, path: string, json?: object): Promise<T> => {
  const answer = await server.call<T>(method, path, { token: who.token, ...json ? { json } : {} })
  assert.equal(answer.status, 200, `${method} ${path}: ${answer.text}`)
  return answer.body
}

before(async () => {
  server = await startTestServer()
  browser = await openBrowser();
  [ada, ben, cleo] = [await server.member('ada'), await server.member('ben'), await server.member('cleo')]
  await call(ada, 'POST', `/api/v1/accounts/${ben.accountId}/follow`)
})
after(async () => {
  await browser.close()
  await server.remove()
})

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await what()) return
    await new Promise((go) => { setTimeout(go, 100) })
  }
  assert.fail('it did not come to be')
}

async function open(path: string, look: Look = {}) {
  const opened = await browser.pageFor(server, ada, look)
  await opened.page.goto(path)
  await opened.page.locator('.toasts').waitFor({ state: 'attached' })
  return opened
}

for (const look of [{ width: 390 }, { width: 1280, dir: 'rtl' }] as const) {
  test(`a list is made, filled, read live, renamed and deleted with the way back (${JSON.stringify(look)})`, async () => {
    const name = `Harbour ${look.width}`
    const { page, close } = await open('/lists', look)
    await page.getByLabel('Name of the list').fill(name)
    await page.keyboard.press('Enter')
    await page.getByText(`“${name}” is there. Add people to it.`).waitFor()
    await page.getByText('Nobody yet.').waitFor()
    await page.getByLabel('Add people you follow').fill('cleo')
    await page.getByText('You follow nobody called “cleo”.').waitFor()
    await page.getByLabel('Add people you follow').fill('be')
    await page.getByRole('button', { name: 'Add @ben' }).click()
    await page.getByRole('button', { name: 'Remove @ben' }).waitFor()
    await page.getByLabel(/Keep these people’s posts out of your home/).check()
    await page.getByLabel('Replies shown').selectOption('none')
    const lists = () => call<{ id: string; title: string; exclusive: boolean; replies_policy: string }[]>(ada, 'GET', '/api/v1/lists')
    await until(async () => (await lists()).some((list) => list.title === name && list.exclusive && list.replies_policy === 'none'))
    assert.deepEqual(await axeCheck(page), [])
    await page.getByRole('link', { name: 'Open the list' }).click()
    await page.getByRole('button', { name: new RegExp(name) }).waitFor()
    await call(ben, 'POST', '/api/v1/statuses', { status: `Boats are in, ${name}` })
    await page.locator('[data-card]', { hasText: `Boats are in, ${name}` }).waitFor()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Remove @ben' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Remove @ben' }).waitFor()
    await page.getByLabel('Name of the list').fill(`${name} people`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: `${name} people` }).waitFor()
    await page.getByRole('button', { name: 'Delete this list' }).click()
    await page.waitForURL('**/lists')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: `Edit ${name} people` }).waitFor()
    const kept = (await lists()).find((list) => list.title === `${name} people`)
    assert.ok(kept, 'it was never gone from the server')
    assert.equal((await call<unknown[]>(ada, 'GET', `/api/v1/lists/${kept.id}/accounts`)).length, 1)
    assert.deepEqual(await axeCheck(page), [])
    await page.getByRole('link', { name: `Edit ${name} people` }).click()
    await page.getByRole('button', { name: 'Delete this list' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    await until(async () => !(await lists()).some((list) => list.id === kept.id))
    await close()
  })
}

test('blocked and muted people, with keys alone: reached by g b and g m, let back, and taken back again', async () => {
  await call(ada, 'POST', `/api/v1/accounts/${cleo.accountId}/block`)
  await call(ada, 'POST', `/api/v1/accounts/${ben.accountId}/mute`, { duration: 7200 })
  const relation = async (who: Member) => (await call<{ blocking: boolean; muting: boolean }[]>(ada, 'GET', `/api/v1/accounts/relationships?id[]=${who.accountId}`))[0]
  const { page, close } = await open('/home')
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.waitForURL('**/blocks')
  await page.getByRole('button', { name: 'Unblock @cleo' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('You block nobody.').waitFor()
  await until(async () => (await relation(cleo))?.blocking === false)
  await page.locator('main h1').focus()
  await page.keyboard.press('z')
  await page.getByRole('button', { name: 'Unblock @cleo' }).waitFor()
  await until(async () => (await relation(cleo))?.blocking === true)
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.waitForURL('**/mutes')
  await page.getByText(/ends in (?:1 hour|2 hours)/).waitFor()
  await page.getByRole('button', { name: 'How long @ben stays muted' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'without end' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Without end', { exact: true }).waitFor()
  assert.equal((await call<{ mute_expires_at: string | null }[]>(ada, 'GET', '/api/v1/mutes'))[0]?.mute_expires_at, null)
  await page.getByRole('button', { name: 'Unmute @ben' }).click()
  await page.getByText('You mute nobody.').waitFor()
  await until(async () => (await relation(ben))?.muting === false)
  assert.deepEqual(await axeCheck(page), [])
  await close()
})

test('a server is blocked after a question and let back; a hashtag is left; a follower declined', async () => {
  const { page, close } = await open('/domain_blocks', { width: 390 })
  await page.getByLabel('Block a server').fill('https://spam.example/@loud')
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByRole('dialog', { name: 'Block spam.example?' }).getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByRole('button', { name: 'Unblock spam.example' }).waitFor()
  assert.deepEqual(await call<string[]>(ada, 'GET', '/api/v1/domain_blocks'), ['spam.example'])
  await page.getByRole('button', { name: 'Unblock spam.example' }).click()
  await until(async () => (await call<string[]>(ada, 'GET', '/api/v1/domain_blocks')).length === 0)
  await call(ada, 'POST', '/api/v1/tags/bread/follow')
  await page.goto('/followed_tags')
  await page.locator('.toasts').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Unfollow #bread' }).click()
  await until(async () => (await call<unknown[]>(ada, 'GET', '/api/v1/followed_tags')).length === 0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await until(async () => (await call<unknown[]>(ada, 'GET', '/api/v1/followed_tags')).length === 1)
  await call(ada, 'PATCH', '/api/v1/accounts/update_credentials', { locked: true })
  const dora = await server.member('dora')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.waitForURL('**/follow_requests')
  await page.getByText('Nobody waits for your answer.').waitFor()
  await call(dora, 'POST', `/api/v1/accounts/${ada.accountId}/follow`)
  await page.getByRole('button', { name: 'Decline @dora' }).click()
  await page.getByText('@dora was declined.').waitFor()
  assert.equal((await call<unknown[]>(ada, 'GET', '/api/v1/follow_requests')).length, 1, 'it can still be undone')
  await page.getByRole('button', { name: 'Close' }).click()
  await until(async () => (await call<unknown[]>(ada, 'GET', '/api/v1/follow_requests')).length === 0)
  await close()
})
