// covey accounts reset-password: for those who cannot get their mail.
import { changePassword } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { passwordOr, requirePerson } from '../people.ts'
import { text, type Verb } from '../verb.ts'

export const accountsResetPassword: Verb = {
  name: 'accounts reset-password',
  about: 'Sets a new password and ends every session and token of the account.',
  positionals: ['name'],
  options: { password: { type: 'string', about: 'the new one; made up and printed unless given, "-" reads it', value: 'WORDS' } },
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    const given = text(args, 'password') !== ''
    const password = passwordOr(text(args, 'password'))
    const passwordHash = await hashPassword(password)
    await ctx.write((tx) => changePassword(tx, user.id, passwordHash, { revokeApps: true }))
    return { text: given ? 'The password is changed.' : `Password: ${password}`, data: given ? { changed: true } : { changed: true, password } }
  },
}
