// The person behind a local account: an e-mail address, a password, a role, and whether they may come in yet.
import type { Reader, Tx } from '../context.ts'
import { invalid, missing } from '../refusals.ts'
import type { Row } from '../tables.ts'
import { revokeTokensOf } from './tokens.ts'
import { endSessionsOf } from './web-sessions.ts'

const refuseEmail = (error: string, description: string) => invalid(`E-mail address ${description}`, { email: [{ error, description }] })

/** One address, however it is capitalised. */
export const emailKey = (email: string): string => email.trim().toLowerCase()

const EMAIL = /^[^\s@<>()[\],;:\\"]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i

/** Refuses an address that is blank, malformed or somebody's already (other than `exceptUserId`'s). */
export async function checkEmail(db: Reader, email: string, exceptUserId?: number): Promise<void> {
  if (email.trim() === '') throw refuseEmail('ERR_BLANK', 'can\'t be blank')
  if (email.length > 320 || !EMAIL.test(email.trim())) throw refuseEmail('ERR_INVALID', 'is invalid')
  const owner = await db.selectFrom('users').select('id').where('email_key', '=', emailKey(email)).executeTakeFirst()
  if (owner && owner.id !== exceptUserId) throw refuseEmail('ERR_TAKEN', 'has already been taken')
}

export const PASSWORD_MIN = 8
const PASSWORD_MAX = 72

/** What is wrong with a new password, in Mastodon's words; null if nothing. */
export function passwordFault(password: string): { error: string; description: string } | null {
  if (password === '') return { error: 'ERR_BLANK', description: 'can\'t be blank' }
  const length = [...password].length
  if (length < PASSWORD_MIN) return { error: 'ERR_TOO_SHORT', description: `is too short (minimum is ${PASSWORD_MIN} characters)` }
  if (length > PASSWORD_MAX) return { error: 'ERR_TOO_LONG', description: `is too long (maximum is ${PASSWORD_MAX} characters)` }
  return null
}

export interface NewUser {
  accountId: number
  email: string
  /** From `hashPassword`, made before the transaction; null: nobody can sign in with a password. */
  passwordHash: string | null
  roleId?: number | null
  locale?: string | null
  timeZone?: string | null
  confirmed?: boolean
  approved?: boolean
  signUpIp?: string | null
  inviteId?: number | null
  createdByAppId?: number | null
  birthDate?: string | null
}

/** Adds the user of a local account. Refuses an address as {@link checkEmail} does. Records `user.registered`. */
export async function createUser(tx: Tx, user: NewUser): Promise<{ userId: number }> {
  await checkEmail(tx.db, user.email)
  const userId = tx.id()
  await tx.db.insertInto('users').values({
    id: userId, account_id: user.accountId, email: user.email.trim(), email_key: emailKey(user.email), password_hash: user.passwordHash,
    role_id: user.roleId ?? null, locale: user.locale ?? null, time_zone: user.timeZone ?? null,
    confirmed_at: user.confirmed ? tx.now : null, approved_at: user.approved ? tx.now : null, created_at: tx.now,
    sign_up_ip: user.signUpIp ?? null, invite_id: user.inviteId ?? null, created_by_app_id: user.createdByAppId ?? null,
    birth_date: user.birthDate ?? null,
  }).execute()
  await tx.db.updateTable('accounts').set({ pending: user.confirmed && user.approved ? 0 : 1 }).where('id', '=', user.accountId).execute()
  await tx.record('user.registered', { userId, accountId: user.accountId })
  return { userId }
}

export const userById = async (db: Reader, userId: number): Promise<Row<'users'> | null> =>
  await db.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst() ?? null

export const userByEmail = async (db: Reader, email: string): Promise<Row<'users'> | null> =>
  await db.selectFrom('users').selectAll().where('email_key', '=', emailKey(email)).executeTakeFirst() ?? null

export const userOfAccount = async (db: Reader, accountId: number): Promise<Row<'users'> | null> =>
  await db.selectFrom('users').selectAll().where('account_id', '=', accountId).executeTakeFirst() ?? null

/** The user, or a refusal. */
export async function requireUser(db: Reader, userId: number): Promise<Row<'users'>> {
  const user = await userById(db, userId)
  if (!user) throw missing()
  return user
}

/** A confirmed and approved member becomes visible; anybody else stays unseen. */
async function showOrHide(tx: Tx, userId: number): Promise<void> {
  const user = await requireUser(tx.db, userId)
  const pending = user.confirmed_at === null || user.approved_at === null ? 1 : 0
  await tx.db.updateTable('accounts').set({ pending }).where('id', '=', user.account_id).execute()
}

/** The address is known to be theirs. Idempotent; records `user.confirmed` the first time. */
export async function markConfirmed(tx: Tx, userId: number): Promise<boolean> {
  const [user] = await tx.db.updateTable('users').set({ confirmed_at: tx.now })
    .where('id', '=', userId).where('confirmed_at', 'is', null).returning(['id', 'account_id']).execute()
  if (!user) return false
  await showOrHide(tx, userId)
  await tx.record('user.confirmed', { userId, accountId: user.account_id })
  return true
}

/** The community lets them in. Idempotent; records `user.approved` the first time. */
export async function markApproved(tx: Tx, userId: number): Promise<boolean> {
  const [user] = await tx.db.updateTable('users').set({ approved_at: tx.now })
    .where('id', '=', userId).where('approved_at', 'is', null).returning(['id', 'account_id']).execute()
  if (!user) return false
  await showOrHide(tx, userId)
  await tx.record('user.approved', { userId, accountId: user.account_id })
  return true
}

/** Changes the address at once; callers have made sure whose it is. Codes that went to the old one prove nothing any more. */
export async function changeEmail(tx: Tx, userId: number, email: string): Promise<void> {
  await checkEmail(tx.db, email, userId)
  await tx.db.deleteFrom('user_codes').where('user_id', '=', userId).execute()
  await tx.db.updateTable('users').set({ email: email.trim(), email_key: emailKey(email) }).where('id', '=', userId).execute()
}

/**
 * Sets a new password (hashed before the transaction) and ends every session but `keepSessionId`; with `revokeApps` the
 * tokens of apps as well, as after a reset.
 */
export async function changePassword(tx: Tx, userId: number, passwordHash: string, { keepSessionId = null as number | null, revokeApps = false } = {}): Promise<void> {
  await tx.db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
  await endSessionsOf(tx, userId, keepSessionId)
  await tx.db.deleteFrom('user_codes').where('user_id', '=', userId).where('purpose', '=', 'reset').execute()
  if (revokeApps) await revokeTokensOf(tx, userId)
}

/** Sets the member's own language: of letters, of pages, and of posts that do not say theirs. */
export async function changeLocale(tx: Tx, userId: number, locale: string): Promise<void> {
  await tx.db.updateTable('users').set({ locale }).where('id', '=', userId).execute()
}

/** Gives a role, or none. */
export async function changeRole(tx: Tx, userId: number, roleId: number | null): Promise<void> {
  await tx.db.updateTable('users').set({ role_id: roleId }).where('id', '=', userId).execute()
}

/** The user of the local account called `username`, in any case. */
export const userByName = async (db: Reader, username: string): Promise<Row<'users'> | null> =>
  await db.selectFrom('users as u').innerJoin('accounts as a', 'a.id', 'u.account_id').selectAll('u')
    .where('a.acct_key', '=', username.toLowerCase()).executeTakeFirst() ?? null

/** Says whether anybody has this role. */
export const hasUserWithRole = async (db: Reader, roleId: number): Promise<boolean> =>
  await db.selectFrom('users').select('id').where('role_id', '=', roleId).limit(1).executeTakeFirst() !== undefined

/** The name that a local account has, or had before it was withdrawn. */
export async function usernameOf(db: Reader, accountId: number): Promise<string> {
  const row = await db.selectFrom('accounts').select('username').where('id', '=', accountId).executeTakeFirst()
  return row?.username ?? ''
}
