// covey invites …: invitations in a member's name.
import { createInvite, endInvite, invitesOf, isGood } from '#domain/onboarding/invites.ts'
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
    note: { type: 'string', about: 'a word to the guests, above the form', value: 'TEXT' },
  },
  async run(ctx, args) {
    const maxUses = count(args, 'max-uses')
    const lasts = duration(args, 'expires-in')
    const user = await requirePerson(ctx.db, text(args, 'account'))
    const expiresAt = lasts === null ? null : ctx.clock.now() + lasts
    const code = await ctx.write((tx) => createInvite(tx, { accountId: user.account_id, maxUses, expiresAt, autofollow: args['autofollow'] === true, comment: text(args, 'note') }))
    const url = `${ctx.config.origin}/invite/${code}`
    return { text: url, data: { code, url, max_uses: maxUses, expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString() } }
  },
}

export const invitesList: Verb = {
  name: 'invites list',
  about: 'Lists a member\'s invitations, those that are good first.',
  positionals: [],
  options: { account: { type: 'string', about: 'whose', value: 'NAME', required: true } },
  async run(ctx, args) {
    const now = ctx.clock.now()
    const user = await requirePerson(ctx.db, text(args, 'account'))
    const invites = (await invitesOf(ctx.db, user.account_id, now)).map((row) => ({
      code: row.code, url: `${ctx.config.origin}/invite/${row.code}`, uses: row.uses, max_uses: row.max_uses, good: isGood(row, now),
      expires_at: row.expires_at === null ? null : new Date(row.expires_at).toISOString(), note: row.comment,
    }))
    const lines = invites.map((one) => [one.url, `${one.uses}/${one.max_uses ?? 'any'}`, one.expires_at ?? 'for ever', one.good ? 'good' : 'over'].join('\t'))
    return { text: lines.join('\n'), data: invites }
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
