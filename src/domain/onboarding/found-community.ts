// The first person of all: how a new community gets its owner, once, through the set-up link or from the command line.
import type { Reader, Tx } from '../context.ts'
import { Refusal } from '../refusals.ts'
import { newLegibleCode, sameSecret } from '#machinery/crypto/secrets.ts'
import { createLocalAccount, type KeyPair } from '../accounts/create-account.ts'
import { ensureRoles, OWNER_ROLE_ID } from '../access/roles.ts'
import { createUser, hasUserWithRole } from '../access/users.ts'
import { changeSettings, readValue, writeValue, writeValueOnce } from '../instance/settings.ts'
import { openApplication } from './applications.ts'

const CODE = 'setup.code'
const UNFINISHED = 'setup.unfinished'

/** Whether the community has an owner; from then on no link sets it up. */
export const isFounded = (db: Reader): Promise<boolean> => hasUserWithRole(db, OWNER_ROLE_ID)

/** Whether nobody has made anything of this server yet: it has no owner, and nobody was let in by other ways. */
export const isUntouched = async (db: Reader): Promise<boolean> => !await isFounded(db)
  && await db.selectFrom('users').select('id').where('approved_at', 'is not', null).limit(1).executeTakeFirst() === undefined

/** The code of the set-up link, the same at each start until it is used; null once there is an owner. */
export async function setupCode(tx: Tx): Promise<string | null> {
  if (await isFounded(tx.db)) return null
  return await readValue(tx.db, CODE) as string | null ?? await writeValueOnce(tx, CODE, newLegibleCode(24)) as string
}

/** Whether `code` is that of the link, and still good. */
export async function opensSetup(db: Reader, code: string): Promise<boolean> {
  const known = await readValue(db, CODE)
  return typeof known === 'string' && sameSecret(known, code) && !await isFounded(db)
}

export interface Founder extends KeyPair {
  username: string
  displayName?: string
  email: string
  /** From `hashPassword`, made before the transaction. */
  passwordHash: string
  /** Through the pages: the remaining steps are offered until {@link finishSetup}. */
  inSteps?: boolean
}

/** Makes the owner's account, confirmed and let in, and names them as contact. Refuses a second owner; the link is used up. */
export async function foundCommunity(tx: Tx, founder: Founder): Promise<{ userId: number; accountId: number }> {
  await ensureRoles(tx)
  // Writing the row first makes a second founder wait for this one.
  await writeValue(tx, CODE, null)
  if (await isFounded(tx.db)) throw new Refusal('action.forbidden', { text: 'This community is set up already: it has an owner' })
  const { username, displayName = '', email, passwordHash, inSteps = false, ...keys } = founder
  const accountId = await createLocalAccount(tx, { username, displayName, ...keys, allowReserved: true })
  const { userId } = await createUser(tx, { accountId, email, passwordHash, roleId: OWNER_ROLE_ID, confirmed: true, approved: true })
  await openApplication(tx, userId, { state: 'approved', reason: null })
  await changeSettings(tx, { contactEmail: email.trim(), contactUsername: username })
  if (inSteps) await writeValue(tx, UNFINISHED, true)
  return { userId, accountId }
}

/** Whether the owner has not come to the last step yet. */
export const isSetupUnfinished = async (db: Reader): Promise<boolean> => await readValue(db, UNFINISHED) === true

/** The last step is done. Idempotent. */
export const finishSetup = (tx: Tx): Promise<void> => writeValue(tx, UNFINISHED, false)
