// The hashtags of a status: the tag rows themselves, who used them on which day, and the author's featured ones.
import type { Tx } from '#domain/context.ts'
import { idList } from '#machinery/db/id-list.ts'
import { insertRows } from '#machinery/db/insert-rows.ts'
import { prepared } from '#machinery/db/prepared.ts'
import type { TagDraft, Visibility } from './draft.ts'

const DAY_MS = 86_400_000

const insertTags = insertRows<{ id: number; name: string }>({
  into: 'tags (id, name, display_name, created_at, last_status_at)', columns: 5,
  rest: 'on conflict (name) do update set last_status_at = coalesce(excluded.last_status_at, tags.last_status_at) returning id, name',
})

const insertTaggings = insertRows<{ tag_id: number }>({
  into: 'status_tags (tag_id, status_id)', columns: 2, rest: 'on conflict do nothing returning tag_id', repeatable: true,
})

const insertUses = insertRows({
  into: 'tag_days (tag_id, day, account_id, uses)', columns: 4, rest: 'on conflict (tag_id, day, account_id) do update set uses = tag_days.uses + 1',
})

const featureMore = prepared<never, { account: number; tags: readonly number[]; at: number }>(
  'update featured_tags set statuses_count = statuses_count + 1, last_status_at = :at where account_id = :account and tag_id in (:tags)')

const featureLess = prepared<never, { account: number; tags: readonly number[] }>(
  'update featured_tags set statuses_count = statuses_count - 1 where account_id = :account and tag_id in (:tags)')

interface Tagging {
  statusId: number
  accountId: number
  visibility: Visibility
  createdAt: number
}

/** The day (UTC, counted from 1970-01-01) under which a tag's use is kept in `tag_days`. */
export const tagDay = (at: number): number => Math.floor(at / DAY_MS)

const isListed = (visibility: Visibility) => visibility === 'public' || visibility === 'unlisted'

/**
 * Finds or makes the tags, each name once; returns their ids by name. The first spelling stays the displayed one.
 * `at` (epoch ms) is noted as the last use, null for a use that is nobody's business.
 */
export async function upsertTags(tx: Tx, tags: readonly TagDraft[], at: number | null = null): Promise<Map<string, number>> {
  const byName = new Map(tags.map((tag) => [tag.name, tag.display]))
  const names = [...byName.keys()].sort()
  if (names.length === 0) return new Map()
  const written = await insertTags(tx.db, names.map((name) => [tx.id(), name, byName.get(name) ?? name, tx.now, at]))
  return new Map(written.map((row) => [row.name, row.id]))
}

/** Tags a status with what it is not tagged with yet. Only public statuses count for a tag's usage. */
export async function tagStatus(tx: Tx, tags: readonly TagDraft[], tagging: Tagging): Promise<void> {
  if (tags.length === 0) return
  const ids = [...(await upsertTags(tx, tags, isListed(tagging.visibility) ? tagging.createdAt : null)).values()]
  const fresh = await insertTaggings(tx.db, ids.map((id) => [id, tagging.statusId]))
  const added = fresh.map((row) => row.tag_id).sort((a, b) => a - b)
  if (added.length === 0) return
  if (tagging.visibility === 'public') await countUses(tx, added, tagging)
  if (isListed(tagging.visibility)) await countFeatured(tx, added, tagging, 1)
}

/** Removes tags from a status: those not in `keep` (names). The uses of past days stay counted. */
export async function untagStatus(tx: Tx, keep: readonly string[], tagging: Tagging): Promise<void> {
  const current = await tx.db.selectFrom('status_tags').innerJoin('tags', 'tags.id', 'status_tags.tag_id')
    .select(['tags.id', 'tags.name']).where('status_tags.status_id', '=', tagging.statusId).execute()
  const gone = current.filter((tag) => !keep.includes(tag.name)).map((tag) => tag.id)
  if (gone.length === 0) return
  await tx.db.deleteFrom('status_tags').where('status_id', '=', tagging.statusId).where('tag_id', 'in', idList(gone)).execute()
  if (isListed(tagging.visibility)) await countFeatured(tx, gone, tagging, -1)
}

async function countUses(tx: Tx, tagIds: number[], { accountId, createdAt }: Tagging): Promise<void> {
  const day = tagDay(createdAt)
  await insertUses(tx.db, tagIds.map((id) => [id, day, accountId, 1]))
}

async function countFeatured(tx: Tx, tagIds: number[], { accountId, createdAt }: Tagging, by: 1 | -1): Promise<void> {
  if (by === 1) await featureMore(tx.db, { account: accountId, tags: tagIds, at: createdAt })
  else await featureLess(tx.db, { account: accountId, tags: tagIds })
}
