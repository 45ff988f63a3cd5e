// The queue of applicants as reviewers read it: what they wrote, and what the server knows that may help to decide.
import { sql } from 'kysely'
import type { Reader } from '#domain/context.ts'

export interface QueuedApplicant {
  userId: number
  accountId: number
  username: string
  email: string
  state: 'questions' | 'waiting'
  reason: string | null
  createdAt: number
  confirmedAt: number | null
  signUpIp: string | null
  inviterId: number | null
  appName: string | null
}

const open = (db: Reader) => db.selectFrom('applications as p').innerJoin('users as u', 'u.id', 'p.user_id').innerJoin('accounts as a', 'a.id', 'u.account_id')
  .leftJoin('invites as i', 'i.id', 'u.invite_id').leftJoin('oauth_apps as o', 'o.id', 'u.created_by_app_id')
  .select(['p.user_id as userId', 'u.account_id as accountId', 'a.username', 'u.email', 'p.state', 'p.reason', 'p.created_at as createdAt',
    'u.confirmed_at as confirmedAt', 'u.sign_up_ip as signUpIp', 'i.account_id as inviterId', 'o.name as appName'])
  .where('p.state', 'in', ['questions', 'waiting'])

/** Who waits, longest first, after the applicant `after`. Those whose address is not confirmed yet are among them. */
export async function queuedApplicants(db: Reader, { after = 0, limit }: { after?: number; limit: number }): Promise<QueuedApplicant[]> {
  return await open(db).where('p.user_id', '>', after).orderBy('p.user_id').limit(limit).execute() as QueuedApplicant[]
}

/** One of them, or null when there is nothing (left) to decide. */
export async function queuedApplicant(db: Reader, userId: number): Promise<QueuedApplicant | null> {
  return await open(db).where('p.user_id', '=', userId).executeTakeFirst() as QueuedApplicant | undefined ?? null
}

/** How many wait. */
export async function queueLength(db: Reader): Promise<number> {
  const row = await db.selectFrom('applications').select((e) => e.fn.countAll<number>().as('n')).where('state', 'in', ['questions', 'waiting']).executeTakeFirst()
  return Number(row?.n ?? 0)
}

export interface Neighbours { declined: number; waiting: number; members: number }

/** For each address that somebody signed up from: how many others did, and what became of them. */
export async function neighboursOf(db: Reader, applicants: readonly Pick<QueuedApplicant, 'userId' | 'signUpIp'>[]): Promise<Map<number, Neighbours>> {
  const addresses = [...new Set(applicants.flatMap(({ signUpIp }) => signUpIp ?? []))]
  const rows = addresses.length === 0 ? [] : await db.selectFrom('users as u').innerJoin('applications as p', 'p.user_id', 'u.id')
    .select(['u.sign_up_ip as ip', 'p.state', (e) => e.fn.countAll<number>().as('n')]).where('u.sign_up_ip', 'in', addresses)
    .where('u.sign_up_ip', 'is not', null).groupBy(['u.sign_up_ip', 'p.state']).execute()
  return new Map(applicants.map(({ userId, signUpIp }) => {
    const count = (...states: string[]) => rows.filter((row) => row.ip === signUpIp && states.includes(row.state)).reduce((sum, row) => sum + Number(row.n), 0)
    // Who is looked at waits too, and is no neighbour.
    return [userId, { declined: count('rejected'), waiting: Math.max(0, count('waiting', 'questions') - 1), members: count('approved') }]
  }))
}

export interface Said { userId: number; questionId: number; question: string; text: string }

/** What several applicants answered, in the order of the questions, archived ones included. */
export async function answersOfSeveral(db: Reader, userIds: readonly number[]): Promise<Said[]> {
  if (userIds.length === 0) return []
  return db.selectFrom('answers as w').innerJoin('questions as q', 'q.id', 'w.question_id')
    .select(['w.user_id as userId', 'w.question_id as questionId', 'q.text as question', 'w.text']).where('w.user_id', 'in', [...userIds]).orderBy('q.position').execute()
}

export interface DecidedApplicant { userId: number; accountId: number; username: string; state: 'approved' | 'rejected'; decidedBy: number | null; decidedAt: number }

/** The latest decisions of people, newest first. */
export async function lastDecided(db: Reader, limit: number): Promise<DecidedApplicant[]> {
  return await db.selectFrom('applications as p').innerJoin('users as u', 'u.id', 'p.user_id').innerJoin('accounts as a', 'a.id', 'u.account_id')
    .select(['p.user_id as userId', 'u.account_id as accountId', 'a.username', 'p.state', 'p.decided_by_account_id as decidedBy', sql<number>`p.decided_at`.as('decidedAt')])
    .where('p.state', 'in', ['approved', 'rejected']).where('p.decided_at', 'is not', null).orderBy('p.decided_at', 'desc').limit(limit).execute() as DecidedApplicant[]
}
