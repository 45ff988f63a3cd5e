// covey accounts list: who is here, and who waits.
import { listPeople } from '#domain/access/list-people.ts'
import { applicationsIn } from '#domain/onboarding/applications.ts'
import { count, text, UsageError, type Verb } from '../verb.ts'

const states = ['all', 'active', 'pending', 'unconfirmed', 'disabled'] as const

const MOST_ASKED = 10_000

export const accountsList: Verb = {
  name: 'accounts list',
  about: 'Lists accounts, newest first.',
  positionals: [],
  options: {
    state: { type: 'string', about: `one of ${states.join(', ')}`, value: 'STATE' },
    limit: { type: 'string', about: 'how many at most (100)', value: 'N' },
  },
  async run(ctx, args) {
    const state = states.find((one) => one === (text(args, 'state') || 'all'))
    if (!state) throw new UsageError(`--state must be one of ${states.join(', ')}, not "${text(args, 'state')}".`)
    const people = await listPeople(ctx.db, { state, limit: count(args, 'limit') ?? 100 })
    const asked = new Set((await applicationsIn(ctx.db, ['questions'], MOST_ASKED)).map((one) => one.username))
    const lines = people.map((one) => [`@${one.username}`, one.email, one.role ?? '-', one.state, new Date(one.createdAt).toISOString().slice(0, 10),
      ...asked.has(one.username) ? ['questions open'] : []].join('\t'))
    return {
      text: lines.join('\n'),
      data: people.map((one) => ({
        username: one.username, account_id: String(one.accountId), email: one.email, role: one.role, state: one.state, questions_open: asked.has(one.username),
        created_at: new Date(one.createdAt).toISOString(),
      })),
    }
  },
}
