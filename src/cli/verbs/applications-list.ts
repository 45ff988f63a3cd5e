// covey applications list: what applicants wrote, for whoever decides without the pages.
import { applicationsIn, type ApplicationState } from '#domain/onboarding/applications.ts'
import { answersOf, unansweredQuestions } from '#domain/onboarding/questions.ts'
import { count, text, UsageError, type Verb } from '../verb.ts'

const states: readonly ApplicationState[] = ['waiting', 'questions', 'approved', 'rejected', 'withdrawn', 'expired']

export const applicationsList: Verb = {
  name: 'applications list',
  about: 'Shows applications with what was written, longest waiting first. It is for those who decide, and for nobody else.',
  positionals: [],
  options: {
    state: { type: 'string', about: `one of ${states.join(', ')} (waiting and questions)`, value: 'STATE' },
    limit: { type: 'string', about: 'how many at most (50)', value: 'N' },
  },
  async run(ctx, args) {
    const wanted = text(args, 'state')
    const state = states.find((one) => one === wanted)
    if (!state && wanted !== '') throw new UsageError(`--state must be one of ${states.join(', ')}, not "${wanted}".`)
    const found = await applicationsIn(ctx.db, state ? [state] : ['waiting', 'questions'], count(args, 'limit') ?? 50)
    const applications = await Promise.all(found.map(async (one) => ({
      username: one.username, email: one.email, state: one.state, confirmed: one.confirmed_at !== null, reason: one.reason, message: one.message,
      applied_at: new Date(one.created_at).toISOString(), answers: (await answersOf(ctx.db, one.user_id)).map(({ question, text: answer }) => ({ question, answer })),
      unanswered: one.state === 'questions' ? (await unansweredQuestions(ctx.db, one.user_id)).map((question) => question.text) : [],
    })))
    const paragraphs = applications.map((one) => [
      `@${one.username}\t${one.email}${one.confirmed ? '' : ' (unconfirmed)'}\t${one.applied_at.slice(0, 10)}${one.state === 'questions' ? '\tquestions open' : ''}`,
      ...one.reason === null ? [] : [`  ${one.reason}`], ...one.answers.map(({ question, answer }) => `  ${question}\n    ${answer}`),
      ...one.unanswered.map((question) => `  ${question}\n    (no answer yet)`),
    ].join('\n'))
    return { text: paragraphs.join('\n\n'), data: applications }
  },
}
