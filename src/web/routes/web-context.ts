// What the pages' routes work with: the domain's context, the built pages, and the key that signs their forms.
import type { Context } from '#domain/context.ts'
import { staffCount } from '#domain/access/roles.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { readSettings, type Settings } from '#domain/instance/settings.ts'
import { statistics } from '#domain/instance/statistics.ts'
import type { Community } from '../props/page.ts'
import { assetPaths, loadPages, type Pages } from '../render.ts'

export interface WebContext extends Context {
  readonly pages: Pages
  readonly stylesheets: string[]
  readonly formKey: string
  /** The community as pages present it; a few seconds old at most. */
  community(): Promise<Community>
  /** As they are now. */
  settings(): Promise<Settings>
}

const FRESH_MS = 10_000

function communityOf(ctx: Context, settings: Settings, members: number, staff: number): Community {
  const { origin, domain } = ctx.config
  return {
    name: settings.name, domain, url: origin, members, staff,
    registrations: settings.registrations === 'invited' ? 'closed' : settings.registrations,
    ...(settings.shortDescription ? { description: settings.shortDescription } : {}),
    ...(settings.privacyPolicy ? { privacyPolicyUrl: '/privacy-policy' } : {}),
    ...(settings.termsOfService ? { termsUrl: '/terms-of-service' } : {}),
    thumbnail: settings.thumbnailKey === null ? null : `${origin}/files/${settings.thumbnailKey}`,
  }
}

/** Loads what the pages need; they must be built (`ensureBuilt`) and the server prepared. */
export async function openWebContext(ctx: Context): Promise<WebContext> {
  const [pages, { stylesheets }, { formKey }] = await Promise.all([loadPages(), assetPaths(), readSecrets(ctx.db)])
  let known: { at: number; community: Community } | null = null
  return {
    ...ctx, pages, stylesheets, formKey,
    settings: () => readSettings(ctx.db),
    async community() {
      const now = ctx.clock.now()
      if (known && now - known.at < FRESH_MS && now >= known.at) return known.community
      const [settings, { users }, staff] = await Promise.all([readSettings(ctx.db), statistics(ctx.db, now), staffCount(ctx.db)])
      known = { at: now, community: communityOf(ctx, settings, users, staff) }
      return known.community
    },
  }
}
