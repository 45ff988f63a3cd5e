// The pages anybody may read, as one Fastify plugin: address → what is shown, and a page for every refusal, also for
// addresses that are nobody's.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusalOf } from '#domain/faults.ts'
import { missing } from '#domain/refusals.ts'
import { showDirectory } from './directory-page.ts'
import { showEmbed } from './embed-page.ts'
import { showFeatured } from './featured-page.ts'
import { showHashtag, showHashtagFeed } from './hashtag-page.ts'
import { showAbout, showLanding, showPrivacyPolicy, showTerms } from './landing-page.ts'
import { mountPages, page, type PageTable } from './page-access.ts'
import { showFollows, showMarkers } from './people-page.ts'
import { idOf, showPost } from './post-page.ts'
import { showPersonFeed, showProfile, type Shown, type Tab, tabs } from './profile-page.ts'
import { keepPages, openReading } from './reading.ts'
import { leaveAppPath, leaveSidePage, leaveUsersPath } from './redirects.ts'
import { memberPages } from './member-pages.ts'
import { webPages } from './web-routes.ts'
import { sendErrorPage } from './error-page.ts'
import { mountSiteFiles } from './site-files.ts'
import { showExplore, showTimeline } from './timeline-pages.ts'
import type { Visit } from './visit.ts'
import { openWebContext, type WebContext, type WebHouse } from './web-context.ts'

const param = ({ request }: Visit, name: string): string => (request.params as Record<string, string>)[name] ?? ''

/** `text` without `.rss`, or null if it does not end so. */
const feedName = (text: string): string | null => text.endsWith('.rss') && !text.includes('@') ? text.slice(0, -'.rss'.length) : null

function showTab(visit: Visit, acct: string, last: string, shown: (name: string) => Shown): Promise<FastifyReply> {
  const feed = feedName(last)
  return feed === null ? showProfile(visit, acct, shown(last)) : showPersonFeed(visit, acct, shown(feed))
}

/** /@name, or /@name.rss. */
function personPage(visit: Visit): Promise<FastifyReply> {
  const acct = param(visit, 'acct')
  const feed = feedName(acct)
  return feed === null ? showProfile(visit, acct, { tab: 'posts' }) : showPersonFeed(visit, feed, { tab: 'posts' })
}

/** /@name/ID, /@name/media, /@name/media.rss, … */
function belowPerson(visit: Visit): Promise<FastifyReply> {
  const acct = param(visit, 'acct')
  const last = param(visit, 'last')
  if (/^\d+$/.test(last)) return showPost(visit, acct, idOf(last))
  if (last === 'featured') return showFeatured(visit, acct)
  if (last === 'followers' || last === 'following') return showFollows(visit, acct, last)
  const tab = feedName(last) ?? last
  if (tab === 'posts' || !Object.hasOwn(tabs, tab)) throw missing()
  return showTab(visit, acct, last, (name) => ({ tab: name as Tab }))
}

function tagPage(visit: Visit): Promise<FastifyReply> {
  const name = param(visit, 'tag')
  const feed = feedName(name)
  return feed === null ? showHashtag(visit, name) : showHashtagFeed(visit, feed)
}

/** The pages that anybody may read, and the addresses that lead to them. */
export const publicPageTable: PageTable = {
  'GET /': page('anyone', showLanding),
  'GET /about': page('anyone', showAbout),
  'GET /privacy-policy': page('anyone', showPrivacyPolicy),
  'GET /terms-of-service': page('anyone', showTerms),
  'GET /@:acct': page('anyone', personPage),
  'GET /@:acct/:last': page('anyone', belowPerson),
  'GET /@:acct/tagged/:tag': page('anyone', (visit) => showTab(visit, param(visit, 'acct'), param(visit, 'tag'), (tag) => ({ tab: 'posts', tag }))),
  'GET /@:acct/:id/embed': page('anyone', (visit) => showEmbed(visit, param(visit, 'acct'), idOf(param(visit, 'id')))),
  'GET /@:acct/:id/reblogs': page('anyone', (visit) => showMarkers(visit, param(visit, 'acct'), idOf(param(visit, 'id')), 'reblogs')),
  'GET /@:acct/:id/favourites': page('anyone', (visit) => showMarkers(visit, param(visit, 'acct'), idOf(param(visit, 'id')), 'favourites')),
  'GET /@:acct/:id/quotes': page('anyone', leaveSidePage),
  'GET /tags/:tag': page('anyone', tagPage),
  'GET /explore': page('anyone', showExplore),
  'GET /public': page('anyone', (visit) => showTimeline(visit, 'all')),
  'GET /public/local': page('anyone', (visit) => showTimeline(visit, 'local')),
  'GET /public/remote': page('anyone', (visit) => showTimeline(visit, 'remote')),
  'GET /directory': page('anyone', showDirectory),
  'GET /users/:name': page('anyone', leaveUsersPath),
  'GET /users/:name/statuses/:id': page('anyone', leaveUsersPath),
  'GET /web': page('anyone', leaveAppPath),
  'GET /web/*': page('anyone', leaveAppPath),
  'GET /deck': page('anyone', leaveAppPath),
  'GET /deck/*': page('anyone', leaveAppPath),
}

/** The pages that only members have, with every screen of their app. */
export const memberPageTable: PageTable = memberPages({ ...publicPageTable, ...webPages })

/** Programs that ask for JSON only are answered in it; everybody else gets a page. */
function sendFailure(ctx: WebContext, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> | FastifyReply {
  const accept = request.headers.accept ?? ''
  if (!accept.includes('json') || accept.includes('html')) return sendErrorPage(ctx, error, request, reply)
  const refusal = refusalOf(error)
  if (!refusal) ctx.log.error({ method: request.method, url: request.url.replace(/\?.*/, ''), err: error }, 'a page failed')
  return reply.code(refusal?.status ?? 500).header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ error: refusal?.message ?? 'Something broke on our side. Try again in a minute.' }))
}

/** The public half of the pages. They must be built already; what no other face knows ends here. */
export function publicPages(house: WebHouse) {
  return async (app: FastifyInstance): Promise<void> => {
    const ctx = await openWebContext(house)
    app.setErrorHandler((error, request, reply) => sendFailure(ctx, error, request, reply))
    app.setNotFoundHandler((request, reply) => sendFailure(ctx, missing(), request, reply))
    keepPages(app, ctx)
    mountPages(app, ctx, publicPageTable, openReading)
    mountPages(app, ctx, memberPageTable, openReading)
    mountSiteFiles(app, ctx)
  }
}
