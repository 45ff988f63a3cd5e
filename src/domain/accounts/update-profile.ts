// A member changes what others see of them. Texts are kept as typed and as formatted.
import { tagUrl } from '#domain/addresses.ts'
import type { Tx } from '#domain/context.ts'
import { formatBio, formatField, type FormatOptions } from '#domain/text/format.ts'
import { foldTag } from '#domain/text/tags.ts'
import { keepAccountTokens } from './account-tokens.ts'
import { mentionTargets } from './mention-targets.ts'
import { checkProfile, type ProfilePatch } from './profile-patch.ts'
import { ownAccount, type AccountRow } from './queries.ts'

interface StoredField { name: string; value: string; source?: string; verified_at?: number | null }
type Columns = Partial<AccountRow>

const bit = (value: boolean | undefined): 0 | 1 | undefined => value === undefined ? undefined : value ? 1 : 0
const bitOrNull = (value: boolean | null | undefined) => value === null ? null : bit(value)

/**
 * Changes a local account's profile; only what `patch` names. Records `account.updated` if anything is different
 * afterwards, and answers whether it is. Refuses texts over their limits (`profile-patch.ts`) with Mastodon's details.
 */
export async function updateProfile(tx: Tx, accountId: number, patch: ProfilePatch): Promise<boolean> {
  const account = await ownAccount(tx.db, accountId)
  const columns = differing(account, await columnsOf(tx, account, checkProfile(patch)))
  if (Object.keys(columns).length === 0) return false
  await tx.db.updateTable('accounts').set({ ...columns, updated_at: tx.now }).where('id', '=', accountId).execute()
  if (columns.display_name !== undefined) await keepAccountTokens(tx, accountId)
  await tx.record('account.updated', { accountId })
  return true
}

function differing(account: AccountRow, wanted: Columns): Columns {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== undefined && account[name as keyof AccountRow] !== value))
}

async function columnsOf(tx: Tx, account: AccountRow, patch: ProfilePatch): Promise<Columns> {
  const texts = [patch.note ?? '', ...(patch.fields ?? []).map((field) => field.value)]
  const format: FormatOptions = { mentions: await mentionTargets(tx.db, tx.config, texts), tagUrl: (name) => tagUrl(tx.config, foldTag(name)) }
  return {
    display_name: patch.displayName,
    ...(patch.note === undefined ? {} : { note_source: patch.note, note: formatBio(patch.note, format) }),
    ...(patch.fields === undefined ? {} : { fields: fieldsColumn(account, patch.fields, format) }),
    locked: bit(patch.locked),
    discoverable: bitOrNull(patch.discoverable),
    indexable: bit(patch.indexable),
    hide_collections: bitOrNull(patch.hideCollections),
    show_media: bit(patch.showMedia),
    show_media_replies: bit(patch.showMediaReplies),
    show_featured: bit(patch.showFeatured),
    avatar_description: patch.avatarDescription,
    header_description: patch.headerDescription,
    ...(patch.bot === undefined ? {} : { actor_type: patch.bot ? 'Service' : account.actor_type === 'Service' ? 'Person' : account.actor_type }),
    ...(patch.avatar === undefined ? {} : { avatar_key: patch.avatar?.key ?? null, avatar_static_key: patch.avatar?.staticKey ?? null }),
    ...(patch.header === undefined ? {} : { header_key: patch.header?.key ?? null, header_static_key: patch.header?.staticKey ?? null }),
    ...(patch.attributionDomains === undefined ? {} : { attribution_domains: JSON.stringify(patch.attributionDomains) }),
  } as Columns
}

/** A field whose value stays keeps its verification. */
function fieldsColumn(account: AccountRow, fields: { name: string; value: string }[], format: FormatOptions): string {
  const before = JSON.parse(account.fields) as StoredField[]
  return JSON.stringify(fields.map(({ name, value }): StoredField => {
    const verified = before.find((one) => one.source === value)?.verified_at
    return { name, value: formatField(value, format), source: value, ...(verified ? { verified_at: verified } : {}) }
  }))
}
