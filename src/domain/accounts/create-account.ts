// How an account of this server comes to be. The user who signs in with it is domain/access's; the key pair is made
// outside the transaction, because making one takes longer than a transaction may.
import { invalid } from '#domain/refusals.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import type { Reader, Tx } from '#domain/context.ts'
import { handleKey, isReservedName, isUsername } from '#domain/text/names.ts'
import { keepAccountTokens } from './account-tokens.ts'

export interface KeyPair {
  /** SPKI, PEM. */
  publicKey: string
  /** PKCS #8, PEM. */
  privateKey: string
}

export interface NewLocalAccount extends KeyPair {
  username: string
  displayName?: string
  /** The operator may give out the names that are kept back from people who sign up. */
  allowReserved?: boolean
}

const USERNAME_LIMIT = 30
const INSTANCE_USERNAME = 'instance.actor'

const refuse = (error: string, description: string) =>
  invalid(`Username ${description}`, { username: [{ error, description }] })

/**
 * Refuses a user name that cannot be registered: blank, over 30 characters, other than ASCII letters, digits and `_`,
 * kept back, or ever used here in any case. Names of deleted accounts stay taken.
 */
export async function checkUsername(db: Reader, username: string, { allowReserved = false } = {}): Promise<void> {
  if (username.trim() === '') throw refuse('ERR_BLANK', 'can\'t be blank')
  if (username.length > USERNAME_LIMIT) throw refuse('ERR_TOO_LONG', `is too long (maximum is ${USERNAME_LIMIT} characters)`)
  if (!isUsername(username)) throw refuse('ERR_INVALID', 'must contain only letters, numbers and underscores')
  if (!allowReserved && isReservedName(username)) throw refuse('ERR_RESERVED', 'is reserved')
  const taken = await db.selectFrom('accounts').select('id').where('acct_key', '=', handleKey(username, null)).executeTakeFirst()
  if (taken) throw refuse('ERR_TAKEN', 'has already been taken')
}

/** Creates a local account with its signing key and returns its id; refuses as {@link checkUsername} does. */
export async function createLocalAccount(tx: Tx, account: NewLocalAccount): Promise<number> {
  const { username, displayName = '', allowReserved = false } = account
  await checkUsername(tx.db, username, { allowReserved })
  const id = tx.id()
  await tx.db.insertInto('accounts').values({
    id, username, acct_key: handleKey(username, null), display_name: displayName, created_at: tx.now, updated_at: tx.now,
  }).execute()
  await addKey(tx, id, account)
  await keepAccountTokens(tx, id)
  return id
}

/**
 * Makes sure that the account which signs for the server itself exists (id 1, an Application). Safe to repeat: an
 * existing one keeps its key, and `keys` are not used.
 */
export async function ensureInstanceAccount(tx: Tx, keys: KeyPair): Promise<void> {
  const added = await tx.db.insertInto('accounts').values({
    id: INSTANCE_ACCOUNT_ID, username: INSTANCE_USERNAME, acct_key: INSTANCE_USERNAME, actor_type: 'Application', locked: 1,
    created_at: tx.now, updated_at: tx.now,
  }).onConflict((conflict) => conflict.column('id').doNothing()).returning('id').execute()
  if (added.length > 0) await addKey(tx, INSTANCE_ACCOUNT_ID, keys)
}

async function addKey(tx: Tx, accountId: number, { publicKey, privateKey }: KeyPair): Promise<void> {
  await tx.db.insertInto('account_keys').values({
    id: tx.id(), account_id: accountId, algorithm: 'rsa', public_key: publicKey, private_key: privateKey, created_at: tx.now,
  }).execute()
}
