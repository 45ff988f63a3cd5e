// Several days in a few seconds: a house whose clock is moved by hand, so that everything the seed does is dated as if it
// had happened then, and what follows from it (feeds, notifications, the end of a poll) happens in between.
import { claimJobs, failJob, finishJobs } from '#machinery/jobs/queue.ts'
import { startJobRunner } from '#machinery/jobs/runner.ts'
import type { Config } from '#machinery/config/config.ts'
import { createLog } from '#machinery/log/log.ts'
import { createImagePool } from '#machinery/media-tools/pool.ts'
import { createContext } from '#main/context.ts'
import { jobHandlers } from '#main/jobs.ts'
import { prepareInstance } from '#main/prepare-instance.ts'
import { reactions } from '#main/reactions.ts'
import { wire, type Wiring } from '#main/wiring.ts'

const HOUR = 3_600_000
/** What is said to happen at the same time takes so long at most. */
const MOMENT = 5 * 60_000

export interface TimeLapse {
  readonly house: Wiring
  /** Goes on to `hoursAgo` before the present; what was due by then has happened. Time never runs backwards. */
  to(hoursAgo: number): Promise<void>
  /** Lets happen what is due now. */
  settle(): Promise<void>
  close(): Promise<void>
}

function startJobs(house: Wiring) {
  const { engine, clock } = house
  const runner = startJobRunner({
    log: house.log, concurrency: 16, handlers: jobHandlers(house), isFinal: () => true,
    store: {
      next: (done, limit) => engine.begin(async (db) => {
        await finishJobs(db, done)
        return claimJobs(db, { now: clock.now(), limit, claimSuffix: engine.claimSuffix })
      }),
      renew: async () => {},
      fail: (job, error, final) => engine.begin((db) => failJob(db, job, { now: clock.now(), error, final })),
    },
  })
  house.onWork((left) => { if (left.jobs) runner.wake() })
  return runner
}

/** Opens the house of `config`, `hoursAgo` before now. Nothing is served and nothing leaves it: deliveries wait. */
export async function openTimeLapse(config: Config, hoursAgo: number): Promise<TimeLapse> {
  const present = Date.now()
  let base = present - hoursAgo * HOUR
  let movedAt = performance.now()
  // It also runs by itself, so that one act comes after the other.
  const clock = { now: () => Math.min(Math.round(base + performance.now() - movedAt), Date.now()) }
  const wired = wire(await createContext(config, createLog('error'), reactions, clock))
  await wired.images.close()
  const images = createImagePool({ workers: 2 })
  const house: Wiring = { ...wired, images }
  await prepareInstance(house)
  const runner = startJobs(house)
  return {
    house,
    settle: () => runner.idle(),
    async to(hours) {
      const next = present - hours * HOUR
      const late = clock.now() - next
      if (late > MOMENT) throw new Error(`${hours} hours ago is over already`)
      await runner.idle()
      if (late >= 0) return
      base = next
      movedAt = performance.now()
      await runner.idle()
    },
    async close() {
      await runner.stop()
      await images.close()
      await wired.close()
    },
  }
}
