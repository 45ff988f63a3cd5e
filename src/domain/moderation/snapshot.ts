// Reported posts as they were: an edit or a deletion afterwards changes nothing of what is looked at.
import type { Reader } from '#domain/context.ts'
import { versionOf } from '#domain/statuses/edits.ts'

export interface SnapshotPost {
  id: number
  /** HTML, as it is kept. */
  content: string
  spoilerText: string
  sensitive: boolean
  visibility: string
  language: string | null
  createdAt: number
  editedAt: number | null
  media: { id: number; description: string | null }[]
  pollOptions: string[] | null
}

/** The posts as they are now, oldest first; unknown ones are left out. */
export async function takeSnapshot(db: Reader, statusIds: readonly number[]): Promise<SnapshotPost[]> {
  if (statusIds.length === 0) return []
  const rows = await db.selectFrom('statuses').selectAll().where('id', 'in', [...statusIds]).orderBy('id').execute()
  const posts: SnapshotPost[] = []
  for (const row of rows) {
    posts.push({
      id: row.id, content: row.content, spoilerText: row.spoiler_text, sensitive: row.sensitive === 1, visibility: row.visibility, language: row.language,
      createdAt: row.created_at, editedAt: row.edited_at, ...await versionOf(db, row),
    })
  }
  return posts
}
