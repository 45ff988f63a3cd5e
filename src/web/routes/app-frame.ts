// The frame of a page that the members' app takes over: for members who have been let in, with the token of this
// browser's script and what is drawn already. Everybody else gets the plain frame.
import { findPath } from '../app/paths.ts'
import { screens } from '../app/screens.ts'
import { browserSecret, giveBrowserToken } from '#domain/access/browser-token.ts'
import { effectivePermissions, EVERYONE_ROLE_ID } from '#domain/access/roles.ts'
import { parseUserSettings } from '#domain/access/user-settings.ts'
import { roleRow } from '#domain/reading/own.ts'
import { showCredentialAccount } from '#entities/credential-account.ts'
import type { Notice, Page } from '../props/page.ts'
import type { AppOnPage, Start } from '../props/start.ts'
import { readCookie } from './cookies.ts'
import { viewerOf } from './reading.ts'
import { frame } from './send-page.ts'
import type { Visit } from './visit.ts'

type MemberVisit = Visit & { session: NonNullable<Visit['session']> }

async function tokenOf({ ctx, request, session }: MemberVisit): Promise<string> {
  const cookie = readCookie(ctx.config, request, 'session') ?? ''
  if (session.tokenId !== null) return browserSecret(cookie, session.tokenId)
  return ctx.write((tx) => giveBrowserToken(tx, { id: session.id, userId: session.user.id }, cookie))
}

async function startOf(visit: MemberVisit, page: Page, first: Start['first'], known: boolean): Promise<AppOnPage> {
  const { ctx, csrf, now, session: { user } } = visit
  const [token, own, everyone] = await Promise.all([known ? tokenOf(visit) : '', roleRow(ctx.db, user.role_id), roleRow(ctx.db, EVERYONE_ROLE_ID)])
  const permissions = effectivePermissions(own?.permissions ?? 0, everyone?.permissions ?? 0)
  const settings = parseUserSettings(user.settings)
  const me = await showCredentialAccount(ctx, { accountId: user.account_id, roleId: user.role_id, permissions, settings })
  return {
    ...known ? ctx.app : { script: null, preload: [] },
    start: {
      token, csrf, me, permissions, community: page.community, now, first,
      streaming: `${ctx.config.origin.replace(/^http/, 'ws')}/api/v1/streaming`, lang: page.lang ?? 'en',
      reading: { expandMedia: settings.expand_media, expandWarnings: settings.expand_spoilers, autoplayGifs: settings.auto_play_gifs },
    },
  }
}

/**
 * What a page is given that the app takes over. `first` are answers of the API by path, which the app takes instead of
 * its first requests; they must be what the API would have answered this member. `takesOver`: false where the page has to
 * stay as it is.
 */
export async function appFrame(visit: Visit, first: Start['first'] = {}, notice: Notice | null = null, takesOver = true): Promise<Page> {
  const page = await frame(visit, notice)
  if (viewerOf(visit) === null || !visit.session) return page
  const { ctx } = visit
  const path = visit.request.url.replace(/\?.*/, '')
  return {
    ...page, path, stylesheets: [...page.stylesheets, ...ctx.memberStylesheets],
    app: await startOf({ ...visit, session: visit.session }, page, first, takesOver && findPath(screens, path) !== null),
  }
}
