// A conversation: opened from the list, read in its branches, one of them folded away and brought back, answered, and
// left again for exactly where the reader was. Strangers read the same branches without any script.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { assertFits, LOOKS } from './support-looks.ts'

let server: TestServer
let browser: OpenBrowser
let ada: Member
let opening = ''

const write = async (member: Member, status: string, more: object = {}): Promise<string> =>
  (await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: member.token, json: { status, ...more } })).body.id

before(async () => {
  server = await startTestServer()
  browser = await openBrowser();
  ada = await server.member('ada')
  const [ben, kit, sofia] = [await server.member('ben'), await server.member('kit'), await server.member('sofia')]
  await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  for (let i = 0; i < 15; i++) await write(ben, `The ferry of ${i} o’clock. ${'It is late. '.repeat(i % 4)}`)
  opening = await write(ben, 'Who took the ladder?')
  const one = await write(kit, 'I did, for the roof.', { in_reply_to_id: opening })
  await write(ben, 'And the roof?', { in_reply_to_id: one })
  const two = await write(sofia, 'There are two ladders.', { in_reply_to_id: opening })
  const three = await write(kit, 'Were.', { in_reply_to_id: two })
  await write(sofia, 'What happened to the other?', { in_reply_to_id: three })
  await write(ben, 'Please not again.', { in_reply_to_id: three })
  for (let i = 15; i < 30; i++) await write(ben, `The ferry of ${i} o’clock. ${'It is late. '.repeat(i % 4)}`)
  await server.idle()
})
after(async () => {
  await browser.close()
  await server.remove()
})

const topOf = (page: Page, text: string) => page.locator('article', { hasText: text }).first().evaluate((one) => one.getBoundingClientRect().top)
/** How far a post is from the side where lines begin. */
const indentOf = (page: Page, text: string) => page.locator('.replies article', { hasText: text }).first().evaluate((one) => {
  const { left, right } = one.getBoundingClientRect()
  return Math.round(document.documentElement.dir === 'rtl' ? innerWidth - right : left)
})

/** One step where a post has several answers; a dialogue keeps its column. */
async function assertBranches(page: Page): Promise<void> {
  const [first, answer, second, inner, again] = await Promise.all(['I did, for the roof.', 'And the roof?', 'There are two ladders.', 'Were.', 'Please not again.'].map((text) => indentOf(page, text)))
  assert.equal(first, second)
  assert.equal(answer, first, 'an answer in a dialogue is indented')
  assert.equal(inner, second)
  assert.ok(again !== undefined && inner !== undefined && again > inner, `${again} against ${inner}: a branch has no step`)
}

for (const [words, look] of Object.entries(LOOKS)) {
  test(`opened, folded, answered and left for the same place, ${words}`, async () => {
    const { page, close } = await browser.pageFor(server, ada, look)
    await page.goto('/home')
    await page.locator('[role=feed] article').nth(5).waitFor()
    for (let i = 0; i < 40 && await page.getByText('Who took the ladder?').count() === 0; i++) await page.mouse.wheel(0, 500)
    await page.getByText('Who took the ladder?').evaluate((one) => { scrollBy(0, one.getBoundingClientRect().top - 300) })
    await page.waitForTimeout(400)
    const was = await topOf(page, 'Who took the ladder?')
    await page.locator('article', { hasText: 'Who took the ladder?' }).first().locator('.post-time').click()
    await page.getByText('Please not again.').waitFor()
    await assertBranches(page)
    await assertFits(page)
    const fold = page.locator('summary', { hasText: '2 replies' })
    await fold.click()
    assert.equal(await page.getByText('What happened to the other?').isVisible(), false)
    assert.equal(await page.getByText('And the roof?').isVisible(), true)
    await fold.click()
    assert.equal(await page.getByText('What happened to the other?').isVisible(), true)
    await page.goBack()
    await page.locator('[role=feed]').waitFor()
    await page.waitForTimeout(500)
    const now = await topOf(page, 'Who took the ladder?')
    assert.ok(Math.abs(now - was) <= 2, `${now} against ${was}`)
    await close()
  })
}

test('a stranger without script reads the same branches and folds one', async () => {
  const { page, close } = await browser.pageFor(server, null, { width: 390, noScript: true })
  await page.goto(`/@ben/${opening}`)
  await assertBranches(page)
  await page.locator('summary', { hasText: '2 replies' }).click()
  assert.equal(await page.getByText('What happened to the other?').isVisible(), false)
  await assertFits(page)
  await close()
})
