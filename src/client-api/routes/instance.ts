// What the server says of itself, to anyone.
import { rulesInForce } from '#domain/instance/rules.ts'
import { readSettings } from '#domain/instance/settings.ts'
import { knownHosts, weeklyActivity } from '#domain/instance/statistics.ts'
import { missing } from '#domain/refusals.ts'
import { languageName, LANGUAGES } from '#domain/text/language.ts'
import { sanitizePaper } from '#domain/text/sanitize-paper.ts'
import { showInstance, showInstanceV1, renderRule } from '#entities/instance.ts'
import { route, type Call, type Route } from '../route.ts'

/** When a text was last changed is not kept: the epoch of the software stands for it. */
const WRITTEN_AT = '2026-01-01T00:00:00.000Z'

async function extendedDescription({ ctx }: Call): Promise<unknown> {
  return { updated_at: WRITTEN_AT, content: sanitizePaper((await readSettings(ctx.db)).extendedDescription) }
}

async function privacyPolicy({ ctx }: Call): Promise<unknown> {
  return { updated_at: WRITTEN_AT, content: sanitizePaper((await readSettings(ctx.db)).privacyPolicy) }
}

async function terms(call: Call): Promise<unknown> {
  const { termsOfService } = await readSettings(call.ctx.db)
  const date = WRITTEN_AT.slice(0, 10)
  if (termsOfService === '' || (call.params['date'] ?? date) !== date) throw missing()
  return { effective_date: date, effective: true, content: sanitizePaper(termsOfService), succeeded_by: null }
}

async function activity({ ctx }: Call): Promise<unknown> {
  const weeks = await weeklyActivity(ctx.db, ctx.clock.now())
  return weeks.map((one) => ({
    week: String(one.week), statuses: String(one.statuses), logins: String(one.logins), registrations: String(one.registrations),
  }))
}

export const instanceRoutes: Route[] = [
  route('GET /api/v2/instance', { contract: 'instance#v2', auth: 'public', handle: ({ ctx }) => showInstance(ctx) }),
  route('GET /api/v1/instance', { contract: 'instance#v1', auth: 'public', handle: ({ ctx }) => showInstanceV1(ctx) }),
  route('GET /api/v1/instance/peers', { contract: 'instance#peers', auth: 'public', handle: ({ ctx }) => knownHosts(ctx.db) }),
  route('GET /api/v1/instance/activity', { contract: 'instance#activity', auth: 'public', handle: activity }),
  route('GET /api/v1/instance/rules', {
    contract: 'instance#rules', auth: 'public', handle: async ({ ctx }) => (await rulesInForce(ctx.db)).map(renderRule),
  }),
  // No server is silenced or blocked for the whole community in this release.
  route('GET /api/v1/instance/domain_blocks', { contract: 'instance#domain_blocks', auth: 'public', handle: async () => [] }),
  route('GET /api/v1/instance/extended_description', { contract: 'instance#extended_description', auth: 'public', handle: extendedDescription }),
  route('GET /api/v1/instance/privacy_policy', { contract: 'instance#privacy_policy', auth: 'public', handle: privacyPolicy }),
  route('GET /api/v1/instance/terms_of_service', { contract: 'instance#terms_of_service', auth: 'public', handle: terms }),
  route('GET /api/v1/instance/terms_of_service/:date', { contract: 'instance#terms_of_service_date', auth: 'public', handle: terms }),
  route('GET /api/v1/instance/languages', {
    contract: 'covey#instance-languages', auth: 'public', handle: async () => LANGUAGES.map((code) => ({ code, name: languageName(code) })),
  }),
]
