// How somebody comes in: checks, the account with its user, the application where one is needed, the first mail.
import type { Reader, Tx } from '../context.ts'
import { Refusal } from '../refusals.ts'
import type { Row } from '../tables.ts'
import { createLocalAccount, type KeyPair } from '../accounts/create-account.ts'
import { requestMail } from '../access/mail-requests.ts'
import { issueCode } from '../access/user-codes.ts'
import { createUser } from '../access/users.ts'
import { readSettings, type RegistrationMode, type Settings } from '../instance/settings.ts'
import { openApplication, type ApplicationState } from './applications.ts'
import { checkSignUp, type SignUpInput } from './check-sign-up.ts'
import { findInvite, useInvite } from './invites.ts'
import { activeQuestions, keepAnswers, unansweredQuestions, type Answer } from './questions.ts'
import { tellReviewers } from './reviewers.ts'

export interface SignUp extends SignUpInput {
  locale?: string | null
  timeZone?: string | null
  inviteCode?: string | null
  answers?: readonly Answer[]
  ip?: string | null
  /** The app that signs the person up; its sign-up has a reason but no answers. */
  appId?: number | null
}

export interface SignedUp {
  userId: number
  accountId: number
  approved: boolean
  confirmed: boolean
  /** For the applicant's own page. */
  statusToken: string
}

/** Made before the transaction: they take longer than one may. */
export interface Prepared extends KeyPair { passwordHash: string }

export interface Terms {
  mode: RegistrationMode
  settings: Settings
  invite: Row<'invites'> | null
  /** Comes in without an application. */
  direct: boolean
  questions: boolean
}

/** On which terms somebody may sign up now; refuses where nobody may, or not without an invitation. */
export async function termsOfSignUp(db: Reader, inviteCode: string | null | undefined, now: number): Promise<Terms> {
  const settings = await readSettings(db)
  const mode = settings.registrations
  const invite = inviteCode && mode !== 'closed' ? await findInvite(db, inviteCode, now) : null
  if (mode === 'closed' || (mode === 'invited' && !invite)) throw new Refusal('registrations.closed')
  const direct = mode === 'open' || invite !== null
  return { mode, settings, invite, direct, questions: !direct && (await activeQuestions(db)).length > 0 }
}

/** Checks a sign-up without changing anything: before the password is hashed, and again within {@link signUp}. */
export async function checkTerms(db: Reader, input: SignUp, now: number): Promise<Terms> {
  const terms = await termsOfSignUp(db, input.inviteCode, now)
  const fromApp = Boolean(input.appId)
  const reasonRequired = !terms.direct && terms.settings.requireReason && (fromApp || !terms.questions)
  await checkSignUp(db, input, { settings: terms.settings, reasonRequired, now })
  return terms
}

const timeZoneOf = (zone: string | null | undefined) => zone && /^[\w+/-]{1,64}$/.test(zone) ? zone : null
const birthDateOf = (date: string | null | undefined) => date && /^\d{4}-\d{1,2}-\d{1,2}$/.test(date) ? date : null
const localeOf = (locale: string | null | undefined) => locale && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.test(locale) ? locale : null

/**
 * Makes the account and its user. With nothing in the way (open or invited, and no mail to confirm an address with) both
 * work at once. Records `user.registered`.
 */
export async function signUp(tx: Tx, input: SignUp, { passwordHash, ...keys }: Prepared): Promise<SignedUp> {
  const { direct, invite } = await checkTerms(tx.db, input, tx.now)
  if (invite && !await useInvite(tx, invite.id)) throw new Refusal('registrations.closed')
  const confirmed = tx.config.smtpUrl === null
  const accountId = await createLocalAccount(tx, { username: input.username, ...keys })
  const { userId } = await createUser(tx, {
    accountId, email: input.email, passwordHash, confirmed, approved: direct, locale: localeOf(input.locale), timeZone: timeZoneOf(input.timeZone),
    signUpIp: input.ip ?? null, inviteId: invite?.id ?? null, createdByAppId: input.appId ?? null, birthDate: birthDateOf(input.dateOfBirth),
  })
  await keepAnswers(tx, userId, input.answers ?? [])
  const state = direct ? 'approved' : (await unansweredQuestions(tx.db, userId)).length > 0 ? 'questions' : 'waiting'
  const statusToken = await openApplication(tx, userId, { state, reason: input.reason ?? null })
  await sendFirstMail(tx, userId, { confirmed, state, statusToken })
  return { userId, accountId, approved: direct, confirmed, statusToken }
}

async function sendFirstMail(tx: Tx, userId: number, { confirmed, state, statusToken }: { confirmed: boolean; state: ApplicationState; statusToken: string }): Promise<void> {
  if (!confirmed) {
    await requestMail(tx, { template: 'confirm', userId, code: await issueCode(tx, userId, 'confirm'), statusToken })
  } else if (state !== 'approved') {
    await requestMail(tx, { template: 'application-received', userId, statusToken, questions: state === 'questions' })
  }
  if (state === 'waiting') await tellReviewers(tx, userId)
}

/** What the one who invited is called. */
export async function inviterOf(db: Reader, invite: Pick<Row<'invites'>, 'account_id'>): Promise<string | null> {
  const row = await db.selectFrom('accounts').select(['username', 'display_name']).where('id', '=', invite.account_id).executeTakeFirst()
  return row ? row.display_name.trim() || `@${row.username}` : null
}
