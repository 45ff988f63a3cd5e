// covey setup: what a new community needs before anybody can sign in.
import { changeSettings, registrationModes, type RegistrationMode } from '#domain/instance/settings.ts'
import { Refusal } from '#domain/refusals.ts'
import { OWNER_ROLE_ID } from '#domain/access/roles.ts'
import { hasUserWithRole } from '#domain/access/users.ts'
import { makePerson, passwordOr } from '../people.ts'
import { text, UsageError, type Verb } from '../verb.ts'

function modeOf(value: string): RegistrationMode | undefined {
  if (value === '') return undefined
  const mode = registrationModes.find((one) => one === value)
  if (!mode) throw new UsageError(`--registrations must be one of ${registrationModes.join(', ')}, not "${value}".`)
  return mode
}

export const setup: Verb = {
  name: 'setup',
  about: 'Names the community and makes its owner\'s account, once.',
  positionals: [],
  options: {
    name: { type: 'string', about: 'what the community is called', value: 'NAME', required: true },
    owner: { type: 'string', about: 'the owner\'s user name', value: 'NAME', required: true },
    email: { type: 'string', about: 'the owner\'s e-mail address, also the contact', value: 'ADDRESS', required: true },
    password: { type: 'string', about: 'the owner\'s password; made up and printed unless given, "-" reads it', value: 'WORDS' },
    description: { type: 'string', about: 'one or two sentences about the community', value: 'TEXT' },
    registrations: { type: 'string', about: 'who may sign up: open, approval, invited or closed', value: 'MODE' },
  },
  async run(ctx, args) {
    const registrations = modeOf(text(args, 'registrations'))
    if (await hasUserWithRole(ctx.db, OWNER_ROLE_ID)) throw new Refusal('action.forbidden', { text: 'This community is set up already: it has an owner' })
    const password = passwordOr(text(args, 'password'))
    const owner = text(args, 'owner').replace(/^@/, '')
    const { accountId } = await makePerson(ctx, { username: owner, email: text(args, 'email'), password, role: 'Owner', confirmed: true, approved: true })
    const description = text(args, 'description')
    await ctx.write((tx) => changeSettings(tx, {
      name: text(args, 'name'), contactEmail: text(args, 'email'), contactUsername: owner,
      ...(description ? { shortDescription: description } : {}), ...(registrations ? { registrations } : {}),
    }))
    const given = text(args, 'password') !== ''
    return {
      text: [`${text(args, 'name')} is set up. @${owner} signs in at ${ctx.config.origin}/auth/sign_in`, ...given ? [] : [`Password: ${password}`]].join('\n'),
      data: { owner, account_id: String(accountId), url: ctx.config.origin, ...given ? {} : { password } },
    }
  },
}
