// Everything periodic, on one page: name, how often, what. The last run of each is a row that an admin can see.
import { sweepAccess } from '#domain/access/sweep.ts'
import { evictCardImages } from '#domain/cards/evict-images.ts'
import type { Context } from '#domain/context.ts'
import { startRecount } from '#domain/counters/recount.ts'
import { forgetAnswers } from '#domain/onboarding/forget-answers.ts'
import { expireUnconfirmed } from '#domain/onboarding/applications.ts'
import { removeOrphanMedia } from '#domain/media/delete-media.ts'
import { evictRemoteMedia } from '#domain/media/remote-cache.ts'
import { removeOldPosts } from '#domain/old-posts/remove-old-posts.ts'
import { forgetSeen } from '#domain/peers/seen.ts'
import { tidyQueue } from '#domain/peers/settle-delivery.ts'
import { expireMutes } from '#domain/relationships/mute.ts'
import { closeDuePolls } from '#domain/polls/close-poll.ts'
import { forgetIdempotencyKeys } from '#domain/statuses/post-once.ts'
import { forgetTranslations } from '#domain/translation/translate-status.ts'
import { retireOldFeeds, trimFeeds } from '#domain/timelines/trim.ts'
import { forgetLinkDays, refreshTrends } from '#domain/trends/refresh.ts'

export interface Periodic {
  readonly name: string
  readonly everyMs: number
  run(ctx: Context): Promise<void>
}

const HOUR = 3_600_000

/** How long a picture of another server is kept after it was fetched. */
const REMOTE_MEDIA_DAYS = 14

export const schedule: readonly Periodic[] = [
  { name: 'timelines.trim', everyMs: HOUR, run: trimFeeds },
  { name: 'timelines.retire', everyMs: 24 * HOUR, run: retireOldFeeds },
  { name: 'media.orphans', everyMs: HOUR, run: removeOrphanMedia },
  { name: 'media.evict-remote', everyMs: 6 * HOUR, run: (ctx) => evictRemoteMedia(ctx, REMOTE_MEDIA_DAYS) },
  { name: 'cards.evict-pictures', everyMs: 6 * HOUR, run: (ctx) => evictCardImages(ctx, REMOTE_MEDIA_DAYS * 24 * HOUR) },
  { name: 'trends.refresh', everyMs: 5 * 60_000, run: refreshTrends },
  { name: 'trends.forget-days', everyMs: 24 * HOUR, run: async (ctx) => { await forgetLinkDays(ctx) } },
  { name: 'counters.recount', everyMs: 24 * HOUR, run: startRecount },
  { name: 'mutes.expire', everyMs: HOUR, run: async (ctx) => { await ctx.write(expireMutes) } },
  { name: 'polls.close', everyMs: HOUR, run: closeDuePolls },
  { name: 'inbox.forget-seen', everyMs: HOUR, run: forgetSeen },
  { name: 'deliveries.tidy', everyMs: HOUR, run: tidyQueue },
  { name: 'old-posts.remove', everyMs: 60_000, run: async (ctx) => { await removeOldPosts(ctx) } },
  { name: 'idempotency-keys.forget', everyMs: HOUR, run: forgetIdempotencyKeys },
  { name: 'translations.forget', everyMs: 24 * HOUR, run: forgetTranslations },
  { name: 'access.sweep', everyMs: HOUR, run: (ctx) => ctx.write(sweepAccess) },
  { name: 'applications.forget-answers', everyMs: 24 * HOUR, run: (ctx) => ctx.write(forgetAnswers) },
  { name: 'applications.expire', everyMs: HOUR, run: async (ctx) => { await ctx.write(expireUnconfirmed) } },
]
