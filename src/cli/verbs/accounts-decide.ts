// covey accounts approve / reject: the operator's answer to an application.
import { approveUser, rejectUser } from '#domain/onboarding/applications.ts'
import { requirePerson } from '../people.ts'
import { text, type Verb } from '../verb.ts'

export const accountsApprove: Verb = {
  name: 'accounts approve',
  about: 'Lets an applicant in. Harmless to repeat.',
  positionals: ['name'],
  options: {},
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    await ctx.write((tx) => approveUser(tx, user.id, { by: null }))
    return { text: `@${text(args, 'name').replace(/^@/, '')} is in.`, data: { approved: true } }
  },
}

export const accountsReject: Verb = {
  name: 'accounts reject',
  about: 'Declines an application. The applicant reads the message; the name stays taken.',
  positionals: ['name'],
  options: { message: { type: 'string', about: 'why, in words for the applicant', value: 'TEXT' } },
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    await ctx.write((tx) => rejectUser(tx, user.id, { by: null, message: text(args, 'message') }))
    return { text: `The application of @${text(args, 'name').replace(/^@/, '')} is declined.`, data: { rejected: true } }
  },
}
