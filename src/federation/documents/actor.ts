// A local account as an actor: who it is, how to reach it, and the key its requests are signed with.
import type { Config } from '#machinery/config/config.ts'
import { inertContentType } from '#machinery/storage/storage.ts'
import { accountRows, keysOf, type AccountRow } from '#domain/accounts/queries.ts'
import { accountUri, accountUrl, actorUri, fileUrl, keyUri, sharedInboxUrl } from '#domain/addresses.ts'
import { emojisByKey } from '#domain/instance/custom-emojis.ts'
import { findEntities } from '#domain/text/find-entities.ts'
import { foldTag } from '#domain/text/tags.ts'
import { parseFields } from '#entities/account.ts'
import type { At } from '#entities/at.ts'
import { addEmojiKeys, type EmojiIndex } from '#entities/custom-emoji.ts'
import { second } from './addressing.ts'
import { ACTOR_CONTEXT, type Document } from './context.ts'
import { collectionsUri, featurePolicy } from './featured-collection.ts'
import { featuredTagsUri, featuredUri, followersUri, followingUri, inboxUri, isInstanceActor, outboxUri } from './names.ts'
import { emojiTags, hashtagTag } from './tags.ts'

const DAY_MS = 86_400_000

interface ActorFacts { row: AccountRow; publicKey: string; movedTo: AccountRow | null; emojis: EmojiIndex }

const textsOf = (row: AccountRow): string[] => [row.display_name, row.note, row.fields.replaceAll('"', ' ')]

async function loadActor({ db }: Pick<At, 'db'>, row: AccountRow): Promise<ActorFacts> {
  const keys = new Set<string>()
  addEmojiKeys(keys, null, textsOf(row))
  const movedTo = row.moved_to_account_id
  const [ours, emojis, targets] = await Promise.all([
    keysOf(db, row.id), emojisByKey(db, [...keys]), movedTo === null ? null : accountRows(db, [movedTo]),
  ])
  const key = ours.find((one) => one.privateKey !== null)
  if (!key) throw new Error(`account ${row.id} has no key to sign with`)
  return { row, publicKey: key.publicKey, emojis, movedTo: targets?.get(movedTo ?? 0) ?? null }
}

/** The actor document of a local account, without `@context`. Suspended ones keep their name and key and lose the rest. */
export async function actorDocument(at: At, row: AccountRow): Promise<Document> {
  const facts = await loadActor(at, row)
  return { ...reachOf(at.config, facts), ...profileOf(at.config, facts), ...flagsOf(at.config, facts) }
}

/** The same as a document of its own. */
export const wholeActor = async (at: At, row: AccountRow): Promise<Document> => ({ '@context': ACTOR_CONTEXT, ...await actorDocument(at, row) })

function reachOf(config: Config, { row, publicKey }: ActorFacts): Document {
  const { id } = row
  const uri = actorUri(config, id)
  return {
    id: uri,
    type: isInstanceActor(id) ? 'Application' : row.actor_type,
    following: followingUri(config, id), followers: followersUri(config, id),
    inbox: inboxUri(config, id), outbox: outboxUri(config, id),
    ...(isInstanceActor(id) ? {} : { featured: featuredUri(config, id), featuredTags: featuredTagsUri(config, id), featuredCollections: collectionsUri(config, id), interactionPolicy: featurePolicy(config, row) }),
    endpoints: { sharedInbox: sharedInboxUrl(config) },
    publicKey: { id: keyUri(config, id), owner: uri, publicKeyPem: publicKey },
  }
}

function profileOf(config: Config, { row, emojis }: ActorFacts): Document {
  const hidden = row.suspended_at !== null
  const named = {
    preferredUsername: row.username,
    webfinger: `${row.username}@${config.domain}`,
    name: hidden || row.display_name === '' ? row.username : row.display_name,
    summary: hidden ? '' : row.note,
    url: isInstanceActor(row.id) ? `${config.origin}/about` : accountUrl(config, row),
    published: second(row.created_at - row.created_at % DAY_MS), updated: new Date(row.updated_at).toISOString(),
  }
  if (hidden) return { ...named, tag: [], attachment: [] }
  return {
    ...named,
    tag: [...emojiTags(config, emojis, textsOf(row)), ...bioHashtags(row).map((name) => hashtagTag(config, name))],
    attachment: parseFields(row.fields).map(({ name, value }) => ({ type: 'PropertyValue', name, value })),
    ...picture(config, 'icon', row.avatar_key, row.avatar_description),
    ...picture(config, 'image', row.header_key, row.header_description),
  }
}

const bioHashtags = (row: AccountRow): string[] =>
  [...new Set(findEntities(row.note_source).flatMap((one) => one.kind === 'hashtag' ? foldTag(one.name) : []))]

const picture = (config: Config, name: 'icon' | 'image', key: string | null, description: string): Document => key === null ? {} : {
  [name]: { type: 'Image', mediaType: inertContentType(key), url: fileUrl(config, key), ...(description === '' ? {} : { summary: description }) },
}

function flagsOf(config: Config, { row, movedTo }: ActorFacts): Document {
  const hidden = row.suspended_at !== null
  const alsoKnownAs = JSON.parse(row.also_known_as) as string[]
  const domains = JSON.parse(row.attribution_domains) as string[]
  return {
    manuallyApprovesFollowers: !hidden && row.locked === 1,
    discoverable: !hidden && row.discoverable === 1,
    indexable: !hidden && row.indexable === 1,
    memorial: row.memorial === 1,
    ...(hidden ? { suspended: true } : {}),
    ...(!hidden && alsoKnownAs.length > 0 ? { alsoKnownAs } : {}),
    ...(!hidden && movedTo ? { movedTo: accountUri(config, movedTo) } : {}),
    ...(!hidden && domains.length > 0 ? { attributionDomains: domains } : {}),
  }
}
