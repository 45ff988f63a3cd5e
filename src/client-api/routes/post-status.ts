// Posting, now or later: the parameters, the member's defaults, people to be looked up, and the key against posting twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { languageOf } from '#domain/access/user-settings.ts'
import { invalid, missing } from '#domain/refusals.ts'
import type { PollInput } from '#domain/statuses/check-poll.ts'
import { composeStatus, isFarTooLong, type StatusInput } from '#domain/statuses/compose-status.ts'
import { unknownHandles } from '#domain/statuses/find-mentioned.ts'
import { postOnce } from '#domain/statuses/post-once.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { QUOTE_POLICIES } from '#domain/statuses/quote-policy.ts'
import { scheduleStatus } from '#domain/statuses/schedule-status.ts'
import { showScheduledStatuses } from '#entities/scheduled-status.ts'
import { showStatus } from '#entities/status-bundle.ts'
import { choice, flag, id, instant, list, text, whole } from '../params/types.ts'
import type { ApiContext, Call } from '../route.ts'

/** How many people of other servers are looked up for one post, and how long that may take, ms. */
const LOOKUPS = 10
const LOOKUP_MS = 3000

export const textInput = { status: text(), spoiler_text: text(), sensitive: flag(), language: text() }

export const pollInput = z.object({ options: list(text()), expires_in: whole(), multiple: flag(), hide_totals: flag() }).nullish()

export const createInput = z.object({
  ...textInput, media_ids: list(id()), poll: pollInput, in_reply_to_id: id(), scheduled_at: instant(),
  visibility: choice(['public', 'unlisted', 'private', 'direct']), quoted_status_id: id(), quote_approval_policy: choice(QUOTE_POLICIES),
})

/** The domain's poll; null when none was sent. */
export const pollOf = (poll: z.output<typeof pollInput>): PollInput | null => !poll ? null : {
  options: poll.options?.map((option) => option ?? '') ?? [], expiresIn: poll.expires_in ?? null, multiple: poll.multiple ?? false, hideTotals: poll.hide_totals ?? false,
}

function inputOf(call: Call<z.output<typeof createInput>>): StatusInput {
  const { input } = call
  const { accountId, settings, locale } = call.user()
  return {
    accountId, text: input.status ?? '', spoilerText: input.spoiler_text ?? '', sensitive: input.sensitive ?? null,
    visibility: input.visibility ?? null, language: input.language ?? null, inReplyToId: input.in_reply_to_id ?? null,
    mediaIds: input.media_ids?.filter((one) => one !== undefined) ?? [], poll: pollOf(input.poll),
    quotedStatusId: input.quoted_status_id ?? null, quotePolicy: input.quote_approval_policy ?? null, appId: call.session?.appId ?? null,
    defaults: { visibility: settings.default_privacy, sensitive: settings.default_sensitive, language: languageOf(settings, locale), quotePolicy: settings.default_quote_policy },
  }
}

/** Has people whom a text mentions and nobody here knows looked up; who cannot be had in time stays plain text. */
export async function resolveMentions(ctx: ApiContext, written: string): Promise<void> {
  if (!written.includes('@') || isFarTooLong(written)) return
  const handles = await unknownHandles(ctx, written, LOOKUPS)
  if (handles.length === 0) return
  const enough = new AbortController()
  const lookups = Promise.allSettled(handles.map((handle) => ctx.services.resolve(`@${handle}`, { kind: 'account' })))
  await Promise.race([lookups, sleep(LOOKUP_MS, undefined, { signal: enough.signal }).catch(() => {})])
  enough.abort()
}

function idempotencyKey(call: Call<z.output<typeof createInput>>): string | null {
  const header = call.request.headers['idempotency-key']
  const key = Array.isArray(header) ? header[0] : header
  if (!key) return null
  if (key.length > 500) throw invalid('Idempotency-Key is too long')
  return key
}

/** `POST /api/v1/statuses`: a Status, or a ScheduledStatus when `scheduled_at` is ahead. */
export async function create(call: Call<z.output<typeof createInput>>): Promise<unknown> {
  const { ctx } = call
  const input = inputOf(call)
  const key = idempotencyKey(call)
  const now = ctx.clock.now()
  const later = call.input.scheduled_at !== undefined && call.input.scheduled_at > now ? call.input.scheduled_at : null
  await resolveMentions(ctx, input.text)
  const once = await ctx.write((tx) => postOnce(tx, { accountId: input.accountId, key, kind: later === null ? 'status' : 'scheduled' },
    async () => later === null ? (await postStatus(tx, await composeStatus(tx, input))).statusId : scheduleStatus(tx, input, later)))
  const shown = once.kind === 'status' ? await showStatus(ctx, input.accountId, once.id) : (await showScheduledStatuses(ctx, [once.id]))[0]
  if (!shown) throw missing()
  return shown
}
