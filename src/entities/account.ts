// An account as anyone sees it.
import type { Config } from '#machinery/config/config.ts'
import { accountUri, accountUrl, fileUrl, proxyUrl } from '#domain/addresses.ts'
import { readPolicy } from '#domain/statuses/quote-policy.ts'
import type { SeenAccount } from '#domain/reading/accounts.ts'
import { dateOrNull, isoDay, isoOrNull } from './at.ts'
import { renderEmojisOf, type CustomEmoji, type EmojiIndex } from './custom-emoji.ts'

export interface Field { name: string; value: string; verified_at: string | null }
export interface AccountRole { id: string; name: string; color: string }
type Audience = 'public' | 'followers' | 'following' | 'unsupported_policy'

export interface FeatureApproval {
  automatic: Audience[]
  manual: Audience[]
  current_user: 'automatic' | 'manual' | 'denied' | 'unknown' | 'missing'
}

export interface Account {
  id: string
  username: string
  acct: string
  display_name: string
  locked: boolean
  bot: boolean
  discoverable: boolean | null
  indexable: boolean
  group: boolean
  created_at: string
  note: string
  url: string | null
  uri: string
  avatar: string
  avatar_static: string
  avatar_description: string
  header: string
  header_static: string
  header_description: string
  followers_count: number
  following_count: number
  statuses_count: number
  last_status_at: string | null
  hide_collections: boolean | null
  show_media: boolean
  show_media_replies: boolean
  show_featured: boolean
  noindex?: boolean
  moved?: Account | null
  memorial?: boolean
  suspended?: boolean
  limited?: boolean
  emojis: CustomEmoji[]
  roles: AccountRole[]
  fields: Field[]
  feature_approval: FeatureApproval
}

/** What `domain/accounts` keeps in the `fields` column: `value` is HTML, `source` what a local owner typed. */
export interface StoredField { name: string; value: string; source?: string; verified_at?: number | null }

/** Accounts with what they are shown with. */
export interface AccountBundle {
  config: Config
  accounts: ReadonlyMap<number, SeenAccount>
  emojis: EmojiIndex
  /** Each account is rendered once per bundle. */
  rendered: Map<number, Account>
}

// Members who let themselves be found may be put into collections by other members; from elsewhere, those who choose their followers by
// these alone. So with Mastodon.
const FEATURED_BY_ALL: FeatureApproval = { automatic: ['public'], manual: [], current_user: 'automatic' }
const FEATURED_BY_FOLLOWERS: FeatureApproval = { automatic: ['followers'], manual: [], current_user: 'automatic' }
const FEATURED_BY_NONE: FeatureApproval = { automatic: [], manual: [], current_user: 'denied' }
const FEATURED_UNKNOWN: FeatureApproval = { automatic: [], manual: [], current_user: 'missing' }

/** Accounts are rendered for nobody in particular, so whether a reader follows them is not known here. */
function remoteApproval(policy: number | null): FeatureApproval {
  if (policy === null) return FEATURED_UNKNOWN
  const { automatic, manual } = readPolicy(policy)
  const nobody = automatic.length === 0 && manual.length === 0
  return {
    automatic, manual,
    current_user: automatic.includes('public') ? 'automatic' : manual.includes('public') ? 'manual' : nobody ? 'denied' : 'unknown',
  }
}

function featureApprovalOf(row: SeenAccount, hidden: boolean): FeatureApproval {
  if (row.host !== null) return remoteApproval(row.feature_policy)
  if (row.discoverable !== 1 || hidden) return FEATURED_BY_NONE
  return row.locked === 1 ? FEATURED_BY_FOLLOWERS : FEATURED_BY_ALL
}
const NO_FIELDS: Field[] = []
const NO_ROLES: AccountRole[] = []
const NO_EMOJIS: CustomEmoji[] = []

/** `name` for ours, `name@host` for others. */
export const acctOf = (account: { username: string; host: string | null }): string =>
  account.host === null ? account.username : `${account.username}@${account.host}`

/** The picture that stands for a missing avatar or header. */
export const missingPicture = ({ origin }: Config, kind: 'avatar' | 'header'): string => `${origin}/${kind}s/missing.png`

interface Picture { key: string | null; staticKey: string | null; remote: string | null }

/** A picture's addresses, moving and still; remote ones come through our own cache. */
export function pictureUrls(config: Config, kind: 'avatar' | 'header', id: number, { key, staticKey, remote }: Picture): [string, string] {
  if (key !== null) {
    const url = fileUrl(config, key)
    return [url, staticKey === null ? url : fileUrl(config, staticKey)]
  }
  const url = remote ? proxyUrl(config, kind, id, remote) : missingPicture(config, kind)
  return [url, url]
}

/** The column as fields; anything else than a list is none. */
export function parseFields(column: string): StoredField[] {
  return column === '[]' || column === '' ? [] : JSON.parse(column) as StoredField[]
}

/** The texts of an account in which emojis may stand; fields are searched as stored, their quotes out of the way. */
export const emojiTextsOf = (row: SeenAccount): readonly string[] =>
  row.fields === '[]' ? [row.display_name, row.note] : [row.display_name, row.note, row.fields.replaceAll('"', ' ')]

const renderFields = (row: SeenAccount): Field[] => row.fields === '[]' ? NO_FIELDS
  : parseFields(row.fields).map((field) => ({ name: field.name, value: field.value, verified_at: isoOrNull(field.verified_at ?? null) }))

const rolesOf = (row: SeenAccount): AccountRole[] => row.role_id === null ? NO_ROLES
  : [{ id: String(row.role_id), name: row.role_name ?? '', color: row.role_color ?? '' }]

/** Says whether nothing of the account may be shown but that it was there. */
export const isHidden = (row: { suspended_at: number | null; deleted_at: number | null }): boolean =>
  row.suspended_at !== null || row.deleted_at !== null

/** The account of the bundle with this id, or null. Suspended and deleted ones keep their name and lose the rest. */
export function renderAccount(id: number, bundle: AccountBundle): Account | null {
  const known = bundle.rendered.get(id)
  if (known) return known
  const row = bundle.accounts.get(id)
  if (!row) return null
  const account = renderRow(row, bundle)
  bundle.rendered.set(id, account)
  if (row.moved_to_account_id !== null) {
    const target = isHidden(row) ? undefined : bundle.accounts.get(row.moved_to_account_id)
    if (target) account.moved = renderRow(target, bundle)
    else if (isHidden(row)) account.moved = null
  }
  return account
}

function renderRow(row: SeenAccount, { config, emojis }: AccountBundle): Account {
  const hidden = isHidden(row)
  const [avatar, avatarStatic] = pictureUrls(config, 'avatar', row.id,
    hidden ? NO_PICTURE : { key: row.avatar_key, staticKey: row.avatar_static_key, remote: row.avatar_remote_url })
  const [header, headerStatic] = pictureUrls(config, 'header', row.id,
    hidden ? NO_PICTURE : { key: row.header_key, staticKey: row.header_static_key, remote: row.header_remote_url })
  const account: Account = {
    id: String(row.id),
    username: row.username,
    acct: acctOf(row),
    display_name: hidden ? '' : row.display_name,
    locked: !hidden && row.locked === 1,
    bot: !hidden && (row.actor_type === 'Service' || row.actor_type === 'Application'),
    discoverable: hidden ? false : row.discoverable === null ? null : row.discoverable === 1,
    indexable: !hidden && row.indexable === 1,
    group: row.actor_type === 'Group',
    created_at: isoDay(row.created_at),
    note: hidden ? '' : row.note,
    url: accountUrl(config, row),
    uri: accountUri(config, row),
    avatar,
    avatar_static: avatarStatic,
    avatar_description: hidden ? '' : row.avatar_description,
    header,
    header_static: headerStatic,
    header_description: hidden ? '' : row.header_description,
    followers_count: row.followers_count,
    following_count: row.following_count,
    statuses_count: row.statuses_count,
    last_status_at: dateOrNull(row.last_status_at),
    hide_collections: row.hide_collections === null ? null : row.hide_collections === 1,
    show_media: row.show_media === 1,
    show_media_replies: row.show_media_replies === 1,
    show_featured: row.show_featured === 1,
    emojis: hidden ? NO_EMOJIS : renderEmojisOf(config, emojis, row.host, emojiTextsOf(row)),
    roles: hidden ? NO_ROLES : rolesOf(row),
    fields: hidden ? NO_FIELDS : renderFields(row),
    feature_approval: featureApprovalOf(row, hidden),
  }
  if (row.host === null) account.noindex = false
  if (row.memorial === 1) account.memorial = true
  if (hidden) account.suspended = true
  if (row.silenced_at !== null) account.limited = true
  return account
}

const NO_PICTURE: Picture = { key: null, staticKey: null, remote: null }
