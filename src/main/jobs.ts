// Every kind of job and who does it.
import { annualReportJobs } from '#domain/annual-reports/reports.ts'
import { announcementJobs } from '#domain/announcements/announce.ts'
import { cardJobs } from '#domain/cards/fetch-card.ts'
import { recountJobs } from '#domain/counters/recount.ts'
import { carryJobs } from '#domain/departure/carry-along.ts'
import { departureJobs } from '#domain/departure/sweep-account.ts'
import { deleteFilesJobs } from '#domain/media/delete-media.ts'
import { prepareFilmJobs } from '#domain/media/prepare-film.ts'
import { measureJobs } from '#domain/moderation/act.ts'
import { notificationJobs } from '#domain/notifications/notification-jobs.ts'
import { pollJobs } from '#domain/polls/close-poll.ts'
import { openDoorJobs } from '#domain/relationships/open-door.ts'
import { relationshipJobs } from '#domain/relationships/relationship-jobs.ts'
import { scheduledJobs } from '#domain/statuses/schedule-status.ts'
import { sweepJobs } from '#domain/statuses/sweep-status.ts'
import { timelineJobs } from '#domain/timelines/timeline-jobs.ts'
import { federationJobs } from '#federation/inbox/jobs.ts'
import { outboxJobs } from '#federation/outbox/outbox-jobs.ts'
import { mailJobs } from '#web/emails/mail-jobs.ts'
import { pushJobs } from '#web/push/push-jobs.ts'
import type { JobHandler } from '#machinery/jobs/runner.ts'
import { cardTools } from './services.ts'
import type { Wiring } from './wiring.ts'

/** Merges the rooms' handlers; two rooms that claim the same kind are a mistake. */
export function jobHandlers(house: Wiring): Record<string, JobHandler> {
  const rooms: Record<string, JobHandler>[] = [
    relationshipJobs(house),
    openDoorJobs(house),
    departureJobs(house),
    carryJobs(house),
    timelineJobs(house),
    sweepJobs(house),
    scheduledJobs(house),
    pollJobs(house),
    announcementJobs(house),
    annualReportJobs(house),
    notificationJobs(house),
    deleteFilesJobs(house),
    prepareFilmJobs(house),
    mailJobs(house),
    pushJobs(house),
    cardJobs(cardTools(house)),
    federationJobs(house),
    outboxJobs(house),
    recountJobs(house),
    measureJobs(house),
  ]
  const handlers: Record<string, JobHandler> = {}
  for (const room of rooms) {
    for (const [kind, handler] of Object.entries(room)) {
      if (handlers[kind]) throw new Error(`two handlers for jobs of kind ${kind}`)
      handlers[kind] = handler
    }
  }
  return handlers
}
