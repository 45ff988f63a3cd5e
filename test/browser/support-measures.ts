// How quick a page is for whoever opens it: largest paint, what shifted, how long the main thread would not listen.
import { availableParallelism, loadavg } from 'node:os'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { trace } from './support-trace.ts'

const LONG_TASK_MS = 50

export interface Loading {
  /** Of the largest contentful paint, ms since the address was asked for. */
  lcp: number
  cls: number
  /** What tasks worked over 50 ms each, summed. */
  blocking: number
}

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
type Interaction = PerformanceEventTiming & { interactionId: number }

/** For the message of a failure: the figures of a machine that is busy otherwise say little. */
export const load = (): string => `load of the machine ${loadavg()[0]?.toFixed(1)}`

/** On a machine that has far more to do than it has processors, clocks measure the machine: budgets are doubled then, and the failure says so. */
export const patience = (): number => (loadavg()[0] ?? 0) > availableParallelism() * 1.5 ? 2 : 1

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
export async function loadingOf(browser: Browser, page: Page, path: string): Promise<Loading> {
  const { blockingMs } = await trace(browser, page, LONG_TASK_MS, async () => {
    await page.goto(path)
    await page.waitForLoadState('networkidle', { timeout: 8000 }).catch(() => {})
  })
  const [lcp, cls] = await page.evaluate(async () => {
    const entriesOf = (type: string) => new Promise<PerformanceEntry[]>((resolve) => {
      new PerformanceObserver((list) => { resolve(list.getEntries()) }).observe({ type, buffered: true })
      setTimeout(() => resolve([]), 300)
    })
    const [paints, shifts] = await Promise.all(['largest-contentful-paint', 'layout-shift'].map(entriesOf))
    return [paints?.at(-1)?.startTime ?? Infinity, (shifts ?? []).reduce((sum, one) => sum + ((one as Shift).hadRecentInput ? 0 : (one as Shift).value), 0)]
  })
  return { lcp: Math.round(lcp ?? Infinity), cls: cls ?? Infinity, blocking: blockingMs }
}

interface Interactions { slowest(): Promise<{ ms: number; count: number; name: string }> }

/** From the next page on, takes note of how long each touch and key waits for its paint. */
export async function watchInteractions(page: Page): Promise<Interactions> {
  await page.addInitScript(() => {
    const seen = Object.assign(window, { interactions: [] as { ms: number; id: number; name: string }[] }).interactions
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Interaction[]) if (entry.interactionId) seen.push({ ms: entry.duration, id: entry.interactionId, name: entry.name })
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  return {
    slowest: () => page.evaluate(() => {
      const seen = (window as unknown as { interactions: { ms: number; id: number; name: string }[] }).interactions
      const slowest = seen.toSorted((a, b) => b.ms - a.ms)[0]
      return { ms: slowest?.ms ?? Infinity, count: new Set(seen.map((one) => one.id)).size, name: slowest?.name ?? '' }
    }),
  }
}
