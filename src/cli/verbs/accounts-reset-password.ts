// covey accounts reset-password and remove-second-factor: for those who cannot get their mail, or lost their phone.
import { removeSecondFactors } from '#domain/access/second-factors.ts'
import { issueCode } from '#domain/access/user-codes.ts'
import { changePassword } from '#domain/access/users.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { passwordOr, requirePerson } from '../people.ts'
import { text, UsageError, type Verb } from '../verb.ts'

export const accountsResetPassword: Verb = {
  name: 'accounts reset-password',
  about: 'Sets a new password and ends every session and token of the account; or prints a link with which its owner does.',
  positionals: ['name'],
  options: {
    password: { type: 'string', about: 'the new one; made up and printed unless given, "-" reads it', value: 'WORDS' },
    link: { type: 'boolean', about: 'print a link for a new password instead: good once, for six hours' },
  },
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    const given = text(args, 'password') !== ''
    if (args['link'] === true) {
      if (given) throw new UsageError('--link and --password do not go together.')
      const code = await ctx.write((tx) => issueCode(tx, user.id, 'reset'))
      const url = `${ctx.config.origin}/auth/password/edit?code=${code}`
      return { text: url, data: { url } }
    }
    const password = passwordOr(text(args, 'password'))
    const passwordHash = await hashPassword(password)
    await ctx.write((tx) => changePassword(tx, user.id, passwordHash, { revokeApps: true }))
    return { text: given ? 'The password is changed.' : `Password: ${password}`, data: given ? { changed: true } : { changed: true, password } }
  },
}

export const accountsRemoveSecondFactor: Verb = {
  name: 'accounts remove-second-factor',
  about: 'Takes the authenticator app, the passkeys and the recovery codes of an account away: its password alone signs in again.',
  positionals: ['name'],
  options: {},
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    const removed = await ctx.write((tx) => removeSecondFactors(tx, user.id))
    return { text: removed ? 'The second step is removed; its owner is told by letter.' : 'There was no second step.', data: { removed } }
  },
}
