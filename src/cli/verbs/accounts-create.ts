// covey accounts create: a member made by the operator.
import { checkReserved, makePerson, passwordOr, reservedOption } from '../people.ts'
import { text, type Verb } from '../verb.ts'

export const accountsCreate: Verb = {
  name: 'accounts create',
  about: 'Makes an account. Without --approved it waits for a decision, unless registrations are open.',
  positionals: ['name'],
  options: {
    email: { type: 'string', about: 'e-mail address', value: 'ADDRESS', required: true },
    password: { type: 'string', about: 'password; made up and printed unless given, "-" reads it', value: 'WORDS' },
    role: { type: 'string', about: 'Owner, Admin, Moderator or another of the community\'s roles', value: 'ROLE' },
    confirmed: { type: 'boolean', about: 'the address needs no confirmation' },
    approved: { type: 'boolean', about: 'let in at once' },
    reserved: reservedOption,
  },
  async run(ctx, args) {
    const username = text(args, 'name').replace(/^@/, '')
    checkReserved(username, args)
    const password = passwordOr(text(args, 'password'))
    const made = await makePerson(ctx, {
      username, email: text(args, 'email'), password, role: text(args, 'role'), confirmed: args['confirmed'] === true, approved: args['approved'] === true,
    })
    const given = text(args, 'password') !== ''
    const waits = [made.confirmed ? '' : 'the address must be confirmed', made.approved ? '' : 'the application must be approved'].filter(Boolean)
    return {
      text: [`Made @${username}.${waits.length > 0 ? ` Before they can act, ${waits.join(' and ')}.` : ''}`, ...given ? [] : [`Password: ${password}`]].join('\n'),
      data: { username, account_id: String(made.accountId), confirmed: made.confirmed, approved: made.approved, ...given ? {} : { password } },
    }
  },
}
