// How the viewer stands to others: the state of the buttons on a profile.
import { relationshipsOf, type RelationshipMarks } from '#domain/relationships/marks.ts'
import { isoOrNull, presentOf, type At } from './at.ts'

export interface Relationship {
  id: string
  following: boolean
  showing_reblogs: boolean
  notifying: boolean
  languages: string[] | null
  followed_by: boolean
  blocking: boolean
  blocked_by: boolean
  muting: boolean
  muting_notifications: boolean
  muting_expires_at: string | null
  requested: boolean
  requested_by: boolean
  domain_blocking: boolean
  endorsed: boolean
  note: string
}

/** One relationship. */
export const renderRelationship = (id: number, marks: RelationshipMarks): Relationship => ({
  id: String(id),
  following: marks.following,
  showing_reblogs: marks.showingReblogs,
  notifying: marks.notifying,
  languages: marks.languages,
  followed_by: marks.followedBy,
  blocking: marks.blocking,
  blocked_by: marks.blockedBy,
  muting: marks.muting,
  muting_notifications: marks.mutingNotifications,
  muting_expires_at: isoOrNull(marks.mutingExpiresAt),
  requested: marks.requested,
  requested_by: marks.requestedBy,
  domain_blocking: marks.domainBlocking,
  endorsed: marks.endorsed,
  note: marks.note,
})

/** How `viewer` stands to each of `ids`, in their order. One statement. */
export async function showRelationships(at: At, viewer: number, ids: readonly number[]): Promise<Relationship[]> {
  const marks = await relationshipsOf(at.db, viewer, ids, presentOf(at))
  return ids.flatMap((id) => {
    const known = marks.get(id)
    return known ? [renderRelationship(id, known)] : []
  })
}

/** How `viewer` stands to one account. */
export async function showRelationship(at: At, viewer: number, id: number): Promise<Relationship> {
  const [relationship] = await showRelationships(at, viewer, [id])
  if (!relationship) throw new Error(`no relationship with ${id}`)
  return relationship
}
