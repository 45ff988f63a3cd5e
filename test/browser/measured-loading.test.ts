// How long people wait, on a phone with a quarter of this processor and a middling connection: for the largest paint, for
// an answer to a touch; what a first visit weighs. The best of three visits counts: whatever else runs only adds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTour, type Tour } from './support-tour.ts'
import { asPhone, load, patience, loadingOf, watchInteractions, type Loading } from './support-measures.ts'

const VISITS = 3
const PUBLIC_LCP_MS = 2000
const APP_LCP_MS = 2500
const BLOCKING_MS = 150
const SHIFT = 0.02

let tour: Tour
before(async () => { tour = await openTour() })
after(async () => { await tour.close() })

const pathOf = (name: string): string => tour.groups.flatMap((one) => one.stops).find((one) => one.name === name)?.path ?? ''
const within = (got: Loading, lcp: number): boolean => got.lcp <= lcp * patience() && got.cls <= SHIFT && got.blocking <= BLOCKING_MS * patience()

/** Visits until it is quick enough, three times at most; the last measures. */
async function visit(as: 'visitor' | 'member', path: string, lcp: number): Promise<Loading> {
  let best: Loading | null = null
  for (let i = 0; i < VISITS && !(best && within(best, lcp)); i++) {
    const { page, context, close } = await tour.pageFor({ as, at: 'demo' }, { width: 390 })
    await asPhone(context, page)
    const got = await loadingOf(tour.browser.browser, page, path)
    if (!best || got.lcp < best.lcp) best = got
    await close()
  }
  return best ?? { lcp: Infinity, cls: Infinity, blocking: Infinity }
}

test('public pages: the largest paint within 2 s, nothing blocks or shifts', { timeout: 300_000 }, async (t) => {
  for (const name of ['front-door', 'profile', 'post-thread', 'hashtag', 'about', 'auth-sign-up']) {
    const path = pathOf(name)
    assert.ok(path, name)
    const got = await visit('visitor', path, PUBLIC_LCP_MS)
    t.diagnostic(`${name}: LCP ${got.lcp} ms, blocking ${got.blocking} ms, CLS ${got.cls.toFixed(4)}`)
    assert.ok(within(got, PUBLIC_LCP_MS), `${name}: ${JSON.stringify(got)}, ${load()}`)
  }
})

test('the app: the largest paint within 2.5 s, nothing blocks or shifts', { timeout: 300_000 }, async (t) => {
  for (const name of ['home', 'app-thread', 'app-public-local']) {
    const path = pathOf(name)
    assert.ok(path, name)
    const got = await visit('member', path, APP_LCP_MS)
    t.diagnostic(`${name}: LCP ${got.lcp} ms, blocking ${got.blocking} ms, CLS ${got.cls.toFixed(4)}`)
    assert.ok(within(got, APP_LCP_MS), `${name}: ${JSON.stringify(got)}, ${load()}`)
  }
})

test('a touch or a key is answered within 150 ms', { timeout: 120_000 }, async (t) => {
  let best = { ms: Infinity, count: 0, name: '' }
  for (let i = 0; i < VISITS && best.ms > BLOCKING_MS; i++) {
    const { page, context, close } = await tour.pageFor({ as: 'member', at: 'demo' }, { width: 390 })
    await asPhone(context, page)
    const { slowest } = await watchInteractions(page)
    await page.goto('/home')
    const favourite = page.locator('[role=feed] article').nth(1).getByRole('button', { name: 'Favourite' })
    await favourite.waitFor()
    await page.waitForTimeout(1500)
    await favourite.tap()
    await page.waitForTimeout(300)
    await favourite.tap()
    for (const key of ['j', 'j', 'd', 'd']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(300)
    }
    await page.locator('[role=feed] article').nth(2).locator('.act-more button').first().tap()
    await page.getByRole('menuitem').first().waitFor()
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    const got = await slowest()
    if (got.ms < best.ms) best = got
    await close()
  }
  t.diagnostic(`${best.count} interactions, the slowest ${best.ms} ms (${best.name})`)
  assert.ok(best.count >= 4, `only ${best.count} interactions were seen`)
  assert.ok(best.ms <= BLOCKING_MS * patience(), `${JSON.stringify(best)}, ${load()}`)
})

test('a first visit weighs little: public pages no script and 40 kB, the app 90 kB of script, 18 kB of style, 25 requests beside faces', async (t) => {
  for (const name of ['front-door', 'profile', 'post-thread', 'hashtag', 'about']) {
    const { page, context, weight, close } = await tour.pageFor({ as: 'visitor', at: 'demo' }, { width: 390 })
    await (await context.newCDPSession(page)).send('Network.clearBrowserCache')
    await loadingOf(tour.browser.browser, page, pathOf(name))
    const { script, style, document, picture, requests } = weight()
    t.diagnostic(`${name}: ${document + style} bytes of page and style, ${picture} of pictures, ${requests} requests`)
    assert.equal(script, 0, name)
    assert.ok(document + style <= 40_000, `${name}: ${document + style}`)
    await close()
  }
  const { page, context, weight, forget, close } = await tour.pageFor({ as: 'member', at: 'demo' }, { width: 390 })
  await (await context.newCDPSession(page)).send('Network.clearBrowserCache')
  let pictures = 0
  page.on('requestfinished', (request) => { if (request.resourceType() === 'image') pictures++ })
  forget()
  await loadingOf(tour.browser.browser, page, '/home')
  const { script, style, requests, picture } = weight()
  t.diagnostic(`home: ${script} bytes of script, ${style} of style, ${picture} of ${pictures} pictures, ${requests - pictures} other requests`)
  assert.ok(script > 10_000 && script <= 90_000, `${script} bytes of script`)
  assert.ok(style > 3000 && style <= 18_000, `${style} bytes of style`)
  // Whose faces are in the list is not ours to say.
  assert.ok(requests - pictures <= 25, `${requests} requests, ${pictures} of them pictures`)
  await close()
})
