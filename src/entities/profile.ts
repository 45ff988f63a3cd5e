// A profile as its own member edits it: everything as typed, pictures only where there are any.
import { accountUrl } from '#domain/addresses.ts'
import { ownAccount } from '#domain/accounts/queries.ts'
import { featuredTagsOf } from '#domain/tags/feature-tag.ts'
import { pictureUrls, type Field } from './account.ts'
import type { At } from './at.ts'
import { sourceFields } from './credential-account.ts'
import { renderFeaturedTag, type FeaturedTag } from './tag.ts'

export interface Profile {
  id: string
  display_name: string
  note: string
  fields: Field[]
  avatar: string | null
  avatar_static: string | null
  avatar_description: string
  header: string | null
  header_static: string | null
  header_description: string
  locked: boolean
  bot: boolean
  hide_collections: boolean | null
  discoverable: boolean | null
  indexable: boolean
  show_media: boolean
  show_media_replies: boolean
  show_featured: boolean
  attribution_domains: string[]
  featured_tags: FeaturedTag[]
}

/** The profile of a local account. */
export async function showProfile(at: At, accountId: number): Promise<Profile> {
  const [row, tags] = await Promise.all([ownAccount(at.db, accountId), featuredTagsOf(at.db, accountId)])
  const avatar = pictureUrls(at.config, 'avatar', row.id, { key: row.avatar_key, staticKey: row.avatar_static_key, remote: null })
  const header = pictureUrls(at.config, 'header', row.id, { key: row.header_key, staticKey: row.header_static_key, remote: null })
  return {
    id: String(row.id),
    display_name: row.display_name,
    note: row.note_source,
    fields: sourceFields(row.fields),
    avatar: row.avatar_key === null ? null : avatar[0],
    avatar_static: row.avatar_key === null ? null : avatar[1],
    avatar_description: row.avatar_description,
    header: row.header_key === null ? null : header[0],
    header_static: row.header_key === null ? null : header[1],
    header_description: row.header_description,
    locked: row.locked === 1,
    bot: row.actor_type === 'Service',
    hide_collections: row.hide_collections === null ? null : row.hide_collections === 1,
    discoverable: row.discoverable === null ? null : row.discoverable === 1,
    indexable: row.indexable === 1,
    show_media: row.show_media === 1,
    show_media_replies: row.show_media_replies === 1,
    show_featured: row.show_featured === 1,
    attribution_domains: JSON.parse(row.attribution_domains) as string[],
    featured_tags: tags.map((tag) => renderFeaturedTag(tag, accountUrl(at.config, row))),
  }
}
