// An account of another server is made known or brought up to date: the only write of a remote profile.
import type { Tx } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import { dropFiles } from '#domain/stored-files.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import { handleKey } from '#domain/text/names.ts'
import { keepAccountTokens } from './account-tokens.ts'
import { findByUri, type AccountRow } from './queries.ts'
import { keepRemoteKeys } from './remote-keys.ts'
import type { RemoteProfile } from './remote-profile.ts'
import { keepVerified } from './verified-links.ts'

const MAX_FIELDS = 50

const bit = (value: boolean): 0 | 1 => value ? 1 : 0
const bitOrNull = (value: boolean | null | undefined) => value === null || value === undefined ? null : bit(value)

function columnsOf(profile: RemoteProfile, known: AccountRow | null) {
  const fields = keepVerified(known, profile.fields.slice(0, MAX_FIELDS)
    .map(({ name, value, verifiedAt }) => ({ name, value, ...(verifiedAt ? { verified_at: verifiedAt } : {}) })))
  return {
    display_name: profile.displayName, note: profile.note, fields: JSON.stringify(fields), actor_type: profile.actorType,
    locked: bit(profile.locked), discoverable: bitOrNull(profile.discoverable), indexable: bit(profile.indexable),
    hide_collections: bitOrNull(profile.hideCollections), memorial: bit(profile.memorial),
    show_media: bit(profile.showMedia ?? true), show_media_replies: bit(profile.showMediaReplies ?? true), show_featured: bit(profile.showFeatured ?? true),
    avatar_remote_url: profile.avatarUrl, avatar_description: profile.avatarDescription ?? '',
    header_remote_url: profile.headerUrl, header_description: profile.headerDescription ?? '',
    url: profile.url, inbox_url: profile.inboxUrl, shared_inbox_url: profile.sharedInboxUrl, outbox_url: profile.outboxUrl,
    followers_url: profile.followersUrl, following_url: profile.followingUrl, featured_url: profile.featuredUrl,
    featured_tags_url: profile.featuredTagsUrl, collections_url: profile.collectionsUrl ?? null, feature_policy: profile.featurePolicy ?? null, also_known_as: JSON.stringify(profile.alsoKnownAs),
    attribution_domains: JSON.stringify(profile.attributionDomains ?? []),
    ...(profile.movedToAccountId === undefined ? {} : { moved_to_account_id: profile.movedToAccountId }),
  }
}

/** A suspension by its own server comes and goes as that says; one of ours stays. */
function suspensionOf({ suspended = false }: RemoteProfile, known: AccountRow | null, now: number): Partial<Pick<AccountRow, 'suspended_at' | 'suspended_elsewhere'>> {
  if (suspended && (known?.suspended_at ?? null) === null) return { suspended_at: now, suspended_elsewhere: 1 }
  return !suspended && known?.suspended_elsewhere === 1 ? { suspended_at: null, suspended_elsewhere: 0 } : {}
}

const countsOf = (profile: RemoteProfile) => Object.fromEntries(Object.entries({
  statuses_count: profile.statusesCount, followers_count: profile.followersCount, following_count: profile.followingCount,
}).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))

/**
 * Makes a remote account known or brings it up to date; returns its id. Idempotent. Keys that are not among the
 * profile's go. A handle that another account holds goes to this one only if it is verified; otherwise a known account
 * keeps its old handle and a new one is refused. A profile older than the one that is here changes nothing. Records `account.updated` when something that people see changed.
 */
export async function upsertRemoteAccount(tx: Tx, profile: RemoteProfile): Promise<number> {
  const known = await findByUri(tx.db, profile.uri)
  if (known && known.deleted_at === null && (profile.updatedAt ?? Infinity) < (known.told_at ?? 0)) return known.id
  const named = await takeHandle(tx, profile, known)
  const id = known ? await update(tx, known, profile, named) : await insert(tx, profile)
  await keepRemoteKeys(tx, id, profile.uri, profile.keys)
  await keepRemoteEmojis(tx, profile.host, profile.emojis)
  return id
}

/** Says whether the account may go by the profile's handle, moving who held it out of the way. */
async function takeHandle(tx: Tx, { username, host, handleVerified }: RemoteProfile, known: AccountRow | null): Promise<boolean> {
  const key = handleKey(username, host)
  if (known?.acct_key === key) return true
  const holder = await tx.db.selectFrom('accounts').select('id').where('acct_key', '=', key).executeTakeFirst()
  if (!holder) return true
  if (!handleVerified) {
    if (known) return false
    throw new Refusal('action.forbidden', { text: `${key} is the handle of another account` })
  }
  // No handle can look like this; the other account gets a real one when it is fetched again.
  await tx.db.updateTable('accounts').set({ acct_key: `#${holder.id}`, fetched_at: null }).where('id', '=', holder.id).execute()
  return true
}

async function insert(tx: Tx, profile: RemoteProfile): Promise<number> {
  const { username, host } = profile
  const createdAt = Math.min(profile.createdAt ?? tx.now, tx.now)
  await noteHost(tx, host)
  const id = tx.id()
  await tx.db.insertInto('accounts').values({
    id, uri: profile.uri, username, host, acct_key: handleKey(username, host), ...columnsOf(profile, null), ...suspensionOf(profile, null, tx.now), ...countsOf(profile),
    created_at: createdAt, updated_at: tx.now, fetched_at: tx.now, told_at: profile.updatedAt ?? null,
  }).execute()
  await keepAccountTokens(tx, id)
  return id
}

async function update(tx: Tx, known: AccountRow, profile: RemoteProfile, named: boolean): Promise<number> {
  const { username, host } = named ? profile : known
  const columns = {
    ...columnsOf(profile, known), ...suspensionOf(profile, known, tx.now), ...(named ? { username, host, acct_key: handleKey(username, host) } : {}),
    // An account that its server has deleted and that is there again is there again.
    deleted_at: null,
    ...(known.avatar_remote_url === profile.avatarUrl ? {} : { avatar_key: null, avatar_static_key: null }),
    ...(known.header_remote_url === profile.headerUrl ? {} : { header_key: null, header_static_key: null }),
  }
  await dropFiles(tx, (['avatar_key', 'avatar_static_key', 'header_key', 'header_static_key'] as const).map((name) => name in columns ? known[name] : null))
  const changed = Object.entries(columns).some(([name, value]) => known[name as keyof AccountRow] !== value)
  await tx.db.updateTable('accounts').set({ ...columns, ...countsOf(profile), fetched_at: tx.now, told_at: profile.updatedAt ?? known.told_at, ...(changed ? { updated_at: tx.now } : {}) })
    .where('id', '=', known.id).execute()
  if (!changed) return known.id
  await keepAccountTokens(tx, known.id)
  await tx.record('account.updated', { accountId: known.id })
  return known.id
}

/** The first account of a server makes the server known. */
async function noteHost(tx: Tx, host: string): Promise<void> {
  await tx.db.insertInto('hosts').values({ host, first_seen_at: tx.now }).onConflict((conflict) => conflict.column('host').doNothing()).execute()
}
