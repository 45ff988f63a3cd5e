// What a reader's eyes and fingers meet, measured: the place that is kept, how much of a phone a post takes, how many
// stops of Tab it takes to get in, and what is left in forced colours, without motion, and of other hosts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { appOn } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { assertFits } from './support-looks.ts'

const KEPT_PX = 2
const CARD_PX = 124
const BAR_PX = 48
let server: TestServer
let browser: OpenBrowser
let ada: Member
let ben: Member
const { post, upload } = appOn(() => server)

before(async () => {
  server = await startTestServer()
  browser = await openBrowser();
  [ada, ben] = [await server.member('ada'), await server.member('ben')]
  await server.call('POST', `/api/v1/accounts/${ben.accountId}/follow`, { token: ada.token })
  const opening = await post(ben, 'Two lines on a phone: high water at the pier is at ten past six today.')
  await post(ben, 'A reply of two lines: and the ferry goes at twenty past, they say at the pier.', { in_reply_to_id: opening.id })
  const picture = await upload(ben, { description: 'The pier' })
  for (let i = 0; i < 40; i++) await post(ben, `Tide table, page ${i}. ${'High water at the pier. '.repeat(i % 5)}`, i === 12 ? { media_ids: [picture.body.id] } : {})
  await server.idle()
})
after(async () => {
  await browser.close()
  await server.remove()
})

const place = (page: Page) => page.evaluate((bar) => {
  const card = [...document.querySelectorAll<HTMLElement>('[role=feed] [data-card]')].find((one) => one.getBoundingClientRect().top >= bar)
  return { id: card?.dataset['card'] ?? '', top: card?.getBoundingClientRect().top ?? 0 }
}, BAR_PX)

async function assertKept(page: Page, was: { id: string; top: number }, what: string): Promise<void> {
  const top = await page.locator(`[role=feed] [data-card="${was.id}"]`).evaluate((card) => card.getBoundingClientRect().top)
  assert.ok(Math.abs(top - was.top) <= KEPT_PX, `${what}: ${top} against ${was.top}`)
}

async function openHome(look: Parameters<OpenBrowser['pageFor']>[2], scroll = 0) {
  const opened = await browser.pageFor(server, ada, look)
  await opened.page.goto('/home')
  await opened.page.locator('[role=feed] [data-card]').nth(5).waitFor()
  if (scroll > 0) {
    await opened.page.evaluate((by) => scrollTo(0, by), scroll)
    await opened.page.waitForTimeout(500)
  }
  return opened
}

test('30 streamed posts move nothing', { timeout: 120_000 }, async () => {
  const { page, close } = await openHome({ width: 390 }, 1500)
  const was = await place(page)
  for (let i = 0; i < 30; i++) await post(ben, `Gull number ${i}`)
  await page.getByRole('button', { name: '30 new posts' }).waitFor()
  await assertKept(page, was, 'streamed')
  await close()
})

test('a picture that comes late moves nothing', async () => {
  const opened = await browser.pageFor(server, ada, { width: 390 })
  const { page, close } = opened
  let answer = (): void => {}
  const late = new Promise<void>((resolve) => { answer = resolve })
  await page.route(/\/files\/media/, async (route) => { await late; await route.continue() })
  await page.goto('/home', { waitUntil: 'commit' })
  const picture = page.locator('[role=feed] img[alt="The pier"]').first()
  for (let i = 0; i < 60 && await picture.count() === 0; i++) await page.mouse.wheel(0, 400)
  await picture.evaluate((one) => { scrollBy(0, one.getBoundingClientRect().top - 100) })
  await page.waitForTimeout(500)
  const was = await place(page)
  answer()
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('[role=feed] img[alt="The pier"]')?.complete)
  await page.waitForTimeout(300)
  await assertKept(page, was, 'late picture')
  await close()
})

test('turning the phone keeps the post that was read', async () => {
  const { page, close } = await openHome({ width: 390 }, 1500)
  const was = await place(page)
  await page.setViewportSize({ width: 844, height: 390 })
  await page.waitForTimeout(500)
  const id = (await place(page)).id
  const card = page.locator(`[role=feed] [data-card="${was.id}"]`)
  const top = await card.evaluate((one) => one.getBoundingClientRect().top)
  assert.ok(top > -200 && top < 390, `the post that was read is at ${top} now, first is ${id}`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.waitForTimeout(500)
  await assertKept(page, was, 'turned and turned back')
  await close()
})

test('a post of two lines takes at most 124 px of a phone, and so does a reply in its thread', async (t) => {
  const { page, close } = await openHome({ width: 390 })
  for (const text of ['Two lines on a phone', 'A reply of two lines']) {
    const card = page.locator('.feed article', { hasText: text }).first()
    for (let i = 0; i < 60 && await card.count() === 0; i++) {
      await page.mouse.wheel(0, 500)
      await page.waitForTimeout(50)
    }
    const { height, lines } = await card.evaluate((one) => {
      const words = one.querySelector('.post-text')
      return { height: one.getBoundingClientRect().height, lines: Math.round((words?.getBoundingClientRect().height ?? 0) / 24) }
    })
    t.diagnostic(`${text}: ${height} px, ${lines} lines`)
    assert.equal(lines, 2)
    assert.ok(height <= CARD_PX, `${text}: ${height} px`)
    if (text.startsWith('Two')) await card.locator('.post-time').click()
  }
  await close()
})

/** What Tab stops at, one after the other: where it is, its words, and whether one sees that it is there. */
async function stops(page: Page, count: number): Promise<{ words: string; inMain: boolean; seen: boolean }[]> {
  const found = []
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('Tab')
    found.push(await page.evaluate(() => {
      const one = document.activeElement
      if (!one) return { words: '', inMain: false, seen: false }
      const { top, bottom, left } = one.getBoundingClientRect()
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const over = document.elementFromPoint(left + 3, (top + bottom) / 2)
      const uncovered = over === null || one.contains(over) || over.contains(one)
      return { words: one.textContent?.trim() ?? '', inMain: one.closest('main') !== null, seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight && uncovered }
    }))
  }
  return found
}

for (const width of [390, 1280] as const) {
  test(`with Tab at ${width}: at most 3 stops to the main part, 12 to “Sign in”, each one seen`, async (t) => {
    const visitor = await browser.pageFor(server, null, { width })
    await visitor.page.goto('/')
    const found = await stops(visitor.page, 12)
    const signIn = found.findIndex((one) => one.words === 'Sign in') + 1
    assert.ok(signIn > 0 && signIn <= 12, `“Sign in” is not among ${found.map((one) => one.words).join(', ')}`)
    assert.deepEqual(found.filter((one) => !one.seen).map((one) => one.words), [], 'a stop is not seen')
    await visitor.page.goto('/')
    await visitor.page.keyboard.press('Tab')
    await visitor.page.keyboard.press('Enter')
    await visitor.page.waitForURL(({ hash }) => hash !== '')
    const past = await stops(visitor.page, 1)
    t.diagnostic(`Sign in is stop ${signIn}; the skip link leads into the main part`)
    assert.equal(past[0]?.inMain, true, 'skip link, Enter, Tab: three keys to the main part')
    await visitor.close()
    const { page, close } = await openHome({ width })
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'content')
    const inside = await stops(page, 3)
    assert.equal(inside[0]?.inMain, true)
    assert.deepEqual(inside.filter((one) => !one.seen).map((one) => one.words.slice(0, 40)), [])
    await close()
  })
}

test('in forced colours the pressed mark, the focus and the buttons are still told apart', async () => {
  const { page, close } = await openHome({ width: 390, forcedColors: 'active' })
  const favourite = page.locator('[role=feed] article').first().getByRole('button', { name: 'Favourite' })
  const look = () => favourite.evaluate((one) => { const { color, borderStyle, backgroundColor } = getComputedStyle(one); return `${color} ${borderStyle} ${backgroundColor} ${getComputedStyle(one.querySelector('svg') ?? one).fill}` })
  const before = await look()
  await favourite.click()
  await page.waitForTimeout(200)
  assert.notEqual(await look(), before, 'a pressed mark looks like one that is not')
  await page.keyboard.press('Tab')
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle), 'none')
  await assertFits(page)
  await favourite.click()
  await close()
})

test('whoever wants no motion gets none', async () => {
  const { page, close } = await openHome({ width: 390, motion: 'reduce' })
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(one)
    const longest = (list: string): number => Math.max(...list.split(',').map((part) => parseFloat(part) * (part.includes('ms') ? 1 : 1000)))
    return longest(transitionDuration) > 1 || animationName !== 'none' && longest(animationDuration) > 1
  }).map((one) => `${one.tagName}.${one.className}`))
  assert.deepEqual(moving, [])
  await close()
})

test('home, a thread and a profile ask no other host for anything, and their policy allows none', async () => {
  const { page, faults, close } = await openHome({ width: 1280 })
  for (const path of ['/home', '/public/local', '/@ben']) {
    const answer = await page.goto(path)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    assert.match(policy, /default-src '(?:none|self)'/)
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/)
    await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => {})
  }
  assert.deepEqual(faults, [])
  await close()
})
