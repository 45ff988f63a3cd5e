// Activities as plain JSON. Their ids are stable where a later Undo has to name them.
import type { Config } from '#machinery/config/config.ts'
import { actorUri, activityUri, statusUri, uriOfStatus } from '#domain/addresses.ts'
import type { PublishedStatus } from '#domain/peers/published-statuses.ts'
import { audienceOf, second } from './addressing.ts'
import { NOTE_CONTEXT, PLAIN, type Document } from './context.ts'
import { boostUri, followersUri } from './names.ts'
import { noteAudience, renderNote, type NoteBundle } from './note.ts'

/** The Create of a local status of the bundle, without `@context`; null when it is not there. */
export function createActivity(id: number, bundle: NoteBundle): Document | null {
  const row = bundle.statuses.get(id)
  const object = renderNote(id, bundle)
  if (!row || !object) return null
  const uri = statusUri(bundle.config, row.account_id, id)
  return {
    id: `${uri}/activity`, type: 'Create', actor: actorUri(bundle.config, row.account_id), published: second(row.created_at),
    ...noteAudience(row, bundle), object,
  }
}

/** The Update of a local status; `at` (epoch ms) tells this version from others. */
export function updateActivity(id: number, bundle: NoteBundle, at: number): Document | null {
  const row = bundle.statuses.get(id)
  const object = renderNote(id, bundle)
  if (!row || !object) return null
  return {
    id: `${statusUri(bundle.config, row.account_id, id)}#updates/${at}`, type: 'Update', actor: actorUri(bundle.config, row.account_id),
    published: second(at), ...noteAudience(row, bundle), object,
  }
}

/** The Announce that a local boost is; `original` is what it boosts. */
export function announceActivity(config: Config, boost: PublishedStatus, original: PublishedStatus): Document {
  const author = original.author_uri ?? actorUri(config, original.account_id)
  return {
    id: boostUri(config, boost.account_id, boost.id), type: 'Announce', actor: actorUri(config, boost.account_id),
    published: second(boost.created_at), ...audienceOf(boost.visibility, followersUri(config, boost.account_id), [author]),
    object: uriOfStatus(config, original),
  }
}

interface Named { accountId: number; name: string }

/** An activity of a local account about `object`, with the id `actor#name`. */
export const activity = (config: Config, { accountId, name }: Named, type: string, object: unknown, more: Document = {}): Document =>
  ({ id: activityUri(config, accountId, name), type, actor: actorUri(config, accountId), ...more, object })

/** Takes back what `object` says. */
export const undo = (config: Config, accountId: number, object: Document, more: Document = {}): Document =>
  ({ id: `${String(object['id'])}/undo`, type: 'Undo', actor: actorUri(config, accountId), ...more, object })

/** Adds the context of statuses, or the plain one for what consists of ids. */
export const inContext = (document: Document, context: unknown = PLAIN): Document => ({ '@context': context, ...document })
export const withNoteContext = (document: Document): Document => inContext(document, NOTE_CONTEXT)
