// Why a letter could not be handed over, in a sentence that names the setting to look at.

interface SmtpError extends Error { code?: string; responseCode?: number; response?: string }

/** A letter that did not leave. `permanent`: the mail server will say the same tomorrow. */
export class MailFault extends Error {
  readonly permanent: boolean

  constructor(message: string, permanent: boolean, cause: unknown) {
    super(message, { cause })
    this.permanent = permanent
  }
}

const UNREACHABLE = new Set(['ECONNECTION', 'ECONNREFUSED', 'ESOCKET', 'EDNS', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ECONNRESET'])

const sentence = (error: SmtpError, at: string): string => {
  const said = error.response ?? error.message
  if (error.code === 'EAUTH') return `COVEY_SMTP_URL: the mail server at ${at} does not take the name or password: ${said}`
  if (error.code === 'ETLS' || /certificate|self-signed/i.test(error.message)) return `COVEY_SMTP_URL: no safe connection to ${at}: ${error.message}`
  if (UNREACHABLE.has(error.code ?? '')) return `COVEY_SMTP_URL: nobody answers at ${at}: ${error.message}`
  if (error.code === 'EENVELOPE') return `COVEY_MAIL_FROM or the recipient: the mail server at ${at} refuses the letter: ${said}`
  return `The mail server at ${at} did not take the letter: ${said}`
}

/** What a mail library threw, in plain words. `url` is COVEY_SMTP_URL; its password is never repeated. */
export function mailFault(error: unknown, url: string): MailFault {
  const fault: SmtpError = error instanceof Error ? error : new Error(String(error))
  const permanent = fault.code === 'EENVELOPE' && (fault.responseCode ?? 0) >= 500
  return new MailFault(sentence(fault, new URL(url).host), permanent, error)
}
