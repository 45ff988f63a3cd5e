// Mail leaves in jobs: one writes the letter, the next hands it over and is tried again while the mail server is away.
import { join } from 'node:path'
import type { Context } from '#domain/context.ts'
import type { MailRequest } from '#domain/access/mail-requests.ts'
import type { JobHandler } from '#machinery/jobs/runner.ts'
import { createMailer } from '#machinery/mail/mailer.ts'
import { compose, type Composed } from './compose.ts'

/** Handlers of `mail.compose` (a domain's {@link MailRequest}) and `mail.send` (a finished letter). */
export function mailJobs(ctx: Context): Record<string, JobHandler> {
  const { smtpUrl, mailFrom, dataDir } = ctx.config
  const mailer = createMailer({ smtpUrl, from: mailFrom, outboxDir: join(dataDir, 'outbox'), now: () => ctx.clock.now() })
  return {
    'mail.compose': async (request: MailRequest, job) => {
      const letter = await compose(ctx, request)
      if (letter) await ctx.write((tx) => tx.enqueue({ kind: 'mail.send', payload: letter, key: `mail.send:${job.id}` }))
    },
    'mail.send': async (letter: Composed, job) => mailer.send({ ...letter, key: String(job.id) }),
  }
}
