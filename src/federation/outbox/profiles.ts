// A member's own face: its profile, its pins and hashtags, and its farewell.
import type { Tx } from '#domain/context.ts'
import type { Events } from '#domain/events.ts'
import { accountRow } from '#domain/accounts/queries.ts'
import { accountUrl, actorUri } from '#domain/addresses.ts'
import { tagNameOf } from '#domain/peers/published-accounts.ts'
import { localSender } from '#domain/peers/recipients.ts'
import { activity, inContext } from '../documents/activities.ts'
import { actorDocument } from '../documents/actor.ts'
import { ACTOR_CONTEXT, PUBLIC, TAG_CONTEXT } from '../documents/context.ts'
import { featuredTagsUri, featuredUri, followersUri } from '../documents/names.ts'
import { ownStatus } from './statuses.ts'
import { atOf, tell } from './tell.ts'

/** A changed profile, for followers and for those who were lately written to. */
export async function federateProfile(tx: Tx, { accountId }: Events['account.updated']): Promise<void> {
  const row = await accountRow(tx.db, accountId)
  if (!row || row.host !== null || row.pending === 1 || row.deleted_at !== null) return
  await tell(tx, {
    from: accountId, about: actorUri(tx.config, accountId), to: { followersOf: [accountId], contactsOf: accountId },
    say: async () => inContext(
      activity(tx.config, { accountId, name: `updates/${tx.id()}` }, 'Update', await actorDocument(atOf(tx), row), { to: [PUBLIC] }), ACTOR_CONTEXT),
  })
}

/** An account that goes for good: every server we know may hold something of it. */
export async function federateFarewell(tx: Tx, { accountId }: Events['account.deleted']): Promise<void> {
  const sender = await localSender(tx.db, accountId)
  if (!sender || sender.pending) return
  const uri = actorUri(tx.config, accountId)
  await tell(tx, {
    from: accountId, about: uri, to: { everybody: true },
    say: async () => inContext(activity(tx.config, { accountId, name: 'delete' }, 'Delete', uri, { to: [PUBLIC] })),
  })
}

async function tellPin(tx: Tx, type: 'Add' | 'Remove', { statusId, accountId }: Events['status.pinned']): Promise<void> {
  const row = await ownStatus(tx, statusId)
  if (!row || row.visibility === 'direct') return
  const uri = `${actorUri(tx.config, accountId)}/statuses/${statusId}`
  await tell(tx, {
    from: accountId, about: uri, to: { followersOf: [accountId] },
    say: async () => inContext(activity(tx.config, { accountId, name: `pins/${tx.id()}` }, type, uri, {
      target: featuredUri(tx.config, accountId), to: [row.visibility === 'private' ? followersUri(tx.config, accountId) : PUBLIC],
    })),
  })
}

/** A pin. */
export const federatePin = (tx: Tx, event: Events['status.pinned']): Promise<void> => tellPin(tx, 'Add', event)
/** A pin that is about to come off. */
export const federateUnpin = (tx: Tx, event: Events['status.unpinned']): Promise<void> => tellPin(tx, 'Remove', event)

async function tellTag(tx: Tx, type: 'Add' | 'Remove', { accountId, tagId }: Events['tag.featured']): Promise<void> {
  const row = await accountRow(tx.db, accountId)
  const name = await tagNameOf(tx.db, tagId)
  if (!row || row.host !== null || name === null) return
  const object = { type: 'Hashtag', href: `${accountUrl(tx.config, row)}/tagged/${encodeURIComponent(name)}`, name: `#${name}` }
  await tell(tx, {
    from: accountId, about: featuredTagsUri(tx.config, accountId), to: { followersOf: [accountId] },
    // Mastodon reads pins and hashtags from the same collection, by the object's type.
    say: async () => inContext(activity(tx.config, { accountId, name: `tags/${tx.id()}` }, type, object, {
      target: featuredUri(tx.config, accountId), to: [PUBLIC],
    }), TAG_CONTEXT),
  })
}

/** A hashtag a member shows on the profile. */
export const federateTag = (tx: Tx, event: Events['tag.featured']): Promise<void> => tellTag(tx, 'Add', event)
/** A hashtag that is about to leave the profile. */
export const federateUntag = (tx: Tx, event: Events['tag.unfeatured']): Promise<void> => tellTag(tx, 'Remove', event)
