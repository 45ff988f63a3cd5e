// Memory at rest. What loading and bursts of work leave behind, V8 keeps for the next burst, which on a small machine
// may never come; a server with nothing to do gives it back.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

const LOOK_EVERY_MS = 2000
/** At rest is who has used less than this share of the processor since the last look. */
const REST = 0.03
/** Not worth the pause of about 0.1 s below this, in bytes. */
const WORTH_IT = 24 * 1024 * 1024

function collector(): Collect {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  // Compiled code is kept for the flags it was compiled under.
  setFlagsFromString('--no-expose-gc')
  return collect
}

/** Starts looking whether the process rests, and collects what is no longer used then. The result ends that. */
export function releaseMemoryAtRest(): () => void {
  const collect = collector()
  let kept = 0
  let before = process.cpuUsage()
  let restful = 0
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    restful = (user + system) / 1000 < LOOK_EVERY_MS * REST ? restful + 1 : 0
    if (restful < 2 || process.memoryUsage().heapTotal < kept + WORTH_IT) return
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    kept = process.memoryUsage().heapTotal
    before = process.cpuUsage()
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
