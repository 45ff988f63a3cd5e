// The browser of the other tests, tried on a page: it signs in, weighs, and notices what it is there to notice.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { openBrowser, type OpenBrowser } from './support.ts'
import { axeCheck } from './support-axe.ts'

let server: TestServer
let browser: OpenBrowser
before(async () => { [server, browser] = await Promise.all([startTestServer(), openBrowser()]) })
after(async () => {
  await browser.close()
  await server.remove()
})

test('signs a member in through the page, at any width', async () => {
  const ada = await server.member('ada')
  for (const width of [390, 1280] as const) {
    const opened = await browser.pageFor(server, ada, { width, scheme: 'dark' })
    await opened.page.goto('/auth/edit')
    assert.equal(opened.page.url(), `${server.url}/auth/edit`)
    assert.equal(await opened.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches && innerWidth), width)
    await opened.close()
  }
})

test('weighs what was loaded', async () => {
  const { page, weight, close } = await browser.pageFor(server, null)
  await page.goto('/about')
  const { document, style, script, all, requests } = weight()
  assert.ok(document > 500 && style > 500, `${document} and ${style} bytes`)
  assert.equal(script, 0)
  assert.ok(all >= document + style && requests >= 2)
  await close()
})

test('notices exceptions, errors and other hosts', async () => {
  const { page, faults, close } = await browser.pageFor(server, null)
  await page.goto('/about')
  await page.evaluate(() => {
    setTimeout(() => { throw new Error('thrown on purpose') })
    console.error('said on purpose')
  })
  const elsewhere = page.waitForRequest(/elsewhere/)
  await page.evaluate(() => { document.location.href = 'http://elsewhere.invalid/' })
  await elsewhere
  assert.deepEqual(faults.map((fault) => /thrown|said|another host/.exec(fault)?.[0]).sort(), ['another host', 'said', 'thrown'])
  await assert.rejects(close, /complained/)
})

test('the page of a refusal is no fault', async () => {
  const { page, close } = await browser.pageFor(server, null)
  assert.equal((await page.goto('/no/such/page'))?.status(), 404)
  await close()
})

test('turns a page around', async () => {
  const { page, close } = await browser.pageFor(server, null, { dir: 'rtl' })
  await page.goto('/about')
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl')
  await close()
})

test('axe names what is wrong', async () => {
  const { page, close } = await browser.pageFor(server, null)
  await page.goto('/about')
  await page.evaluate(() => { document.querySelector('main')?.append(document.createElement('img')) })
  assert.match((await axeCheck(page)).join('\n'), /^image-alt: .*img/m)
  await close()
})

test('without scripts, pages come all the same', async () => {
  const ada = await server.member('ben')
  const { page, close } = await browser.pageFor(server, ada, { noScript: true })
  await page.goto('/auth/edit')
  assert.match(await page.content(), /ben/)
  await close()
})
