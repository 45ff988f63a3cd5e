// The half of the program that answers nobody: jobs, deliveries to other servers, and the schedule.
import { claimJobs, failJob, finishJobs, renewJobs } from '#machinery/jobs/queue.ts'
import { startJobRunner } from '#machinery/jobs/runner.ts'
import { startScheduler } from '#machinery/jobs/scheduler.ts'
import { Refusal } from '#domain/refusals.ts'
import { startDelivery } from '#federation/delivery/engine.ts'
import { jobHandlers } from './jobs.ts'
import { schedule } from './schedule.ts'
import { WORK_CHANNEL } from './context.ts'
import type { Wiring } from './wiring.ts'

/** Starts working. On SQLite nobody else can have claimed anything, so claims of a crashed predecessor are taken back. */
export async function startWork(house: Wiring): Promise<{ idle(): Promise<void>; stop(): Promise<void> }> {
  const { engine, clock, log } = house
  if (engine.alone) await engine.raw('update jobs set claimed_until = null where claimed_until is not null')
  const runner = startJobRunner({
    log,
    // Alone, all that run together share their commits; otherwise each needs a connection of its own.
    concurrency: engine.alone ? 32 : 8,
    handlers: jobHandlers(house),
    isFinal: (error) => error instanceof Refusal && error.status < 500,
    store: {
      next: (done, limit) => engine.begin(async (db) => {
        await finishJobs(db, done)
        return claimJobs(db, { now: clock.now(), limit, claimSuffix: engine.claimSuffix })
      }),
      renew: (ids) => engine.begin((db) => renewJobs(db, ids, clock.now())),
      fail: (job, error, final, notBefore) => engine.begin((db) => failJob(db, job, { now: clock.now(), error, final, notBefore })),
    },
  })
  const delivery = startDelivery(house)
  house.onWork((left) => {
    if (left.jobs) runner.wake()
    if (left.deliveries) delivery.wake()
  })
  await engine.listen(WORK_CHANNEL, () => {
    runner.wake()
    delivery.wake()
  })
  const stopSchedule = startScheduler({
    begin: engine.begin, now: () => clock.now(), log,
    entries: schedule.map((one) => ({ name: one.name, everyMs: one.everyMs, run: () => one.run(house) })),
  })
  return {
    // Jobs leave deliveries behind, never the other way round.
    async idle() {
      await runner.idle()
      await delivery.idle()
    },
    async stop() {
      await stopSchedule()
      // A film may take half an hour; its job begins again.
      house.films?.close()
      await runner.stop()
      await delivery.stop()
    },
  }
}
