// covey invites …: invitations in a member's name.
import { createInvite, endInvite } from '#domain/onboarding/invites.ts'
import { Refusal } from '#domain/refusals.ts'
import { requirePerson } from '../people.ts'
import { count, duration, text, type Verb } from '../verb.ts'

export const invitesCreate: Verb = {
  name: 'invites create',
  about: 'Makes an invitation and prints its address.',
  positionals: [],
  options: {
    account: { type: 'string', about: 'who invites', value: 'NAME', required: true },
    'max-uses': { type: 'string', about: 'how many may use it (any number)', value: 'N' },
    'expires-in': { type: 'string', about: 'how long it is good: 12h, 7d, 2w (for ever)', value: 'TIME' },
    autofollow: { type: 'boolean', about: 'whoever comes follows who invited' },
  },
  async run(ctx, args) {
    const maxUses = count(args, 'max-uses')
    const lasts = duration(args, 'expires-in')
    const user = await requirePerson(ctx.db, text(args, 'account'))
    const expiresAt = lasts === null ? null : ctx.clock.now() + lasts
    const code = await ctx.write((tx) => createInvite(tx, { accountId: user.account_id, maxUses, expiresAt, autofollow: args['autofollow'] === true }))
    const url = `${ctx.config.origin}/invite/${code}`
    return { text: url, data: { code, url, max_uses: maxUses, expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString() } }
  },
}

export const invitesEnd: Verb = {
  name: 'invites end',
  about: 'Ends an invitation. Whoever used it stays.',
  positionals: ['code'],
  options: {},
  async run(ctx, args) {
    const code = text(args, 'code').replace(/^.*\//, '')
    const ended = await ctx.write((tx) => endInvite(tx, code))
    if (!ended) throw new Refusal('record.missing', { text: `There is no invitation ${code}` })
    return { text: 'Nobody else can use it.', data: { ended: true } }
  },
}
