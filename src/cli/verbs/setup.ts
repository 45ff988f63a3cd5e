// covey setup: what a new community needs before anybody can sign in.
import { changeSettings, registrationModes, type RegistrationMode } from '#domain/instance/settings.ts'
import { foundCommunity } from '#domain/onboarding/found-community.ts'
import { hashPassword } from '#machinery/crypto/passwords.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { checkReserved, passwordOr, reservedOption } from '../people.ts'
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
    reserved: reservedOption,
  },
  async run(ctx, args) {
    const registrations = modeOf(text(args, 'registrations'))
    const password = passwordOr(text(args, 'password'))
    const owner = text(args, 'owner').replace(/^@/, '')
    checkReserved(owner, args)
    const [keys, passwordHash] = await Promise.all([generateRsaKeyPair(), hashPassword(password)])
    const description = text(args, 'description')
    const { accountId } = await ctx.write(async (tx) => {
      const made = await foundCommunity(tx, { ...keys, passwordHash, username: owner, email: text(args, 'email') })
      await changeSettings(tx, { name: text(args, 'name'), ...description ? { shortDescription: description } : {}, ...registrations ? { registrations } : {} })
      return made
    })
    const given = text(args, 'password') !== ''
    return {
      text: [`${text(args, 'name')} is set up. @${owner} signs in at ${ctx.config.origin}/auth/sign_in`, ...given ? [] : [`Password: ${password}`]].join('\n'),
      data: { owner, account_id: String(accountId), url: ctx.config.origin, ...given ? {} : { password } },
    }
  },
}
