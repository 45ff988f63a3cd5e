import { startTestServer } from '#test/support/server.ts'
import { openBrowser } from './support.ts'
import { fillHome } from './support-long-home.ts'
const server = await startTestServer(); const browser = await openBrowser()
const reader = await server.member('ada'), author = await server.member('ben')
await server.call('POST', `/api/v1/accounts/${author.accountId}/follow`, { token: reader.token })
await server.idle()
await fillHome(server, reader, author, 600)
const { page, context } = await browser.pageFor(server, reader, { width: 390 })
await page.goto('/home'); await page.locator('[role=feed] [data-card]').nth(5).waitFor()
const session = await context.newCDPSession(page)
await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
const go = async () => { for (let i = 0; i < 4; i++) await session.send('Input.synthesizeScrollGesture', { x: 200, y: 500, yDistance: -6000, speed: Number(process.argv[2] ?? 4000), gestureSourceType: 'mouse' }) }
await go()
await browser.browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] })
await go()
const { traceEvents } = JSON.parse((await browser.browser.stopTracing()).toString())
const by = {}
for (const e of traceEvents) if (e.ph === 'X' && e.tdur > 500) { const b = by[e.name] ??= { n: 0, ms: 0, max: 0 }; b.n++; b.ms += e.tdur / 1000; b.max = Math.max(b.max, e.tdur / 1000) }
console.log(Object.entries(by).sort((a, b) => b[1].ms - a[1].ms).slice(0, 22).map(([k, v]) => `${k} n=${v.n} avg=${(v.ms / v.n).toFixed(1)} max=${v.max.toFixed(1)}`).join('\n'))
const ult = traceEvents.filter((e) => e.name === 'UpdateLayoutTree' && e.tdur > 3000)
console.log('ULT', ult.slice(0, 30).map((e) => `${(e.tdur / 1000).toFixed(0)}:${e.args?.elementCount}`).join(' '))
for (const e of traceEvents) if ((e.name === 'EventDispatch' || e.name === 'FunctionCall') && e.tdur > 40000) console.log(e.name, e.tdur, JSON.stringify(e.args), e.pid, e.tid)
console.log('inval', await page.evaluate(() => [document.querySelectorAll('[data-card]').length, document.querySelectorAll('[data-card] *').length]))
// cpu profile
const nodes = new Map(), self = new Map()
let last = 0
for (const e of traceEvents.filter((x) => x.name === 'ProfileChunk')) {
  const cp = e.args.data.cpuProfile ?? {}; for (const n of cp.nodes ?? []) nodes.set(`${e.pid}:${n.id}`, n)
  const d = e.args.data.timeDeltas ?? []; (cp.samples ?? []).forEach((s, i) => { const k = `${e.pid}:${s}`; self.set(k, (self.get(k) ?? 0) + Math.max(0, d[i] ?? 0)) })
}
const fn = new Map()
for (const [k, t] of self) { const n = nodes.get(k); const name = `${n?.callFrame.functionName || '(anon)'} ${n?.callFrame.url?.split('/').pop() ?? ''}:${n?.callFrame.lineNumber}:${n?.callFrame.columnNumber}`; fn.set(name, (fn.get(name) ?? 0) + t) }
console.log([...fn].sort((a, b) => b[1] - a[1]).slice(0, 30).map(([n, t]) => `${(t / 1000).toFixed(0)} ${n}`).join('\n'))
await browser.close(); await server.remove(); process.exit()
