// Somebody looks for something: people, posts and hashtags while they type, a person on another server by name, and the
// way back to what was found.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type Look, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

let here: TestServer
let there: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member

before(async () => {
  [here, there, browser] = await Promise.all([startTestServer({ host: '127.0.0.2' }), startTestServer({ host: '127.0.0.3' }), openBrowser()]);
  [ada, ben] = [await here.member('ada'), await here.member('benedict')]
  await there.member('mirjam', await generateRsaKeyPair())
  await here.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  await here.call('PATCH', '/api/v1/accounts/update_credentials', { token: ben.token, json: { discoverable: true, indexable: true, note: 'Bakes at the harbour' } })
  for (let i = 1; i <= 12; i++) await here.call('POST', '/api/v1/statuses', { token: ben.token, json: { status: `Sourdough number ${i} #sourdough ${'and more flour '.repeat(i)}` } })
  await here.idle()
})
after(async () => {
  await browser.close()
  await Promise.all([here.remove(), there.remove()])
})

async function open(path: string, look: Look = {}) {
  const opened = await browser.pageFor(here, ada, look)
  await opened.page.goto(path)
  await opened.page.locator('.toasts').waitFor({ state: 'attached' })
  return opened
}

for (const look of [{ width: 390 }, { width: 1280, dir: 'rtl' }] as const) {
  test(`while one types, people, posts and hashtags are found; nothing is said in words (${JSON.stringify(look)})`, async () => {
    const { page, close } = await open('/search', look)
    const field = page.getByPlaceholder('People, posts, hashtags')
    await page.getByText('Three letters are enough to begin.').waitFor()
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'search-field')
    await page.keyboard.type('so')
    await page.waitForTimeout(600)
    assert.equal(await page.locator('.found').count(), 0, 'two letters are not enough')
    await page.keyboard.type('urdough')
    await page.getByRole('heading', { name: 'Posts' }).waitFor()
    await page.getByRole('link', { name: '#sourdough' }).first().waitFor()
    assert.match(page.url(), /q=sourdough$/)
    assert.deepEqual(await axeCheck(page), [])
    await field.fill('benedi')
    await page.getByRole('heading', { name: 'People' }).waitFor()
    await page.getByText('Bakes at the harbour').waitFor()
    await field.fill('sourdoh')
    await page.getByText('Nothing for “sourdoh”. Looking for someone elsewhere? Paste name@server.').waitFor()
    await field.fill('')
    await page.getByText('What you can type').waitFor()
    assert.deepEqual(await axeCheck(page), [])
    await close()
  })
}

test('a person on another server is found by name@server and followed from the result', async () => {
  const { page, close } = await open('/search', { also: [there] })
  const handle = `mirjam@${new URL(there.url).host}`
  await page.getByPlaceholder('People, posts, hashtags').fill(handle)
  await page.keyboard.press('Enter')
  const found = page.locator('.person-row', { hasText: handle })
  await found.getByRole('button', { name: `Follow @${handle}` }).click()
  await page.getByText(new RegExp(`You (?:follow|asked to follow) @${handle}`)).waitFor()
  await here.idle()
  await there.idle()
  const [account] = (await here.call<{ id: string }[]>('GET', '/api/v1/accounts/search', { token: ada.token, query: { q: handle } })).body
  const [relation] = (await here.call<{ following: boolean }[]>('GET', '/api/v1/accounts/relationships', { token: ada.token, query: { id: [account?.id] } })).body
  assert.equal(relation?.following, true)
  await close()
})

test('one kind page by page; the way back from a post leads to the same card, without asking again', async () => {
  const { page, close } = await open('/search?q=sourdough&type=statuses')
  await page.locator('[data-card]').nth(8).waitFor()
  await page.evaluate(() => window.scrollTo(0, 700))
  const card = page.locator('[data-card]').nth(6)
  const id = await card.getAttribute('data-card')
  await page.waitForTimeout(200)
  const top = await card.evaluate((one) => one.getBoundingClientRect().top)
  await card.locator('.post-time').click()
  await page.getByRole('heading', { name: 'Conversation' }).waitFor()
  let asked = 0
  page.on('request', (request) => { if (request.url().includes('/api/v2/search')) asked += 1 })
  await page.goBack()
  await page.locator(`[data-card="${id}"]`).waitFor()
  await page.waitForTimeout(300)
  const now = await page.locator(`[data-card="${id}"]`).evaluate((one) => one.getBoundingClientRect().top)
  assert.ok(Math.abs(now - top) <= 2, `${now} against ${top}`)
  assert.equal(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card']), id)
  assert.equal(asked, 0)
  await close()
})

test('with keys alone: s searches, Enter asks, the result is reached and opened', async () => {
  const { page, close } = await open('/home', { width: 390 })
  await page.locator('[data-card]').first().waitFor()
  await page.keyboard.press('s')
  await page.waitForURL('**/search')
  await page.locator('#search-field:focus').waitFor()
  await page.keyboard.type('benedict')
  await page.keyboard.press('Enter')
  await page.locator('.person-row').waitFor()
  await page.evaluate(() => { (document.activeElement as HTMLElement).blur() })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/@benedict')
  await close()
})

test('explore and the directory are members’ too: why something is shown is said, and one follows from there', async () => {
  const cleo = await here.member('cleo')
  await here.call('PATCH', '/api/v1/accounts/update_credentials', { token: cleo.token, json: { discoverable: true, note: 'Counts gulls' } })
  await here.call('POST', '/api/v1/statuses', { token: cleo.token, json: { status: 'Forty-one' } })
  const { page, close } = await open('/explore')
  await page.getByRole('heading', { name: 'Hashtags in use' }).waitFor()
  assert.deepEqual(await axeCheck(page), [])
  await page.getByRole('navigation', { name: 'What to show' }).getByRole('link', { name: 'People' }).click()
  await page.waitForURL('**/directory')
  const row = page.locator('.person-row', { hasText: 'Counts gulls' })
  await row.getByRole('button', { name: 'Follow @cleo' }).click()
  await row.getByRole('button', { name: 'Following @cleo' }).waitFor()
  await page.getByLabel('Order').selectOption('new')
  await page.waitForURL(/order=new/)
  await page.locator('.person-row').first().getByText('cleo', { exact: true }).waitFor()
  assert.deepEqual(await axeCheck(page), [])
  await close()
})
