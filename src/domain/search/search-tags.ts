// Hashtags by the beginning of their name.
import type { Reader } from '#domain/context.ts'
import { foldTag } from '#domain/text/tags.ts'

const LAST = '\u{10ffff}'
const CANDIDATES = 500

/** Ids of hashtags whose name begins with the query's, the very one first, then those used most recently. */
export async function searchTags(db: Reader, query: string, { limit, offset = 0 }: { limit: number; offset?: number }): Promise<number[]> {
  const name = foldTag(query.trim().replace(/^[#＃]/u, ''))
  if (name === '') return []
  const rows = await db.selectFrom('tags').select(['id', 'name', 'last_status_at'])
    .where('name', '>=', name).where('name', '<', name + LAST).limit(CANDIDATES).execute()
  rows.sort((a, b) => Number(b.name === name) - Number(a.name === name) || (b.last_status_at ?? 0) - (a.last_status_at ?? 0) || a.name.length - b.name.length)
  return rows.slice(offset, offset + limit).map((row) => row.id)
}
