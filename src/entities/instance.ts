// What the server says of itself, in the form of today and in the old one that many apps still ask for.
import { fileUrl } from '#domain/addresses.ts'
import { campaignAt } from '#domain/annual-reports/reports.ts'
import { findByHandle } from '#domain/accounts/queries.ts'
import { rulesInForce } from '#domain/instance/rules.ts'
import { readSecrets } from '#domain/instance/secrets.ts'
import { readSettings, type Settings } from '#domain/instance/settings.ts'
import { API_VERSION, VERSION_TEXT } from '#domain/instance/software.ts'
import { statistics, type Statistics } from '#domain/instance/statistics.ts'
import type { Row } from '#domain/tables.ts'
import type { Config } from '#machinery/config/config.ts'
import type { Account } from './account.ts'
import { presentOf, type At } from './at.ts'
import { accountLimits, mediaLimits, pollLimits, statusLimits } from './instance-limits.ts'
import { showAccount } from './load-accounts.ts'

export interface Rule { id: string; text: string; hint: string; translations: Record<string, { text: string; hint: string }> }

const ICON_SIZES = [48, 192, 512]

/** One rule. */
export const renderRule = (row: Row<'rules'>): Rule => ({ id: String(row.id), text: row.text, hint: row.hint, translations: {} })

const streamingUrl = ({ origin }: Config): string => origin.replace(/^http/, 'ws')
const thumbnailUrl = (config: Config, { thumbnailKey }: Settings): string =>
  thumbnailKey === null ? `${config.origin}/instance/preview.png` : fileUrl(config, thumbnailKey)

interface Told {
  config: Config
  settings: Settings
  counted: Statistics
  rules: Rule[]
  contact: Account | null
  vapidKey: string
}

async function gather(at: At): Promise<Told> {
  const [settings, counted, rules, secrets] = await Promise.all([
    readSettings(at.db), statistics(at.db, presentOf(at)), rulesInForce(at.db), readSecrets(at.db),
  ])
  const contact = settings.contactUsername === '' ? null : await findByHandle(at.db, settings.contactUsername, null)
  return {
    config: at.config, settings, counted, rules: rules.map(renderRule), vapidKey: secrets.vapidPublicKey,
    contact: contact === null ? null : await showAccount(at, contact.id),
  }
}

const isOpen = ({ registrations }: Settings): boolean => registrations === 'open' || registrations === 'approval'

function registrationsOf({ settings }: Told) {
  const open = isOpen(settings)
  const approval = settings.registrations === 'approval'
  return {
    enabled: open,
    approval_required: approval,
    reason_required: approval ? settings.requireReason : false,
    message: open || settings.registrationsMessage === '' ? null : settings.registrationsMessage,
    min_age: settings.minAge > 0 ? settings.minAge : null,
    url: null,
  }
}

const configurationOf = ({ config, settings, vapidKey }: Told) => ({
  urls: {
    streaming: streamingUrl(config),
    status: null,
    about: `${config.origin}/about`,
    privacy_policy: `${config.origin}/privacy-policy`,
    terms_of_service: settings.termsOfService === '' ? null : `${config.origin}/terms-of-service`,
  },
  vapid: { public_key: vapidKey },
  accounts: accountLimits,
  statuses: statusLimits,
  media_attachments: mediaLimits(config),
  polls: pollLimits,
  translation: { enabled: config.translation !== null },
  timelines_access: {
    live_feeds: settings.publicTimelines === 'members' ? { local: 'authenticated', remote: 'authenticated' } : { local: 'public', remote: 'public' },
    hashtag_feeds: { local: 'public', remote: 'public' },
    trending_link_feeds: { local: 'public', remote: 'public' },
  },
  limited_federation: false,
})

/** The server, as `GET /api/v2/instance`. */
export async function showInstance(at: At) {
  const told = await gather(at)
  const { config, settings, counted, rules, contact } = told
  const campaign = campaignAt(presentOf(at))
  return {
    domain: config.domain,
    title: settings.name,
    version: VERSION_TEXT,
    source_url: `${config.origin}/about`,
    description: settings.shortDescription,
    usage: { users: { active_month: counted.activeMonth } },
    thumbnail: { url: thumbnailUrl(config, settings), description: '' },
    icon: ICON_SIZES.map((size) => ({ src: `${config.origin}/instance/icon-${size}.png`, size: `${size}x${size}` })),
    languages: settings.languages,
    configuration: configurationOf(told),
    registrations: registrationsOf(told),
    api_versions: { mastodon: API_VERSION },
    wrapstodon: campaign === null ? null : String(campaign),
    contact: { email: settings.contactEmail, account: contact },
    rules,
  }
}

/** The server, as `GET /api/v1/instance`. */
export async function showInstanceV1(at: At) {
  const told = await gather(at)
  const { config, settings, counted, rules, contact } = told
  return {
    uri: config.domain,
    title: settings.name,
    short_description: settings.shortDescription,
    description: settings.extendedDescription === '' ? settings.shortDescription : settings.extendedDescription,
    email: settings.contactEmail,
    version: VERSION_TEXT,
    urls: { streaming_api: streamingUrl(config) },
    stats: { user_count: counted.users, status_count: counted.statuses, domain_count: counted.hosts },
    thumbnail: thumbnailUrl(config, settings),
    languages: settings.languages,
    registrations: isOpen(settings),
    approval_required: settings.registrations === 'approval',
    invites_enabled: settings.registrations !== 'closed',
    configuration: {
      accounts: { max_featured_tags: accountLimits.max_featured_tags, max_pinned_statuses: accountLimits.max_pinned_statuses },
      statuses: statusLimits,
      media_attachments: mediaLimits(config),
      polls: pollLimits,
    },
    contact_account: contact,
    rules,
  }
}
