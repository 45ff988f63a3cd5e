// An application, from sign-up to the answer, and the page that tells the applicant how it stands.
import type { Reader, Tx } from '../context.ts'
import { missing, Refusal } from '../refusals.ts'
import type { Row } from '../tables.ts'
import { hashSecret, keyedDigest } from '#machinery/crypto/secrets.ts'
import { ensureSecrets, readSecrets } from '../instance/secrets.ts'
import { emailKey, markApproved, requireUser } from '../access/users.ts'
import { revokeTokensOf } from '../access/tokens.ts'
import { requestMail, type Held } from '../access/mail-requests.ts'
import { keepAnswers, unansweredQuestions, type Answer } from './questions.ts'
import { tellReviewers } from './reviewers.ts'

/** `questions`: required ones are unanswered. `expired`: the address was never confirmed. */
export type ApplicationState = 'questions' | 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'expired'
export type Application = Row<'applications'> & { state: ApplicationState }

const tokenFrom = (formKey: string, userId: number) => keyedDigest(formKey, `application:${userId}`)

/** What the address of an applicant's own page ends in. Always the same for one applicant. */
export const statusToken = async (db: Reader, userId: number): Promise<string> => tokenFrom((await readSecrets(db)).formKey, userId)

/** Opens an application; the answer is its {@link statusToken}. */
export async function openApplication(tx: Tx, userId: number, { state, reason }: { state: ApplicationState; reason: string | null }): Promise<string> {
  const token = tokenFrom((await ensureSecrets(tx)).formKey, userId)
  await tx.db.insertInto('applications').values({ user_id: userId, state, reason: reason?.trim() || null, status_hash: hashSecret(token), created_at: tx.now }).execute()
  return token
}

const asApplication = (row: Row<'applications'> | undefined) => (row ?? null) as Application | null

export const applicationOf = async (db: Reader, userId: number): Promise<Application | null> =>
  asApplication(await db.selectFrom('applications').selectAll().where('user_id', '=', userId).executeTakeFirst())

export const applicationByToken = async (db: Reader, token: string): Promise<Application | null> =>
  asApplication(await db.selectFrom('applications').selectAll().where('status_hash', '=', hashSecret(token)).executeTakeFirst())

const openStates = ['questions', 'waiting'] as const
export const isOpen = (application: Pick<Application, 'state'>): boolean => (openStates as readonly string[]).includes(application.state)

async function requireOpen(tx: Tx, userId: number): Promise<Application> {
  // Writing the row first makes a second decision wait for this one.
  await tx.db.updateTable('applications').set((e) => ({ state: e.ref('state') })).where('user_id', '=', userId).execute()
  const application = await applicationOf(tx.db, userId)
  if (!application) throw missing()
  if (!isOpen(application)) throw new Refusal('action.forbidden', { text: 'This application has been decided already' })
  return application
}

/** How many confirmed applicants are before and with this one: 1 is next. Null while it is not in the queue. */
export async function placeInQueue(db: Reader, userId: number): Promise<number | null> {
  const rows = await db.selectFrom('applications as a').innerJoin('users as u', 'u.id', 'a.user_id')
    .select((e) => e.fn.countAll<number>().as('place')).select((e) => e.fn.max('a.user_id').as('last'))
    .where('a.state', '=', 'waiting').where('u.confirmed_at', 'is not', null).where('a.user_id', '<=', userId).execute()
  return rows[0] && rows[0].last === userId ? Number(rows[0].place) : null
}

/** Applicants, longest waiting first. */
export async function applicationsIn(db: Reader, states: readonly ApplicationState[], limit = 100): Promise<(Application & { username: string; email: string; confirmed_at: number | null })[]> {
  const rows = await db.selectFrom('applications as p').innerJoin('users as u', 'u.id', 'p.user_id').innerJoin('accounts as a', 'a.id', 'u.account_id')
    .selectAll('p').select(['a.username', 'u.email', 'u.confirmed_at']).where('p.state', 'in', [...states]).orderBy('p.user_id').limit(limit).execute()
  return rows as (Application & { username: string; email: string; confirmed_at: number | null })[]
}

/** Keeps answers; with all required ones given, the application joins the queue. */
export async function answerQuestions(tx: Tx, userId: number, answers: readonly Answer[]): Promise<void> {
  const application = await requireOpen(tx, userId)
  await keepAnswers(tx, userId, answers)
  if (application.state !== 'questions' || (await unansweredQuestions(tx.db, userId)).length > 0) return
  await tx.db.updateTable('applications').set({ state: 'waiting' }).where('user_id', '=', userId).execute()
  await tellReviewers(tx, userId)
}

interface Decision {
  by: number | null
  message?: string
  /** When the letter leaves, for those who may think better of it. */
  letter?: Held | undefined
}

const decide = (tx: Tx, userId: number, state: ApplicationState, { by, message = '' }: Decision) => tx.db.updateTable('applications')
  .set({ state, decided_by_account_id: by, decided_at: tx.now, message: message || null }).where('user_id', '=', userId).execute()

/**
 * Lets an applicant in, also one who was declined (see {@link reopenApplication}). Idempotent; refuses who has withdrawn
 * or whose sign-up has expired. Whether required questions are answered is the caller's to look at.
 * False: they were in already.
 */
export async function approveUser(tx: Tx, userId: number, { by, letter }: Decision): Promise<boolean> {
  if ((await requireUser(tx.db, userId)).approved_at !== null) return false
  const application = await applicationOf(tx.db, userId)
  if (application?.state === 'rejected') await reopenApplication(tx, userId)
  if (application) {
    await requireOpen(tx, userId)
    await decide(tx, userId, 'approved', { by })
  }
  await markApproved(tx, userId)
  await requestMail(tx, { template: 'approved', userId }, letter)
  return true
}

/**
 * Takes a decline back: the application is open again and the applicant can sign in to see so. Does nothing to an open one.
 * Refuses where there is nothing to go back to: withdrawn, expired, or the e-mail address is somebody else's by now.
 */
export async function reopenApplication(tx: Tx, userId: number): Promise<void> {
  const application = await applicationOf(tx.db, userId)
  if (!application) throw missing()
  if (isOpen(application)) return
  if (application.state === 'withdrawn') throw new Refusal('action.forbidden', { text: 'They have withdrawn, and what they wrote is deleted: they would have to apply again' })
  if (application.state === 'expired') throw new Refusal('action.forbidden', { text: 'The application has expired, and what they wrote is deleted: they would have to apply again' })
  if (application.state === 'approved') throw new Refusal('action.forbidden', { text: 'They are in already' })
  const key = emailKey((await requireUser(tx.db, userId)).email)
  const other = await tx.db.selectFrom('users').select('id').where('email_key', '=', key).executeTakeFirst()
  if (other) throw new Refusal('action.forbidden', { text: 'They have applied again with the same e-mail address since: decide about that application' })
  const state: ApplicationState = (await unansweredQuestions(tx.db, userId)).length > 0 ? 'questions' : 'waiting'
  await tx.db.updateTable('applications').set({ state, decided_by_account_id: null, decided_at: null, message: null }).where('user_id', '=', userId).execute()
  await tx.db.updateTable('users').set({ disabled_at: null, email_key: key }).where('id', '=', userId).execute()
}

/** The user can do nothing more here; the e-mail address is free for another try. */
async function close(tx: Tx, userId: number): Promise<void> {
  await tx.db.updateTable('users').set({ disabled_at: tx.now, email_key: `closed:${userId}` }).where('id', '=', userId).execute()
  await tx.db.deleteFrom('sessions').where('user_id', '=', userId).execute()
  await tx.db.deleteFrom('user_codes').where('user_id', '=', userId).execute()
  await revokeTokensOf(tx, userId)
}

/** Frees the name of an account that nobody ever saw. */
async function releaseName(tx: Tx, userId: number): Promise<void> {
  const user = await requireUser(tx.db, userId)
  await tx.db.updateTable('accounts').set({ acct_key: `~${user.account_id}` }).where('id', '=', user.account_id).where('pending', '=', 1).execute()
}

/** Declines an application, with a message the applicant reads. The name stays taken. */
export async function rejectUser(tx: Tx, userId: number, { by, message = '', letter }: Decision): Promise<void> {
  const user = await requireUser(tx.db, userId)
  const application = await applicationOf(tx.db, userId)
  if (application?.state === 'rejected') return
  if (user.approved_at !== null) throw new Refusal('action.forbidden', { text: 'This application has been decided already' })
  if (application) await requireOpen(tx, userId)
  await decide(tx, userId, 'rejected', { by, message })
  await tx.record('user.rejected', { userId, accountId: user.account_id, message })
  await requestMail(tx, { template: 'rejected', userId, message }, letter)
  await close(tx, userId)
}

/** The applicant thinks better of it: answers and reason go, name and address are free again. Idempotent. */
export async function withdraw(tx: Tx, userId: number): Promise<void> {
  const application = await applicationOf(tx.db, userId)
  if (application?.state === 'withdrawn') return
  await requireOpen(tx, userId)
  await decide(tx, userId, 'withdrawn', { by: null })
  await forgetWords(tx, userId)
  await releaseName(tx, userId)
  await close(tx, userId)
}

const forgetWords = async (tx: Tx, userId: number) => {
  await tx.db.updateTable('applications').set({ reason: null }).where('user_id', '=', userId).execute()
  await tx.db.deleteFrom('answers').where('user_id', '=', userId).execute()
}

const CONFIRM_WITHIN_MS = 7 * 86_400_000

/** Ends sign-ups whose address was not confirmed within a week, up to 100 at a time; for the schedule. */
export async function expireUnconfirmed(tx: Tx): Promise<number> {
  const rows = await tx.db.selectFrom('users as u').innerJoin('applications as p', 'p.user_id', 'u.id').select('u.id')
    .where('u.confirmed_at', 'is', null).where('u.created_at', '<', tx.now - CONFIRM_WITHIN_MS).where('u.disabled_at', 'is', null)
    .where('p.state', 'in', ['questions', 'waiting', 'approved']).limit(100).execute()
  for (const { id } of rows) {
    await decide(tx, id, 'expired', { by: null })
    await forgetWords(tx, id)
    await releaseName(tx, id)
    await close(tx, id)
  }
  return rows.length
}
