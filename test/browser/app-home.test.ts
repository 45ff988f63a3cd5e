// The members' app as its members meet it: home takes over, new posts wait, marks are set and taken back, threads open
// and the way back finds the place; also with keys, without script, and with hundreds of posts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'

let server: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member
const posts: string[] = []

async function write(member: Member, status: string, more: object = {}): Promise<string> {
  const answer = await server.call<{ id: string }>('POST', '/api/v1/statuses', { token: member.token, json: { status, ...more } })
  assert.equal(answer.status, 200)
  return answer.body.id
}

before(async () => {
  server = await startTestServer()
  browser = await openBrowser();
  [ada, ben] = [await server.member('ada'), await server.member('ben')]
  await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  for (let i = 1; i <= 50; i++) posts.push(await write(ben, `Tide table, page ${i}. ${'High water at the pier. '.repeat(i % 5)}`))
  await server.idle()
})
after(async () => {
  await browser.close()
  await server.remove()
})

const cardOf = (page: Page, text: string) => page.locator('[data-card]', { hasText: text }).first()
const marksOf = async (id: string) => (await server.call<{ favourited: boolean; reblogged: boolean; bookmarked: boolean }>('GET', `/api/v1/statuses/${id}`, { token: ada.token })).body

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await what()) return
    await new Promise((go) => { setTimeout(go, 100) })
  }
  assert.fail('it did not come to be')
}

/** The first card that is whole in the window, and where. */
const place = (page: Page) => page.evaluate(() => {
  const card = [...document.querySelectorAll<HTMLElement>('[data-card]')].find((one) => one.getBoundingClientRect().top >= 48)
  return { id: card?.dataset['card'], top: card?.getBoundingClientRect().top ?? 0 }
})

/** Where the card that was noted is now: within 2 px of where it was. */
async function assertKept(page: Page, before: { id: string | undefined; top: number }): Promise<void> {
  const top = await page.locator(`[data-card="${before.id}"]`).evaluate((card) => card.getBoundingClientRect().top)
  assert.ok(Math.abs(top - before.top) <= 2, `${top} against ${before.top}`)
}

async function openHome(look: Parameters<OpenBrowser['pageFor']>[2] = {}) {
  const opened = await browser.pageFor(server, ada, look)
  await opened.page.goto('/home')
  if (!look.noScript) await opened.page.locator('[role=feed] [data-card]').first().waitFor()
  return opened
}

test('a click on the words of a post opens it; on a link, a button or a selection it does not', async () => {
  const linked = await write(ben, 'Words to click on, and a tag: #harbour')
  const { page, close } = await openHome()
  const card = page.locator(`[data-card="${linked}"]`)
  await card.getByText('Words to click on').selectText()
  await card.getByText('Words to click on').dispatchEvent('click')
  await card.getByRole('button', { name: /Favourite/ }).click()
  await until(async () => (await marksOf(linked)).favourited)
  assert.equal(new URL(page.url()).pathname, '/home')
  await page.evaluate(() => getSelection()?.removeAllRanges())
  await card.getByText('Words to click on').click({ position: { x: 10, y: 8 } })
  await page.waitForURL(`**/@ben/${linked}`)
  await page.locator('.post-opened').getByText('Words to click on').click({ position: { x: 10, y: 8 } })
  assert.equal(new URL(page.url()).pathname, `/@ben/${linked}`)
  await close()
})

test('new posts wait while one reads, move nothing, and are let in; at the top they come by themselves', async () => {
  const { page, close } = await openHome()
  await page.evaluate(() => window.scrollTo(0, 900))
  await page.waitForTimeout(300)
  const noted = await place(page)
  await write(ben, 'A gull has taken the ice cream')
  await page.getByRole('button', { name: '1 new post' }).waitFor()
  await assertKept(page, noted)
  await page.keyboard.press('.')
  await cardOf(page, 'A gull has taken').waitFor()
  await page.getByRole('button', { name: 'Back to where you were' }).dispatchEvent('click')
  await page.waitForTimeout(300)
  await assertKept(page, noted)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(200)
  await write(ben, 'The gull is sorry')
  await cardOf(page, 'The gull is sorry').waitFor()
  await close()
})

test('a post that is edited or deleted says so where it stands', async () => {
  const { page, close } = await openHome()
  const id = await write(ben, 'First thought about lamps')
  await cardOf(page, 'First thought about lamps').waitFor()
  await server.call('PUT', `/api/v1/statuses/${id}`, { token: ben.token, json: { status: 'Second thought about lamps' } })
  await cardOf(page, 'Second thought about lamps').waitFor()
  await server.call('DELETE', `/api/v1/statuses/${id}`, { token: ben.token })
  await page.locator('[data-card]', { hasText: 'This post was deleted.' }).waitFor()
  await close()
})

test('favourite and bookmark at once and for good; a boost can be undone; a failure flips back and says so', async () => {
  const { page, close } = await openHome({ expected: [/503/] })
  const id = posts.at(-1) ?? ''
  const card = page.locator(`[data-card="${id}"]`)
  const favourite = card.getByRole('button', { name: 'Favourite' })
  await favourite.click()
  assert.equal(await favourite.getAttribute('aria-pressed'), 'true')
  await card.getByRole('button', { name: 'Bookmark' }).click()
  await until(async () => { const marks = await marksOf(id); return marks.favourited && marks.bookmarked })
  await card.locator('.act-boost').click()
  await until(async () => (await marksOf(id)).reblogged)
  await page.getByRole('button', { name: 'Undo' }).click()
  await until(async () => !(await marksOf(id)).reblogged)
  assert.equal(await card.locator('.act-boost').getAttribute('aria-pressed'), 'false')
  await page.route('**/unfavourite', (route) => route.fulfill({ status: 503, json: { error: 'busy' } }))
  await favourite.click()
  await page.getByText('That did not work.').waitFor()
  assert.equal(await favourite.getAttribute('aria-pressed'), 'true')
  await close()
})

test('a thread opens over the list, a reply joins it as it comes, and back finds the place and the card', async () => {
  const { page, close } = await openHome()
  await page.evaluate(() => window.scrollTo(0, 1500))
  await page.waitForTimeout(400)
  const noted = await place(page)
  await page.locator(`[data-card="${noted.id}"] .post-time`).click()
  await page.getByRole('heading', { name: 'Conversation' }).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1')
  await write(ben, 'And that is why', { in_reply_to_id: noted.id })
  await cardOf(page, 'And that is why').waitFor()
  await page.goBack()
  await page.locator('[role=feed]').waitFor()
  await page.waitForTimeout(300)
  await assertKept(page, noted)
  assert.equal(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card']), noted.id)
  await page.reload()
  await page.locator(`[data-card="${noted.id}"]`).waitFor()
  await page.waitForTimeout(500)
  await assertKept(page, noted)
  await close()
})

test('with keys alone: move, favourite, help, go, back', async () => {
  const { page, close } = await openHome()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const id = await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card'])
  assert.ok(id)
  await page.keyboard.press('f')
  await until(async () => (await marksOf(id)).favourited)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.waitForURL('**/public/local')
  await page.keyboard.press('Backspace')
  await page.waitForURL('**/home')
  await page.locator('[role=search] input').first().focus()
  await page.keyboard.press('f')
  assert.equal(await page.locator('[role=search] input').first().inputValue(), 'f')
  await close()
})

test('signing out ends what the page may do, and strangers’ pages carry no script', async () => {
  const { page, context, close } = await openHome()
  const token = await page.evaluate(() => (JSON.parse(document.getElementById('start')?.textContent ?? '{}') as { token: string }).token)
  assert.equal((await server.call('GET', '/api/v1/timelines/home', { token })).status, 200)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  assert.equal((await server.call('GET', '/api/v1/timelines/home', { token })).status, 401)
  await page.goto('/@ben')
  assert.equal(await page.locator('script[src]').count(), 0)
  await context.clearCookies()
  await close()
})

test('whoever signs out asks for nothing any more, whatever was on its way', async () => {
  const { page, faults, close } = await openHome()
  let out = (): void => {}
  const ended = new Promise<void>((resolve) => { out = resolve })
  await page.route('**/unread_count', async (route) => { await ended; await route.continue().catch(() => {}) })
  await page.route('**/auth/sign_out', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    out()
    // The token has ended and the next page is not there yet: time enough for a question to be refused.
    await new Promise((go) => { setTimeout(go, 1500) })
    await route.fulfill({ response })
  })
  const asked = page.waitForRequest('**/unread_count')
  await write(ben, '@ada one thing more')
  await asked
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL((url) => url.pathname === '/')
  assert.deepEqual(faults, [])
  await close()
})

test('without script home is still read', async () => {
  const { page, close } = await openHome({ noScript: true })
  await page.getByText('Tide table, page 50.').waitFor()
  assert.ok(await page.locator('article.post').count() >= 20)
  await close()
})

test('hundreds of posts at a hand’s pace: at most 80 on the page, nothing shifts, the end is reached', { timeout: 180_000 }, async () => {
  const { page, weight, close } = await openHome({ width: 390 })
  assert.ok(weight().script <= 90_000 && weight().style <= 18_000, JSON.stringify(weight()))
  const many = 600
  const [template] = (await server.call<object[]>('GET', '/api/v1/timelines/home', { token: ada.token })).body
  await page.route('**/api/v1/timelines/public?*', (route) => {
    const url = new URL(route.request().url())
    if (url.searchParams.has('since_id')) return route.fulfill({ json: [] })
    const top = Number(url.searchParams.get('max_id') ?? 900_000 + many)
    const ids = Array.from({ length: Number(url.searchParams.get('limit')) }, (_, i) => top - 1 - i).filter((id) => id >= 900_000)
    const link = ids.length ? `<${url.origin}/api/v1/timelines/public?max_id=${ids.at(-1)}&limit=40>; rel="next"` : ''
    return route.fulfill({ headers: { link }, json: ids.map((id) => ({ ...template, id: String(id), content: `<p>No. ${id} ${'and so on '.repeat(id % 23)}</p>` })) })
  })
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await cardOf(page, `No. ${900_000 + many - 1}`).waitFor()
  await page.evaluate(() => {
    const seen = Object.assign(window, { shift: 0, most: 0 })
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value }).observe({ type: 'layout-shift' })
    const count = (): void => {
      seen.most = Math.max(seen.most, document.querySelectorAll('[data-card]').length)
      requestAnimationFrame(count)
    }
    count()
  })
  await page.mouse.move(200, 400)
  for (let i = 0; i < 800 && !await page.getByText('That is all.').isVisible(); i++) {
    await page.mouse.wheel(0, 500)
    await page.waitForTimeout(16)
  }
  await page.getByText('That is all.').waitFor()
  // The last page is there well before the reader is.
  for (let i = 0; i < 30; i++) {
    await page.mouse.wheel(0, 500)
    await page.waitForTimeout(30)
  }
  await cardOf(page, 'No. 900000').waitFor()
  const { shift, most } = await page.evaluate(() => {
    const seen = window as unknown as { shift: number; most: number }
    return { shift: seen.shift, most: seen.most }
  })
  assert.ok(most > 5 && most <= 80, `${most} cards`)
  assert.ok(shift <= 0.02, `shifted ${shift}`)
  await close()
})
