// /@name and what hangs below it: what somebody wrote, as whoever looks may see it.
import type { FastifyReply } from 'fastify'
import type { AccountRow } from '#domain/accounts/queries.ts'
import { accountUrl } from '#domain/addresses.ts'
import { missing } from '#domain/refusals.ts'
import { findTag } from '#domain/tags/tags.ts'
import { normaliseTag } from '#domain/text/tags.ts'
import { accountStatusIds, type AccountOptions } from '#domain/timelines/account.ts'
import { showAccount } from '#entities/load-accounts.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import type { Account } from '#entities/account.ts'
import type { Status } from '#entities/status.ts'
import type { Start } from '../props/start.ts'
import { appFrame } from './app-frame.ts'
import { sendPersonFeed } from './feeds.ts'
import { lookupPath, personNamed, profilePathOf, refusedPerson } from './find-person.ts'
import { showWayOut } from './leaving.ts'
import { listPage } from './list-page.ts'
import { sendReading, showsOf, viewerOf } from './reading.ts'
import { field, type Visit } from './visit.ts'

/** The tabs of a profile by their last step in the address. */
export const tabs = {
  posts: { excludeReplies: true },
  with_replies: {},
  media: { onlyMedia: true, excludeReblogs: true },
} as const satisfies Record<string, AccountOptions>
export type Tab = keyof typeof tabs

const MAX_PINS = 20
const PER_PAGE = 20
const UNCOVER = 'show=limited'

export interface Shown {
  tab: Tab
  /** As it stands in the address. */
  tag?: string
}

/** Which posts are meant; null when the hashtag is one that nobody has used. */
async function optionsFor({ ctx }: Visit, { tab, tag }: Shown): Promise<AccountOptions | null> {
  if (tag === undefined) return tabs[tab]
  if (!normaliseTag(tag)) throw missing()
  const tagId = await findTag(ctx.db, tag)
  return tagId === null ? null : { tagId, excludeReblogs: true }
}

const pathFor = (account: AccountRow, { tab, tag }: Shown): string =>
  `${profilePathOf(account)}${tag === undefined ? tab === 'posts' ? '' : `/${tab}` : `/tagged/${encodeURIComponent(tag)}`}`

/** Limited people are shown to strangers only when asked for once more, as in apps. */
const isCovered = (visit: Visit, account: AccountRow): boolean =>
  account.silenced_at !== null && viewerOf(visit) !== account.id && field(visit.query, 'show') !== 'limited'

interface Drawn extends Shown { acct: string; older: number | undefined; pins: number }

/** What the app would ask for first, by the API's paths: it is drawn already. */
function firstAnswers(person: Account, statuses: readonly Status[], { acct, tab, tag, older, pins }: Drawn): Start['first'] {
  const lookup = { [lookupPath(acct)]: { body: person, next: null } }
  if (tag !== undefined || tab !== 'posts') return lookup
  const api = `/api/v1/accounts/${person.id}/statuses`
  return {
    ...lookup,
    [`${api}?pinned=true&limit=${MAX_PINS}`]: { body: statuses.slice(0, pins), next: null },
    [`${api}?exclude_replies=true&limit=${PER_PAGE}`]: { body: statuses.slice(pins), next: older ? `${api}?exclude_replies=true&limit=${PER_PAGE}&max_id=${older}` : null },
  }
}

async function showTab(visit: Visit, account: AccountRow, acct: string, shown: Shown): Promise<FastifyReply> {
  const { ctx, now } = visit
  const viewer = viewerOf(visit)
  const [person, options] = await Promise.all([showAccount(ctx, account.id), optionsFor(visit, shown)])
  if (!person) throw missing()
  const path = pathFor(account, shown)
  const covered = isCovered(visit, account)
  const read = (page: Parameters<typeof accountStatusIds>[4], more: AccountOptions = {}) =>
    options === null || covered ? Promise.resolve([]) : accountStatusIds(ctx.db, viewer, account.id, { ...options, ...more }, page, now)
  const { ids, paging, first } = await listPage(visit, path, read, field(visit.query, 'show') === 'limited' ? UNCOVER : '')
  const pins = first && shown.tab === 'posts' && shown.tag === undefined ? await read({ limit: MAX_PINS }, { pinned: true, excludeReplies: false }) : []
  const statuses = await showStatuses(ctx, viewer, [...pins, ...ids])
  const pinned = new Set(pins.map(String))
  const known = first && !covered && statuses.length === pins.length + ids.length ? firstAnswers(person, statuses, { ...shown, acct, older: paging.older ? ids.at(-1) : undefined, pins: pins.length }) : {}
  const html = ctx.pages.profilePage({
    page: await appFrame(visit, known), account: person, tab: shown.tab, tag: shown.tag, paging,
    pinned: statuses.slice(0, pins.length).filter((one) => pinned.has(one.id)),
    statuses: statuses.filter((one, index) => index >= pins.length || !pinned.has(one.id)),
    uncoverUrl: covered ? `${path}?${UNCOVER}` : null,
  })
  return sendReading(visit, html, 200, showsOf(statuses, [person]))
}

/** A tab of a profile, or its feed when the address ends in `.rss`. Strangers are shown the way to people elsewhere. */
export async function showProfile(visit: Visit, acct: string, shown: Shown): Promise<FastifyReply> {
  const account = await personNamed(visit, acct)
  const refused = refusedPerson(visit, account)
  if (refused) return refused()
  if (account.host !== null && viewerOf(visit) === null) return showWayOut(visit, account, 'account', accountUrl(visit.ctx.config, account))
  if (account.host !== null) visit.ctx.services.backfill(account.id)
  return showTab(visit, account, acct, shown)
}

/** The same as RSS, for local people only: what is elsewhere has a feed there. */
export async function showPersonFeed(visit: Visit, acct: string, shown: Shown): Promise<FastifyReply> {
  const account = await personNamed(visit, acct)
  if (account.host !== null) throw missing()
  const refused = refusedPerson(visit, account)
  if (refused) return refused()
  const options = await optionsFor(visit, shown)
  return sendPersonFeed(visit, account, pathFor(account, shown), options === null ? null : { ...options, excludeReblogs: true })
}
