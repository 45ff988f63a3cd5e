// What others do reaches a member as they do it: alerts in groups, people kept aside, private conversations, and what
// filters hide.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type Look, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

let server: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member
let cleo: Member
let round = 0

const call = async <T>(who: Member, method: string, path: string, json?: object): Promise<T> => {
  const answer = await server.call<T>(method, path, { token: who.token, ...json ? { json } : {} })
  assert.equal(answer.status, 200, `${method} ${path}: ${answer.text}`)
  return answer.body
}
const write = async (who: Member, status: string, more: object = {}): Promise<string> => (await call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status, ...more })).id

before(async () => {
  server = await startTestServer()
  browser = await openBrowser()
})
beforeEach(async () => {
  round += 1;
  [ada, ben, cleo] = [await server.member(`ada${round}`), await server.member(`ben${round}`), await server.member(`cleo${round}`)]
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

const row = (page: Page, text: string): Locator => page.locator('[data-entry]', { hasText: text }).first()

for (const width of [390, 1280] as const) {
  test(`at ${width}: a mention, a request and favourites arrive as they happen, in groups, and are answered where they stand`, async () => {
    await call(ada, 'PATCH', '/api/v1/accounts/update_credentials', { locked: true })
    const post = await write(ada, 'A lamp on the pier')
    const { page, close } = await open('/notifications', { width })
    await page.getByText('When someone answers you, it shows here.').waitFor()
    await write(ben, `@${ada.name} who lights it?`)
    await row(page, `${ben.name} mentioned you`).getByText('who lights it?').waitFor()
    await call(ben, 'POST', `/api/v1/statuses/${post}/favourite`)
    await row(page, `${ben.name} favourited your post`).getByText('A lamp on the pier').waitFor()
    await call(cleo, 'POST', `/api/v1/statuses/${post}/favourite`)
    await row(page, `${cleo.name} and 1 other favourited your post`).waitFor()
    await call(cleo, 'POST', `/api/v1/statuses/${post}/reblog`)
    await row(page, `${cleo.name} and 1 other favourited and boosted your post`).waitFor()
    await call(cleo, 'POST', `/api/v1/accounts/${ada.accountId}/follow`)
    const request = row(page, `${cleo.name} asks to follow you`)
    await request.getByText('New').waitFor()
    assert.equal(await page.locator('[data-entry]').count(), 3)
    await request.getByRole('button', { name: `Accept @${cleo.name}` }).click()
    await request.waitFor({ state: 'detached' })
    await page.getByText(`@${cleo.name} follows you now.`).waitFor()
    const [relation] = await call<{ followed_by: boolean }[]>(ada, 'GET', `/api/v1/accounts/relationships?id[]=${cleo.accountId}`)
    assert.equal(relation?.followed_by, true)
    // Reloaded, the server tells the same in groups.
    await page.reload()
    await row(page, `${cleo.name} and 1 other favourited and boosted your post`).waitFor()
    assert.deepEqual(await axeCheck(page), [])
    await close()
  })
}

test('what happens between a page and its socket is shown as well: alerts, posts, in empty lists and in others', async () => {
  await call(ada, 'POST', `/api/v1/accounts/${ben.accountId}/follow`)
  for (const words of ['into nothing', 'onto something']) {
    for (const [path, to] of [['/home', ''], ['/notifications', `@${ada.name} `]] as const) {
      const { page, close } = await browser.pageFor(server, ada)
      let connect = (): void => {}
      const written = new Promise<void>((resolve) => { connect = resolve })
      await page.routeWebSocket(/\/streaming/, async (socket) => { await written; socket.connectToServer() })
      await page.goto(path)
      await page.locator('.toasts').waitFor({ state: 'attached' })
      await write(ben, `${to}It fell ${words} of ${path}`)
      await server.idle()
      const card = page.locator('[data-card]', { hasText: `It fell ${words} of ${path}` })
      assert.equal(await card.count(), 0)
      connect()
      await card.waitFor()
      await close()
    }
  }
})

test('what was seen for three seconds is read, on every device; elsewhere a number says what waits', async () => {
  const { page, close } = await open('/home')
  await write(ben, `@${ada.name} one`)
  const alerts = page.getByRole('link', { name: /^Alerts/ }).first()
  await alerts.getByText('1 new').waitFor()
  await alerts.click()
  await row(page, 'mentioned you').getByText('New').waitFor()
  await until(async () => (await call<{ count: number }>(ada, 'GET', '/api/v2/notifications/unread_count')).count === 0)
  await page.getByText('1 new').waitFor({ state: 'detached' })
  await row(page, 'mentioned you').getByText('New').waitFor()
  await page.reload()
  await row(page, 'mentioned you').waitFor()
  assert.equal(await page.locator('.fresh').count(), 0)
  await close()
})

test('while one reads further down, alerts wait and move nothing; the way back from a post finds the card', async () => {
  for (let i = 1; i <= 30; i++) await write(ben, `@${ada.name} call ${i}, ${'long and longer '.repeat(i % 4)}`)
  const { page, close } = await open('/notifications?show=mentions')
  await row(page, 'call 30').waitFor()
  await page.evaluate(() => window.scrollTo(0, 1200))
  await page.waitForTimeout(400)
  const place = () => page.evaluate(() => {
    const entry = [...document.querySelectorAll<HTMLElement>('[data-entry]')].find((one) => one.getBoundingClientRect().top >= 48)
    return { id: entry?.dataset['entry'], top: Math.round(entry?.getBoundingClientRect().top ?? 0) }
  })
  const was = await place()
  await write(cleo, `@${ada.name} over here`)
  await page.getByRole('button', { name: '1 new' }).waitFor()
  assert.deepEqual(await place(), was)
  const card = page.locator(`[data-entry="${was.id}"] [data-card]`)
  const id = await card.getAttribute('data-card')
  await card.locator('.post-time').click()
  await page.getByRole('heading', { name: 'Conversation' }).waitFor()
  await page.goBack()
  await card.waitFor()
  await page.waitForTimeout(300)
  assert.ok(Math.abs((await place()).top - was.top) <= 2 && (await place()).id === was.id)
  assert.equal(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card']), id)
  await page.reload()
  await card.waitFor()
  await page.waitForTimeout(500)
  const after = await place()
  assert.ok(after.id === was.id && Math.abs(after.top - was.top) <= 2, JSON.stringify({ was, after }))
  await close()
})

test('by keyboard alone: strangers are kept aside by choice, the reason is told, and one is let through', async () => {
  const { page, close } = await open('/home')
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await page.waitForURL('**/notifications')
  await page.getByRole('button', { name: 'More about alerts' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'What reaches you' }).waitFor()
  await page.keyboard.press('Enter')
  const choice = page.getByLabel('People you do not follow')
  await choice.focus()
  await page.keyboard.press('k')
  await until(async () => (await call<{ for_not_following: string }>(ada, 'GET', '/api/v2/notifications/policy')).for_not_following === 'filter')
  await page.keyboard.press('Escape')
  await write(ben, `@${ada.name} buy my lamps`)
  await server.idle()
  await page.reload()
  await page.getByText('Alerts of 1 person are kept aside, as you do with people you do not follow').waitFor()
  await page.getByRole('link', { name: 'Look', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/notifications/requests')
  const kept = row(page, 'buy my lamps')
  await kept.getByRole('button', { name: `Let through: @${ben.name}` }).focus()
  await page.keyboard.press('Enter')
  await kept.waitFor({ state: 'detached' })
  await server.idle()
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await row(page, 'buy my lamps').waitFor()
  await close()
})

for (const look of [{ width: 390 }, { width: 1280, dir: 'rtl' }] as const) {
  test(`a private conversation ${JSON.stringify(look)}: heard of, opened, answered, joined, deleted with the way back`, async () => {
    await call(ada, 'POST', `/api/v1/accounts/${ben.accountId}/follow`)
    const first = await write(ben, `@${ada.name} between us: the lamp`, { visibility: 'direct' })
    const { page, close } = await open('/conversations', look)
    const talk = page.locator('.talk', { hasText: 'between us' })
    await talk.getByText('New').waitFor()
    await talk.locator('.talk-link').click()
    await page.getByText('Not encrypted: server staff could read it.').waitFor()
    await page.locator('.message', { hasText: 'between us: the lamp' }).waitFor()
    await until(async () => !(await call<{ unread: boolean }[]>(ada, 'GET', '/api/v1/conversations'))[0]?.unread)
    await page.getByPlaceholder('Reply in private').fill('Meet me there')
    await page.reload()
    assert.equal(await page.getByPlaceholder('Reply in private').inputValue(), 'Meet me there')
    await page.getByRole('button', { name: 'Reply privately' }).click()
    await page.locator('.message-own', { hasText: 'Meet me there' }).waitFor()
    const { descendants } = await call<{ descendants: { visibility: string; content: string; mentions: { acct: string }[] }[] }>(ben, 'GET', `/api/v1/statuses/${first}/context`)
    assert.deepEqual(descendants.map((one) => [one.visibility, one.mentions.map((mention) => mention.acct)]), [['direct', [ben.name]]])
    const [{ last_status: last } = { last_status: { id: '' } }] = await call<{ last_status: { id: string } }[]>(ben, 'GET', '/api/v1/conversations')
    await write(ben, `@${ada.name} at nine then`, { visibility: 'direct', in_reply_to_id: last.id })
    await page.locator('.message', { hasText: 'at nine then' }).waitFor()
    assert.equal(await page.locator('.message').count(), 3)
    assert.deepEqual(await axeCheck(page), [])
    await page.getByRole('link', { name: /^(Private|Alerts)/ }).first().click()
    await page.goto('/conversations')
    await page.locator('.talk', { hasText: 'at nine then' }).getByRole('button', { name: /^More/ }).click()
    await page.getByRole('menuitem', { name: 'Delete this conversation' }).click()
    await page.locator('.talk').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('.talk', { hasText: 'at nine then' }).waitFor()
    assert.deepEqual(await axeCheck(page), [])
    await close()
  })
}

test('a filter that is made in the app covers posts where they stand, everywhere; it is changed from the post and deleted', async () => {
  await call(ada, 'POST', `/api/v1/accounts/${ben.accountId}/follow`)
  const root = await write(ben, 'Calm evening')
  await write(ben, 'The football is on', { in_reply_to_id: root })
  await write(ben, `@${ada.name} football tonight?`)
  await server.idle()
  const { page, close } = await open('/home')
  const shown = (text: string) => page.locator('article', { hasText: text })
  await shown('The football is on').first().waitFor()
  const other = await page.context().newPage()
  await other.goto(`/@${ben.name}/${root}`)
  await other.locator('article', { hasText: 'The football is on' }).first().waitFor()
  await page.goto('/filters/new')
  await page.getByLabel('Name', { exact: true }).fill('ball games')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Add at least one word.').waitFor()
  await page.getByLabel('Word 1', { exact: true }).fill('football')
  await page.getByLabel('Alerts').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The filter “ball games” is at work.').waitFor()
  // The other page hears of it and covers what it shows.
  await other.getByText('Hidden by your filter “ball games”.').waitFor()
  assert.equal(await other.locator('article', { hasText: 'The football is on' }).count(), 0)
  await page.goto('/home')
  await page.getByText('Hidden by your filter “ball games”.').first().waitFor()
  assert.equal(await shown('football').count(), 0)
  await page.goto('/notifications')
  const covered = page.locator('.post-filtered')
  await covered.getByRole('button', { name: 'Show' }).click()
  await shown('football tonight?').first().waitFor()
  await page.goto('/home')
  await page.locator('.toasts').waitFor({ state: 'attached' })
  await page.locator('.post-filtered').first().getByRole('link', { name: 'Edit' }).click()
  await page.getByText('Not at all').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL('**/home')
  await page.locator('.post-filtered').first().waitFor({ state: 'detached' })
  assert.equal(await shown('football').count(), 0)
  await shown('Calm evening').waitFor()
  await page.goto('/filters')
  assert.deepEqual(await axeCheck(page), [])
  await page.getByRole('link', { name: /^ball games/ }).click()
  await page.getByRole('button', { name: 'Delete this filter' }).click()
  await page.getByRole('button', { name: 'Close' }).click()
  await until(async () => (await call<unknown[]>(ada, 'GET', '/api/v2/filters')).length === 0)
  await other.locator('article', { hasText: 'The football is on' }).first().waitFor()
  await close()
})
