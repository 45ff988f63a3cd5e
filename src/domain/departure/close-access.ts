// Who deletes an account, or has it deleted, is out at once: nobody signs in as it and its pictures go.
import { revokeTokensOf } from '#domain/access/tokens.ts'
import { userOfAccount } from '#domain/access/users.ts'
import type { Reaction } from '#domain/context.ts'
import { deleteFilesOf } from '#domain/media/delete-media.ts'

/** On `account.deleted`: the user with every token, session and answer; the e-mail address is free again. */
export const closeAccess: Reaction<'account.deleted'> = async (tx, { accountId }) => {
  const user = await userOfAccount(tx.db, accountId)
  if (!user) return
  await revokeTokensOf(tx, user.id)
  const theirs = ['sessions', 'user_codes', 'answers', 'applications', 'authenticators', 'passkeys', 'recovery_codes', 'known_places', 'mention_mails'] as const
  for (const table of theirs) {
    await tx.db.deleteFrom(table).where('user_id', '=', user.id).execute()
  }
  await tx.db.deleteFrom('users').where('id', '=', user.id).execute()
}

/** On `account.deleted`: its pictures, once that is durable. */
export const dropPictures: Reaction<'account.deleted'> = async (tx, { accountId }) => {
  const row = await tx.db.selectFrom('accounts').select(['avatar_key', 'avatar_static_key', 'header_key', 'header_static_key'])
    .where('id', '=', accountId).executeTakeFirst()
  if (!row) return
  await deleteFilesOf(tx, [
    { file_key: row.avatar_key, preview_key: row.avatar_static_key }, { file_key: row.header_key, preview_key: row.header_static_key },
  ])
}
