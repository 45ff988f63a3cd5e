// covey applications list: what applicants wrote, for whoever decides without the pages.
import { applicationsIn, type ApplicationState } from '#domain/onboarding/applications.ts'
import { answersOf } from '#domain/onboarding/questions.ts'
import { count, text, UsageError, type Verb } from '../verb.ts'

const states: readonly ApplicationState[] = ['waiting', 'questions', 'approved', 'rejected', 'withdrawn', 'expired']

export const applicationsList: Verb = {
  name: 'applications list',
  about: 'Shows applications with what was written, longest waiting first. It is for those who decide, and for nobody else.',
  positionals: [],
  options: {
    state: { type: 'string', about: `one of ${states.join(', ')} (waiting)`, value: 'STATE' },
    limit: { type: 'string', about: 'how many at most (50)', value: 'N' },
  },
  async run(ctx, args) {
    const state = states.find((one) => one === (text(args, 'state') || 'waiting'))
    if (!state) throw new UsageError(`--state must be one of ${states.join(', ')}, not "${text(args, 'state')}".`)
    const found = await applicationsIn(ctx.db, [state], count(args, 'limit') ?? 50)
    const applications = await Promise.all(found.map(async (one) => ({
      username: one.username, email: one.email, confirmed: one.confirmed_at !== null, reason: one.reason, message: one.message,
      applied_at: new Date(one.created_at).toISOString(), answers: (await answersOf(ctx.db, one.user_id)).map(({ question, text: answer }) => ({ question, answer })),
    })))
    const paragraphs = applications.map((one) => [
      `@${one.username}\t${one.email}${one.confirmed ? '' : ' (unconfirmed)'}\t${one.applied_at.slice(0, 10)}`,
      ...one.reason === null ? [] : [`  ${one.reason}`], ...one.answers.map(({ question, answer }) => `  ${question}\n    ${answer}`),
    ].join('\n'))
    return { text: paragraphs.join('\n\n'), data: applications }
  },
}
