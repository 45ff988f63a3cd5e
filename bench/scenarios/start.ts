// The program itself, as an operator starts it: how long until it answers, and what it holds three seconds later.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverEnv } from '../child.ts'
import { median, report } from '../report.ts'
import type { World } from '../world.ts'

const STARTS = 5
const AFTER_MS = 3000

/** Resident memory of a process, MB. */
async function residentOf(pid: number): Promise<number> {
  const [, kilobytes = 'NaN'] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Starts it, asks until it answers, and ends it after `stay` ms. */
async function startOnce(world: World, stay: number): Promise<{ ms: number; cpu: number; resident: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['bin/covey.ts', 'serve'], { stdio: ['ignore', 'pipe', 'inherit'], env: serverEnv({ COVEY_DATA_DIR: world.dataDir }, world.domain) })
  try {
    let url = ''
    for await (const line of createInterface({ input: child.stdout })) {
      url = /^Covey answers at (\S+?)\.?( |$)/.exec(line)?.[1] ?? ''
      if (url) break
    }
    const { status } = await fetch(`${url}/api/v1/timelines/public`)
    const ms = performance.now() - began
    if (status !== 200) throw new Error(`the started server answers ${status}`)
    const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
    const cpu = (Number(fields[11]) + Number(fields[12])) * 10
    await sleep(stay)
    return { ms, cpu, resident: await residentOf(child.pid ?? 0) }
  } finally {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  }
}

/** The first start may have to compile; medians of the others. Linux only, as it reads /proc. */
export async function startAtRest(world: World): Promise<void> {
  await startOnce(world, 1500)
  const starts: Awaited<ReturnType<typeof startOnce>>[] = []
  for (let index = 0; index < STARTS; index++) starts.push(await startOnce(world, AFTER_MS))
  const [ms, cpu, rest] = [median(starts.map((one) => one.ms)), median(starts.map((one) => one.cpu)), median(starts.map((one) => one.resident))]
  report({ path: `start at ${world.size.statuses} statuses, until a timeline is answered`, measured: `${ms.toFixed(0)} ms, of CPU ${cpu.toFixed(0)}`, must: '< 1000 ms', reached: ms < 1000 })
  report({ path: 'memory at rest, three seconds after the start', measured: `${rest.toFixed(0)} MB`, must: '< 150 MB', reached: rest < 150 })
}
