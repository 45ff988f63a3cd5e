// What a member has decided about their old posts: whether they go by themselves, after how long, and which of them stay.
import type { Reader, Tx } from '#domain/context.ts'
import { Refusal } from '#domain/refusals.ts'
import type { Row } from '#domain/tables.ts'

/** The ages to choose from, in days: one week to two years. */
export const OLD_POST_AGES: readonly number[] = [7, 14, 30, 61, 91, 183, 365, 730]

/** Kinds of posts that may be kept whatever their age. */
export const KEPT_KINDS = ['pinned', 'direct', 'favourited', 'bookmarked', 'polls', 'media'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

export interface OldPostsPolicy {
  enabled: boolean
  /** Posts younger than this stay, days; one of `OLD_POST_AGES`. */
  minAgeDays: number
  /** `favourited` and `bookmarked` are by the author themselves. */
  keep: Readonly<Record<KeptKind, boolean>>
  /** Posts with at least this many favourites (boosts) stay; null: however many they have. */
  minFavourites: number | null
  minReblogs: number | null
}

/** What counts until a member chooses: nothing goes. */
export const defaultOldPosts: OldPostsPolicy = {
  enabled: false, minAgeDays: 14, minFavourites: null, minReblogs: null,
  keep: { pinned: true, direct: true, favourited: true, bookmarked: true, polls: false, media: false },
}

/** A row as a policy. */
export function readPolicy(row: Row<'old_posts_policies'>): OldPostsPolicy {
  const kept = new Set(JSON.parse(row.keep) as KeptKind[])
  return {
    enabled: row.enabled === 1, minAgeDays: row.min_age_days, minFavourites: row.min_favourites, minReblogs: row.min_reblogs,
    keep: Object.fromEntries(KEPT_KINDS.map((kind) => [kind, kept.has(kind)])) as Record<KeptKind, boolean>,
  }
}

/** A member's policy, or the default. */
export async function oldPostsPolicy(db: Reader, accountId: number): Promise<OldPostsPolicy> {
  const row = await db.selectFrom('old_posts_policies').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  return row ? readPolicy(row) : defaultOldPosts
}

const isThreshold = (count: number | null): boolean => count === null || (Number.isInteger(count) && count >= 1 && count <= 1_000_000)

/**
 * A member decides anew; all their posts are looked at again from the oldest. Idempotent. Refuses with `input.malformed` an
 * age that is not offered and thresholds below one.
 */
export async function setOldPostsPolicy(tx: Tx, accountId: number, policy: OldPostsPolicy): Promise<void> {
  if (!OLD_POST_AGES.includes(policy.minAgeDays) || !isThreshold(policy.minFavourites) || !isThreshold(policy.minReblogs)) throw new Refusal('input.malformed')
  const row = {
    enabled: policy.enabled ? 1 : 0, min_age_days: policy.minAgeDays, min_favourites: policy.minFavourites, min_reblogs: policy.minReblogs,
    keep: JSON.stringify(KEPT_KINDS.filter((kind) => policy.keep[kind])), inspected_id: 0, inspecting_since: tx.now, looked_at: 0, updated_at: tx.now,
  }
  await tx.db.insertInto('old_posts_policies').values({ account_id: accountId, ...row })
    .onConflict((on) => on.column('account_id').doUpdateSet(row)).execute()
}

interface Released { statusId: number; accountId: number }

/** Its author lets go of what kept a post (a pin, their own favourite or bookmark): it is looked at again. */
export async function lookAgain(tx: Tx, { statusId, accountId }: Released): Promise<void> {
  await tx.db.updateTable('old_posts_policies').set({ inspected_id: statusId - 1 })
    .where('account_id', '=', accountId).where('inspected_id', '>=', statusId).execute()
}
