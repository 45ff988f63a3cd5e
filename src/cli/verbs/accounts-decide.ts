// covey accounts approve / reject: the operator's answer to an application.
import { applicationOf, approveUser, rejectUser } from '#domain/onboarding/applications.ts'
import { unansweredQuestions } from '#domain/onboarding/questions.ts'
import { logAct } from '#domain/moderation/staff-log.ts'
import { Refusal } from '#domain/refusals.ts'
import { requirePerson } from '../people.ts'
import { text, type Verb } from '../verb.ts'

export const accountsApprove: Verb = {
  name: 'accounts approve',
  about: 'Lets an applicant in, also one who was declined. Harmless to repeat.',
  positionals: ['name'],
  options: { anyway: { type: 'boolean', about: 'also with required questions unanswered' } },
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    const name = `@${text(args, 'name').replace(/^@/, '')}`
    const open = user.approved_at === null ? await unansweredQuestions(ctx.db, user.id) : []
    if (open.length > 0 && args['anyway'] !== true) {
      const asked = open.map((question) => `"${question.text}"`).join(', ')
      throw new Refusal('action.forbidden', { text: `${name} has not answered ${asked} yet. To let them in all the same, add --anyway` })
    }
    const now = await ctx.write(async (tx) => {
      const done = await approveUser(tx, user.id, { by: null })
      if (done) await logAct(tx, { by: null, action: 'application.approve', targetId: user.account_id, details: { userId: user.id } })
      return done
    })
    const waits = user.confirmed_at === null
    const said = now ? `${name} is in${waits ? ' once their e-mail address is confirmed' : ''}.`
      : `${name} had been let in already${waits ? '; their e-mail address is not confirmed yet' : ''}.`
    return { text: said, data: { approved: true, already: !now, unanswered: open.map((question) => question.text) } }
  },
}

export const accountsReject: Verb = {
  name: 'accounts reject',
  about: 'Declines an application. The applicant reads the message; the name stays taken. bin/covey accounts approve takes it back.',
  positionals: ['name'],
  options: { message: { type: 'string', about: 'why, in words for the applicant', value: 'TEXT' } },
  async run(ctx, args) {
    const user = await requirePerson(ctx.db, text(args, 'name'))
    const message = text(args, 'message')
    const now = await ctx.write(async (tx) => {
      const before = await applicationOf(tx.db, user.id)
      await rejectUser(tx, user.id, { by: null, message })
      if (before?.state === 'rejected') return false
      await logAct(tx, { by: null, action: 'application.decline', targetId: user.account_id, details: { userId: user.id, text: message } })
      return true
    })
    const name = `@${text(args, 'name').replace(/^@/, '')}`
    return { text: now ? `The application of ${name} is declined.` : `The application of ${name} had been declined already.`, data: { rejected: true, already: !now } }
  },
}
