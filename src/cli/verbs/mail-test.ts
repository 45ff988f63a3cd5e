// covey mail test: whether letters leave, before anybody waits for one.
import { join } from 'node:path'
import { Refusal } from '#domain/refusals.ts'
import { MailFault } from '#machinery/mail/mail-fault.ts'
import { createMailer } from '#machinery/mail/mailer.ts'
import { text, UsageError, type Verb } from '../verb.ts'

const WORDS = 'This letter shows that mail leaves this server. There is nothing to do.'

export const mailTest: Verb = {
  name: 'mail test',
  about: 'Sends a letter at once and says what the mail server answers.',
  positionals: ['address'],
  options: {},
  async run({ config, clock }, args) {
    const to = text(args, 'address')
    if (!/^[^\s@]+@[^\s@]+$/.test(to)) throw new UsageError(`"${to}" is not an e-mail address.`)
    const outboxDir = join(config.dataDir, 'outbox')
    const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, outboxDir, now: () => clock.now() })
    try {
      await mailer.send({ to, subject: `Mail from ${config.domain}`, text: WORDS, html: `<p>${WORDS}</p>`, key: `test-${clock.now()}` })
    } catch (error) {
      if (error instanceof MailFault) throw new Refusal('peer.unreachable', { text: error.message })
      throw error
    }
    const where = config.smtpUrl === null ? `COVEY_SMTP_URL is not set: the letter lies in ${outboxDir}.` : `${new URL(config.smtpUrl).host} has taken the letter to ${to}.`
    return { text: where, data: { sent: config.smtpUrl !== null } }
  },
}
