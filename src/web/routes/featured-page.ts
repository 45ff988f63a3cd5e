// /@name/featured: hashtags and people that somebody shows on their profile.
import type { FastifyReply } from 'fastify'
import { accountUrl } from '#domain/addresses.ts'
import { missing } from '#domain/refusals.ts'
import { endorsementsPage } from '#domain/relationships/pages.ts'
import { featuredTagsOf } from '#domain/tags/feature-tag.ts'
import { showAccount, showAccounts } from '#entities/load-accounts.ts'
import { appFrame } from './app-frame.ts'
import { personNamed, profilePathOf, refusedPerson } from './find-person.ts'
import { showWayOut } from './leaving.ts'
import { sendReading, sendTo, showsOf, viewerOf } from './reading.ts'
import type { Visit } from './visit.ts'

const MOST_PEOPLE = 40

/** Empty for those who switched it off. */
export async function showFeatured(visit: Visit, acct: string): Promise<FastifyReply> {
  const { ctx } = visit
  const account = await personNamed(visit, acct)
  const refused = refusedPerson(visit, account)
  if (refused) return refused()
  if (viewerOf(visit) === null && account.host !== null) return showWayOut(visit, account, 'account', accountUrl(ctx.config, account))
  if (viewerOf(visit) === null && account.silenced_at !== null) return sendTo(visit, profilePathOf(account))
  const shown = account.show_featured === 1
  const [person, tags, endorsed] = await Promise.all([
    showAccount(ctx, account.id), shown ? featuredTagsOf(ctx.db, account.id) : [], shown ? endorsementsPage(ctx.db, account.id, { limit: MOST_PEOPLE }) : [],
  ])
  if (!person) throw missing()
  const people = await showAccounts(ctx, endorsed.map((one) => one.accountId))
  return sendReading(visit, ctx.pages.featuredPage({ page: await appFrame(visit), account: person, tags, people }), 200, showsOf([], [person, ...people]))
}
