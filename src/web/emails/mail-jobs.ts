// Mail leaves in jobs: one writes the letter, the next hands it over and is tried again while the mail server is away.
import { join } from 'node:path'
import type { Context } from '#domain/context.ts'
import type { MailRequest } from '#domain/access/mail-requests.ts'
import { dueMentions, lookAgain, MENTION_MAIL, noteMentionMail } from '#domain/notifications/mention-mails.ts'
import type { JobHandler } from '#machinery/jobs/runner.ts'
import { Refusal } from '#domain/refusals.ts'
import { MailFault } from '#machinery/mail/mail-fault.ts'
import { createMailer } from '#machinery/mail/mailer.ts'
import { compose, type Composed } from './compose.ts'
import { mentionsLetter } from './mentions-letter.ts'

const SEND = 'mail.send'

/** Writes to a member who is away about what was said to them, once for all of it. */
async function mailMentions(ctx: Context, userId: number): Promise<void> {
  const { ids, lookAgainAt } = await dueMentions(ctx.db, userId, ctx.clock.now())
  if (lookAgainAt !== null) return ctx.write((tx) => lookAgain(tx, userId, lookAgainAt))
  const last = ids.at(-1)
  if (last === undefined) return
  const letter = await mentionsLetter(ctx, userId, ids)
  if (!letter) return
  await ctx.write(async (tx) => {
    await noteMentionMail(tx, userId, last)
    await tx.enqueue({ kind: SEND, payload: letter, key: `${SEND}:mentions:${userId}:${last}` })
  })
}

/** Handlers of `mail.compose` (a domain's {@link MailRequest}), `mail.mentions` and `mail.send` (a finished letter). */
export function mailJobs(ctx: Context): Record<string, JobHandler> {
  const { smtpUrl, mailFrom, dataDir } = ctx.config
  const mailer = createMailer({ smtpUrl, from: mailFrom, outboxDir: join(dataDir, 'outbox'), now: () => ctx.clock.now() })
  return {
    'mail.compose': async (request: MailRequest, job) => {
      const letter = await compose(ctx, request)
      if (letter) await ctx.write((tx) => tx.enqueue({ kind: SEND, payload: letter, key: `${SEND}:${job.id}` }))
    },
    [MENTION_MAIL]: ({ userId }: { userId: number }) => mailMentions(ctx, userId),
    [SEND]: async (letter: Composed, job) => {
      await mailer.send({ ...letter, key: String(job.id) }).catch((error: unknown) => {
        // No later try would go better: the job ends among the dead ones, with the server's words.
        throw error instanceof MailFault && error.permanent ? new Refusal('input.invalid', { text: error.message }) : error
      })
    },
  }
}
