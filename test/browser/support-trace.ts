// What the browser's main thread did while something went on: tasks and how long each took, as the browser traced it.
import type { Browser, Page } from 'playwright-core'

/** A task over the limit. `cpuMs` is what the thread itself worked; `ms` also holds what others took from it on a busy machine. */
export interface LongTask { ms: number; cpuMs: number; /** The longest things in it. */ what: string }

export interface Traced { tasks: number; long: LongTask[]; longestCpuMs: number }

interface TraceEvent { name: string; ph: string; ts: number; dur?: number; tdur?: number; tid: number; pid: number; args?: { name?: string; data?: { functionName?: string; url?: string; type?: string } } }

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel', '__metadata']

const labelOf = ({ name, args }: TraceEvent): string => [name, args?.data?.functionName ?? args?.data?.type ?? ''].filter(Boolean).join(' ')

function insideOf(task: TraceEvent, all: readonly TraceEvent[]): string {
  const inner = all.filter((one) => one !== task && one.tid === task.tid && one.pid === task.pid && one.ts >= task.ts && one.ts < task.ts + (task.dur ?? 0) && (one.dur ?? 0) > 4000)
  return inner.sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0)).slice(0, 8).map((one) => `${labelOf(one)} ${Math.round((one.dur ?? 0) / 1000)}`).join(', ')
}

/**
 * Traces what `act` does on `page`; tasks of its main thread whose own work took more than `limitMs` are named. The
 * throttled processor is part of that work; what the rest of the machine takes is not.
 */
export async function trace(browser: Browser, page: Page, limitMs: number, act: () => Promise<void>): Promise<Traced> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  // The page's own process is the one whose main thread did most.
  const mains = new Set(traceEvents.filter((one) => one.name === 'thread_name' && one.args?.name === 'CrRendererMain').map((one) => `${one.pid} ${one.tid}`))
  const tasks = traceEvents.filter((one) => one.ph === 'X' && (one.name === 'RunTask' || one.name === 'ThreadControllerImpl::RunTask') && mains.has(`${one.pid} ${one.tid}`))
  const long = tasks.filter((one) => (one.tdur ?? one.dur ?? 0) > limitMs * 1000)
  return {
    tasks: tasks.length, longestCpuMs: Math.max(0, ...tasks.map((one) => (one.tdur ?? one.dur ?? 0) / 1000)),
    long: long.map((one) => ({ ms: Math.round((one.dur ?? 0) / 1000), cpuMs: Math.round((one.tdur ?? one.dur ?? 0) / 1000), what: insideOf(one, traceEvents) })),
  }
}
