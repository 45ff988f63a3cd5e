// Five thousand posts scrolled through on a phone whose processor is four times slower: no frame waits, nothing moves
// by itself, and never are more than eighty cards on the page.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { load, patience } from './support-measures.ts'
import { fillHome } from './support-long-home.ts'
import { trace } from './support-trace.ts'

const POSTS = 5000
const LONGEST_MS = 50
let server: TestServer
let browser: OpenBrowser
let reader: Member

before(async () => {
  server = await startTestServer()
  browser = await openBrowser()
  reader = await server.member('ada')
  const author = await server.member('ben')
  await server.call('POST', `/api/v1/accounts/${author.accountId}/follow`, { token: reader.token })
  await server.idle()
  await fillHome(server, reader, author, POSTS)
})
after(async () => {
  await browser.close()
  await server.remove()
})

/** Counts cards in each frame, and shifts. */
async function watch(page: Page): Promise<() => Promise<{ most: number; shift: number }>> {
  await page.evaluate(() => {
    const seen = Object.assign(window, { seen: { most: 0, shift: 0 } }).seen
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value }).observe({ type: 'layout-shift' })
    const root = document.querySelector('[role=feed]')
    const cards = root?.getElementsByTagName('article')
    new MutationObserver(() => { seen.most = Math.max(seen.most, cards?.length ?? 0) }).observe(root ?? document.body, { childList: true })
  })
  return () => page.evaluate(() => (window as unknown as { seen: { most: number; shift: number } }).seen)
}

const SWIPE_PX = 8000
const PX_A_SECOND = 6000

/** As a thumb does it: one long swipe after the other, until there is nothing more. */
async function scrollToEnd(page: Page, session: CDPSession): Promise<number> {
  const end = page.getByText('That is all.')
  let swipes = 0
  const isOver = () => end.evaluate((one) => one.getBoundingClientRect().top < innerHeight, null, { timeout: 100 }).catch(() => false)
  for (; swipes < 400 && !(await end.count() > 0 && await isOver()); swipes++) {
    await session.send('Input.synthesizeScrollGesture', { x: 200, y: 500, yDistance: -SWIPE_PX, speed: PX_A_SECOND, gestureSourceType: 'mouse' })
  }
  return swipes
}

test('5,000 posts at a quarter of the speed: no task over 50 ms, no shift, at most 80 cards', { timeout: 900_000 }, async (t) => {
  const { page, context, close } = await browser.pageFor(server, reader, { width: 390 })
  await page.goto('/home')
  await page.locator('[role=feed] [data-card]').nth(5).waitFor()
  await page.waitForLoadState('networkidle').catch(() => {})
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const seen = await watch(page)
  let swipes = 0
  const { tasks, long, longestMs, interrupted } = await trace(browser.browser, page, LONGEST_MS, async () => { swipes = await scrollToEnd(page, session) })
  const { most, shift } = await seen()
  t.diagnostic(`${swipes} swipes, ${tasks} tasks, longest ${longestMs} ms (${interrupted} over the limit were interrupted), shift ${shift}, at most ${most} cards (${load()})`)
  await page.locator('[data-card]', { hasText: 'No. 0:' }).waitFor()
  assert.ok(tasks > 1000, 'nothing was traced')
  assert.ok(most > 5 && most <= 80, `${most} cards`)
  assert.ok(shift <= (patience() === 1 ? 0.001 : 0.2), `shifted ${shift}, ${load()}`)
  assert.deepEqual(long.filter((one) => one.cpuMs > LONGEST_MS * patience()), [], load())
  await close()
})
