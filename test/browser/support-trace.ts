// What the browser's main thread did while something went on: tasks and how long each took, as the browser traced it.
import type { Browser, Page } from 'playwright-core'

/** A task over the limit: what the thread itself worked, and the longest things in it. */
export interface LongTask { cpuMs: number; what: string }

/** `blockingMs`: what tasks worked beyond the limit each, summed. `interrupted`: over the limit, but others had the processor meanwhile. */
export interface Traced { tasks: number; long: LongTask[]; longestMs: number; blockingMs: number; interrupted: number }

interface TraceEvent { name: string; ph: string; ts: number; dur?: number; tdur?: number; tid: number; pid: number; args?: { name?: string; data?: { functionName?: string; url?: string; type?: string } } }

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata']

/** A task that took this much longer than it worked was stopped in the middle; the slowed processor makes it work more than it did. */
const INTERRUPTED = 1.3

const labelOf = ({ name, args }: TraceEvent): string => [name, args?.data?.functionName ?? args?.data?.type ?? ''].filter(Boolean).join(' ')

function insideOf(task: TraceEvent, all: readonly TraceEvent[]): string {
  const inner = all.filter((one) => one !== task && one.tid === task.tid && one.pid === task.pid && one.ts >= task.ts && one.ts < task.ts + (task.dur ?? 0) && (one.dur ?? 0) > 4000)
  return inner.sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0)).slice(0, 8).map((one) => `${labelOf(one)} ${Math.round((one.dur ?? 0) / 1000)}`).join(', ')
}

/**
 * Traces what `act` does on `page`: tasks of its main thread, and those whose own work took more than `limitMs`. The slowed
 * processor is part of that work; a task that the rest of the machine interrupted says nothing and is only counted.
 */
export async function trace(browser: Browser, page: Page, limitMs: number, act: () => Promise<void>): Promise<Traced> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const mains = new Set(traceEvents.filter((one) => one.name === 'thread_name' && one.args?.name === 'CrRendererMain').map((one) => `${one.pid} ${one.tid}`))
  const tasks = traceEvents.filter((one) => one.ph === 'X' && one.name === 'RunTask' && mains.has(`${one.pid} ${one.tid}`))
  const workOf = ({ tdur, dur }: TraceEvent): number => (tdur ?? dur ?? 0) / 1000
  const over = tasks.filter((one) => workOf(one) > limitMs)
  const whole = over.filter((one) => (one.dur ?? 0) <= (one.tdur ?? one.dur ?? 0) * INTERRUPTED)
  const unbroken = tasks.filter((one) => (one.dur ?? 0) <= (one.tdur ?? one.dur ?? 0) * INTERRUPTED)
  return {
    tasks: tasks.length, interrupted: over.length - whole.length, longestMs: Math.round(Math.max(0, ...unbroken.map(workOf))),
    blockingMs: Math.round(whole.reduce((sum, one) => sum + workOf(one) - limitMs, 0)),
    long: whole.map((one) => ({ cpuMs: Math.round(workOf(one)), what: insideOf(one, traceEvents) })),
  }
}
