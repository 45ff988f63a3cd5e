// Hashtags by name: found, or made for a member who wants to follow or feature one nobody has used yet.
import type { Reader, Tx } from '#domain/context.ts'
import { upsertTags } from '#domain/statuses/tags.ts'
import { normaliseTag, type NormalisedTag } from '#domain/text/tags.ts'

/** The id of the hashtag, made if need be. */
export async function tagFor(tx: Tx, tag: NormalisedTag): Promise<number> {
  const id = (await upsertTags(tx, [tag])).get(tag.name)
  if (id === undefined) throw new Error(`no tag ${tag.name}`)
  return id
}

/** The id of a hashtag that is known here, or null. */
export async function findTag(db: Reader, written: string): Promise<number | null> {
  const tag = normaliseTag(written)
  if (!tag) return null
  return (await db.selectFrom('tags').select('id').where('name', '=', tag.name).executeTakeFirst())?.id ?? null
}

/** Ids of those of the hashtags that are known here, each once, in the order given; `unknown` counts the others. */
export async function findTags(db: Reader, written: readonly string[]): Promise<{ ids: number[]; unknown: number }> {
  const names = [...new Set(written.flatMap((one) => normaliseTag(one)?.name ?? []))]
  if (names.length === 0) return { ids: [], unknown: written.length }
  const rows = await db.selectFrom('tags').select(['id', 'name']).where('name', 'in', names).execute()
  const byName = new Map(rows.map((row) => [row.name, row.id]))
  const ids = names.flatMap((name) => byName.get(name) ?? [])
  return { ids, unknown: new Set(written).size - ids.length }
}
