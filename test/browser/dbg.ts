import { startTestServer } from '#test/support/server.ts'
import { openBrowser } from './support.ts'
import { fillHome } from './support-long-home.ts'
import { trace } from './support-trace.ts'
const t0 = Date.now()
const say = (...w) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...w)
const server = await startTestServer(); const browser = await openBrowser()
const reader = await server.member('ada'), author = await server.member('ben')
await server.call('POST', `/api/v1/accounts/${author.accountId}/follow`, { token: reader.token })
await server.idle(); say('idle')
await fillHome(server, reader, author, 600); say('filled')
const { page, context } = await browser.pageFor(server, reader, { width: 390 })
await page.goto('/home'); await page.locator('[role=feed] [data-card]').nth(5).waitFor(); say('home')
const session = await context.newCDPSession(page)
await session.send('Emulation.setCPUThrottlingRate', { rate: 4 }); say('throttled')
for (let i = 0; i < 8; i++) { await session.send('Input.synthesizeScrollGesture', { x: 200, y: 500, yDistance: -6000, speed: 4000, gestureSourceType: process.argv[2] ?? 'touch' }); say('swipe', await page.evaluate(() => [scrollY, document.documentElement.scrollHeight, document.querySelectorAll('[data-card]').length])) }
const r = await trace(browser.browser, page, 50, async () => { for (let i = 0; i < 8; i++) { await session.send('Input.synthesizeScrollGesture', { x: 200, y: 500, yDistance: -6000, speed: 4000, gestureSourceType: process.argv[2] ?? 'touch' }); say('swipe', await page.evaluate(() => [scrollY, document.documentElement.scrollHeight])) } say('acted') })
say(JSON.stringify(r, null, 1))
await browser.close(); await server.remove(); process.exit()
