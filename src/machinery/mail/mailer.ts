// Letters to people: over SMTP, or, on a server without it, readable files in the local outbox: the plain form, and the
// same as a page to look at in a browser.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mailFault } from './mail-fault.ts'

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
  /** The same for every try at one letter: it becomes the Message-ID, so that a repeat can be seen for what it is. */
  key: string
  /** Where one click (RFC 8058) stops letters of this kind. */
  unsubscribeUrl?: string
}

export interface Mailer {
  /** Resolves once the letter is handed over, or lies in the outbox. Throws a `MailFault` when the mail server does not take it. */
  send(letter: Letter): Promise<void>
}

interface MailerOptions { smtpUrl: string | null; from: string; outboxDir: string; now(): number }

const SMTP_TIMEOUT_MS = 20_000

/** Opens the way that `smtpUrl` names, or the outbox when it is null. */
export function createMailer(options: MailerOptions): Mailer {
  return options.smtpUrl === null ? outboxMailer(options) : smtpMailer(options, options.smtpUrl)
}

const domainOf = (address: string) => /@([^>\s]+)/.exec(address)?.[1] ?? 'localhost'

function smtpMailer({ from }: MailerOptions, url: string): Mailer {
  const open = async () => (await import('nodemailer')).createTransport({ url, connectionTimeout: SMTP_TIMEOUT_MS, socketTimeout: SMTP_TIMEOUT_MS } as never)
  let transport: ReturnType<typeof open> | undefined
  return {
    async send({ to, subject, text, html, key, unsubscribeUrl }) {
      const sending = (await (transport ??= open())).sendMail({
        from, to: { name: '', address: to }, subject, text, html, messageId: `<${key}@${domainOf(from)}>`,
        headers: { 'auto-submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) }, disableFileAccess: true, disableUrlAccess: true,
      })
      await sending.catch((error: unknown) => { throw mailFault(error, url) })
    },
  }
}

const unsubscribeHeaders = (url: string | undefined): Record<string, string> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }

const fileName = (now: number, { key, to }: Letter) =>
  `${new Date(now).toISOString().replaceAll(':', '-').slice(0, 19)}-${key}-${to.replaceAll(/[^\w.@-]/g, '_').slice(0, 80)}`

function outboxMailer({ from, outboxDir, now }: MailerOptions): Mailer {
  return {
    async send(letter) {
      await mkdir(outboxDir, { recursive: true, mode: 0o700 })
      const head = [`From: ${from}`, `To: ${letter.to}`, `Subject: ${letter.subject}`, `Date: ${new Date(now()).toUTCString()}`,
        ...Object.entries(unsubscribeHeaders(letter.unsubscribeUrl)).map(([name, value]) => `${name}: ${value}`)]
      const path = join(outboxDir, fileName(now(), letter))
      await writeFile(`${path}.html`, letter.html, { mode: 0o600 })
      await writeFile(`${path}.txt`, `${head.join('\n')}\n\n${letter.text}\n`, { mode: 0o600 })
    },
  }
}
