// How quick a page is for whoever opens it: largest paint, what shifted, how long the main thread would not listen.
import { loadavg } from 'node:os'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'

export interface Loading {
  /** Of the largest contentful paint, ms since the address was asked for. */
  lcp: number
  cls: number
  /** What tasks took over 50 ms each, summed. */
  blocking: number
}

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
type Interaction = PerformanceEventTiming & { interactionId: number }

/** For the message of a failure: the figures of a machine that is busy otherwise say little. */
export const load = (): string => `load of the machine ${loadavg()[0]?.toFixed(1)}`

/** A middling phone: CPU ÷ 4, 1.6 Mbit/s, 150 ms, and nothing kept from an earlier visit. */
export async function asPhone(context: BrowserContext, page: Page): Promise<CDPSession> {
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 })
  return session
}

/** Opens `path` and waits until nothing is loaded any more. */
export async function loadingOf(page: Page, path: string): Promise<Loading> {
  await page.goto(path)
  await page.waitForLoadState('networkidle', { timeout: 8000 }).catch(() => {})
  return page.evaluate(async () => {
    const entriesOf = (type: string) => new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => { resolve(list.getEntries()) })
      observer.observe({ type, buffered: true })
      setTimeout(() => resolve([]), 300)
    })
    const [paints, shifts, tasks] = await Promise.all(['largest-contentful-paint', 'layout-shift', 'longtask'].map(entriesOf))
    return {
      lcp: Math.round(paints?.at(-1)?.startTime ?? Infinity),
      cls: (shifts ?? []).reduce((sum, one) => sum + ((one as Shift).hadRecentInput ? 0 : (one as Shift).value), 0),
      blocking: Math.round((tasks ?? []).reduce((sum, one) => sum + one.duration - 50, 0)),
    }
  })
}

/** The slowest answer to what was done on the page since it was opened, ms until the next paint; how many there were. */
export const slowestInteraction = (page: Page): Promise<{ ms: number; count: number; name: string }> => page.evaluate(() => new Promise((resolve) => {
  const observer = new PerformanceObserver((list) => {
    const all = (list.getEntries() as Interaction[]).filter((one) => one.interactionId)
    const slowest = all.toSorted((a, b) => b.duration - a.duration)[0]
    resolve({ ms: slowest?.duration ?? 0, count: new Set(all.map((one) => one.interactionId)).size, name: slowest?.name ?? '' })
  })
  observer.observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  setTimeout(() => resolve({ ms: 0, count: 0, name: '' }), 500)
}))
