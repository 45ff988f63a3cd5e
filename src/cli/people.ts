// Finding the people a verb is about, and making new ones as the operator does: nothing is in their way.
import type { Context, Reader } from '#domain/context.ts'
import { invalid, Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { requestMail } from '#domain/access/mail-requests.ts'
import { ensureRoles, findRole } from '#domain/access/roles.ts'
import { issueCode } from '#domain/access/user-codes.ts'
import { createUser, passwordFault, userByName } from '#domain/access/users.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { isReservedName } from '#domain/text/names.ts'
import { openApplication } from '#domain/onboarding/applications.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { newLegibleCode } from '#machinery/crypto/secrets.ts'
import type { Args, Option } from './verb.ts'

/** The user called `name` (with or without @), or a refusal that names them. */
export async function requirePerson(db: Reader, name: string): Promise<Row<'users'>> {
  const user = await userByName(db, name.replace(/^@/, ''))
  if (!user) throw new Refusal('record.missing', { text: `Nobody here is called ${name}` })
  return user
}

/** The password as given, checked, or a new one of 20 legible letters. */
export function passwordOr(given: string): string {
  if (given === '') return newLegibleCode(20)
  const fault = passwordFault(given)
  if (fault) throw invalid(`Password ${fault.description}`)
  return given
}

/** How a verb says that it may give out a name that is kept back. */
export const reservedOption = { type: 'boolean', about: 'also a name that is kept back, such as admin or support' } as const satisfies Option

/** Refuses a name that is kept back, unless --reserved was given. */
export function checkReserved(username: string, args: Args): void {
  if (args['reserved'] === true || !isReservedName(username)) return
  throw invalid(`@${username} is kept back, because people would take its owner for the server itself. To give it out all the same, add --reserved`)
}

export interface NewPerson { username: string; email: string; password: string; role: string; confirmed: boolean; approved: boolean }
export interface MadePerson { userId: number; accountId: number; confirmed: boolean; approved: boolean }

/** Makes an account with its user, reserved names included (see {@link checkReserved}). Who is not approved waits like any applicant. */
export async function makePerson(ctx: Context, person: NewPerson): Promise<MadePerson> {
  const [keys, passwordHash] = await Promise.all([generateRsaKeyPair(), hashPassword(person.password)])
  return ctx.write(async (tx) => {
    await ensureRoles(tx)
    const role = person.role === '' ? null : await findRole(tx.db, person.role)
    if (person.role !== '' && !role) throw new Refusal('record.missing', { text: `There is no role called ${person.role}` })
    const confirmed = person.confirmed || tx.config.smtpUrl === null
    const approved = person.approved || (await readSettings(tx.db)).registrations === 'open'
    const accountId = await createLocalAccount(tx, { username: person.username, ...keys, allowReserved: true })
    const { userId } = await createUser(tx, { accountId, email: person.email, passwordHash, roleId: role?.id ?? null, confirmed, approved })
    const statusToken = await openApplication(tx, userId, { state: approved ? 'approved' : 'waiting', reason: null })
    if (!confirmed) await requestMail(tx, { template: 'confirm', userId, code: await issueCode(tx, userId, 'confirm'), statusToken })
    return { userId, accountId, confirmed, approved }
  })
}
