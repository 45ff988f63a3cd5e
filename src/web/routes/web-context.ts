// What the pages' routes work with: the domain's context, the built pages, and the key that signs their forms.
import type { PictureTools } from '#domain/accounts/profile-pictures.ts'
import type { Context } from '#domain/context.ts'
import { staffCount } from '#domain/access/roles.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { readSettings, type Settings } from '#domain/instance/settings.ts'
import { statistics } from '#domain/instance/statistics.ts'
import type { Community } from '../props/page.ts'
import type { PageServices } from './page-services.ts'
import { assetPaths, loadPages, type Pages } from '../render.ts'

/** What the pages are lent: the domain, and what keeps a picture. */
export interface WebHouse extends Context, PictureTools {
  /** What reaches other servers. */
  readonly services: PageServices
}

export interface WebContext extends WebHouse {
  readonly pages: Pages
  readonly stylesheets: string[]
  readonly memberStylesheets: string[]
  /** The members' app: its entry, and what that imports. */
  readonly app: { script: string; preload: string[] }
  readonly passkeyScript: string
  readonly queueKeysScript: string
  readonly formKey: string
  /** The community as pages present it; a few seconds old at most. */
  community(): Promise<Community>
  /** Has the next page show what was changed just now. */
  refreshCommunity(): void
  /** As they are now. */
  settings(): Promise<Settings>
}

const FRESH_MS = 10_000

/** One for all plugins of a server: who changes the community is told so by every page. */
const communities = new WeakMap<object, { known: { at: number; community: Community } | null }>()

function communityOf(ctx: Context, settings: Settings, members: number, staff: number): Community {
  const { origin, domain } = ctx.config
  return {
    name: settings.name, domain, url: origin, members, staff,
    registrations: settings.registrations,
    ...(settings.shortDescription ? { description: settings.shortDescription } : {}),
    ...(settings.privacyPolicy ? { privacyPolicyUrl: '/privacy-policy' } : {}),
    ...(settings.termsOfService ? { termsUrl: '/terms-of-service' } : {}),
    thumbnail: settings.thumbnailKey === null ? null : `${origin}/files/${settings.thumbnailKey}`,
    ...(settings.accent ? { accent: settings.accent } : {}),
  }
}

/** Loads what the pages need; they must be built (`ensureBuilt`) and the server prepared. */
export async function openWebContext(ctx: WebHouse): Promise<WebContext> {
  const [pages, { stylesheets, memberStylesheets, app, passkeyScript, queueKeysScript }, { formKey }] = await Promise.all([loadPages(), assetPaths(), readSecrets(ctx.db)])
  const shared = communities.get(ctx.db) ?? { known: null }
  communities.set(ctx.db, shared)
  return {
    ...ctx, pages, stylesheets, memberStylesheets, app, passkeyScript, queueKeysScript, formKey,
    settings: () => readSettings(ctx.db),
    refreshCommunity() { shared.known = null },
    async community() {
      const now = ctx.clock.now()
      const { known } = shared
      if (known && now - known.at < FRESH_MS && now >= known.at) return known.community
      const [settings, { users }, staff] = await Promise.all([readSettings(ctx.db), statistics(ctx.db, now), staffCount(ctx.db)])
      const community = communityOf(ctx, settings, users, staff)
      shared.known = { at: now, community }
      return community
    },
  }
}
