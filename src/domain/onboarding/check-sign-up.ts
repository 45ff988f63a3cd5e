// What must be right before an account is made. Everything wrong is told at once, with Mastodon's codes.
import type { Reader } from '../context.ts'
import { invalid, Refusal, type RefusalDetails } from '../refusals.ts'
import { checkUsername } from '../accounts/create-account.ts'
import { checkEmail, passwordFault } from '../access/users.ts'
import type { Settings } from '../instance/settings.ts'

type Fault = { error: string; description: string }
type Fields = NonNullable<RefusalDetails['fields']>

export interface SignUpInput {
  username: string
  email: string
  password: string
  agreement: boolean
  reason?: string | null
  /** ISO date. */
  dateOfBirth?: string | null
}

const REASON_MAX = 420

const labels: Record<string, string> = {
  username: 'Username', email: 'E-mail address', password: 'Password', agreement: 'Service agreement', reason: 'Reason', date_of_birth: 'Date of birth',
}

/** The faults that a check of one attribute finds. */
async function faultsOf(check: Promise<void>): Promise<Fault[]> {
  try {
    await check
    return []
  } catch (error) {
    if (error instanceof Refusal && error.details.fields) return Object.values(error.details.fields).flat()
    throw error
  }
}

function reasonFault(reason: string | null | undefined, required: boolean): Fault | null {
  if (required && !reason?.trim()) return { error: 'ERR_BLANK', description: 'can\'t be blank' }
  if ([...reason ?? ''].length > REASON_MAX) return { error: 'ERR_TOO_LONG', description: `is too long (maximum is ${REASON_MAX} characters)` }
  return null
}

function birthFault(date: string | null | undefined, minAge: number, now: number): Fault | null {
  if (minAge === 0) return null
  if (!date) return { error: 'ERR_BLANK', description: 'can\'t be blank' }
  const born = /^\d{4}-\d{1,2}-\d{1,2}$/.test(date) ? new Date(`${date.replace(/-(\d)(?=-|$)/g, '-0$1')}T00:00:00Z`) : null
  if (!born || Number.isNaN(born.getTime())) return { error: 'ERR_INVALID', description: 'is invalid' }
  const limit = new Date(now)
  limit.setUTCFullYear(limit.getUTCFullYear() - minAge)
  return born.getTime() > limit.getTime() ? { error: 'ERR_BELOW_LIMIT', description: 'is below the age limit' } : null
}

/** Refuses a sign-up with every fault it has; `reasonRequired` when those who decide get nothing else to read. */
export async function checkSignUp(
  db: Reader, input: SignUpInput, { settings, reasonRequired, now }: { settings: Settings; reasonRequired: boolean; now: number },
): Promise<void> {
  const password = passwordFault(input.password)
  const reason = reasonFault(input.reason, reasonRequired)
  const birth = birthFault(input.dateOfBirth, settings.minAge, now)
  const found: [string, Fault[]][] = [
    ['username', await faultsOf(checkUsername(db, input.username))],
    ['email', await faultsOf(checkEmail(db, input.email))],
    ['password', password ? [password] : []],
    ['agreement', input.agreement ? [] : [{ error: 'ERR_ACCEPTED', description: 'must be accepted' }]],
    ['reason', reason ? [reason] : []],
    ['date_of_birth', birth ? [birth] : []],
  ]
  const wrong = found.filter(([, faults]) => faults.length > 0)
  if (wrong.length === 0) return
  const text = wrong.flatMap(([name, faults]) => faults.map((fault) => `${labels[name]} ${fault.description}`)).join(', ')
  throw invalid(text, Object.fromEntries(wrong) as Fields)
}
