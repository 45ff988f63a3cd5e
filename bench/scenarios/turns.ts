// A raw page in this process and ours in the server's, in turns, so that whatever else the machine does falls on both alike.
import { median, ownCpu } from '../report.ts'
import type { Measured } from '../child.ts'

export interface Turns { raw: number; ours: number; ratio: number }

interface Sides { server: Measured; raw: (index: number) => void; ours: (index: number) => Promise<void>; turns?: number; pages: number }

/** Medians of CPU a page, ms, and of their ratio, after both have been warmed up for `warm` pages. */
export async function cpuInTurns({ server, raw, ours, turns = 11, pages }: Sides, warm = pages * 4): Promise<Turns> {
  let [asked, computed] = [0, 0]
  const rawPages = (count: number) => { for (let page = 0; page < count; page++) raw(computed++) }
  const ourPages = async (count: number) => { for (let page = 0; page < count; page++) await ours(asked++) }
  rawPages(warm)
  await ourPages(warm)
  const times: Omit<Turns, 'ratio'>[] = []
  for (let turn = 0; turn < turns; turn++) {
    times.push({ raw: await ownCpu(() => rawPages(pages)) / pages, ours: await server.cpuOf(() => ourPages(pages)) / pages })
  }
  return { raw: median(times.map((one) => one.raw)), ours: median(times.map((one) => one.ours)), ratio: median(times.map((one) => one.ours / one.raw)) }
}
