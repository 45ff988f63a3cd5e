// What other servers get to read of an account besides its row: its featured hashtags and who follows whom.
import type { Reader } from '#domain/context.ts'

export interface FeaturedTag { name: string }

/** The hashtags an account features, in the order it chose them. */
export const featuredTagsOf = (db: Reader, accountId: number): Promise<FeaturedTag[]> =>
  db.selectFrom('featured_tags').select('name').where('account_id', '=', accountId).orderBy('id').limit(100).execute()

export interface PublishedFollow { key: number; id: number; uri: string | null }

/** One page of followers (or of whom the account follows), newest first: `key` is what the next page starts below. */
export async function publishedFollows(
  db: Reader, accountId: number, side: 'followers' | 'following', { below, limit }: { below: number; limit: number },
): Promise<PublishedFollow[]> {
  const [mine, theirs] = side === 'followers' ? ['target_account_id', 'account_id'] as const : ['account_id', 'target_account_id'] as const
  return await db.selectFrom('follows').innerJoin('accounts', 'accounts.id', `follows.${theirs}`)
    .select(['follows.id as key', 'accounts.id', 'accounts.uri'])
    .where(`follows.${mine}`, '=', accountId).where('follows.id', '<', below)
    .where('accounts.suspended_at', 'is', null).where('accounts.deleted_at', 'is', null)
    .orderBy('follows.id', 'desc').limit(limit).execute()
}

export interface Usage { users: number; activeMonth: number; activeHalfyear: number; localPosts: number }

const DAY_MS = 86_400_000

/** How many people use this server, for NodeInfo. Counts whole tables: ask seldom. */
export async function usageOf(db: Reader, now: number): Promise<Usage> {
  const confirmed = () => db.selectFrom('users').select((eb) => eb.fn.countAll<number>().as('n'))
    .where('confirmed_at', 'is not', null).where('approved_at', 'is not', null)
  const since = (days: number) => confirmed().where('last_seen_at', '>', now - days * DAY_MS)
  const [users, month, halfyear, posts] = await Promise.all([
    confirmed().executeTakeFirstOrThrow(), since(30).executeTakeFirstOrThrow(), since(180).executeTakeFirstOrThrow(),
    db.selectFrom('accounts').select((eb) => eb.fn.sum<number | null>('statuses_count').as('n')).where('host', 'is', null).executeTakeFirstOrThrow(),
  ])
  return { users: Number(users.n), activeMonth: Number(month.n), activeHalfyear: Number(halfyear.n), localPosts: Number(posts.n ?? 0) }
}

/** A hashtag's folded name; null when there is no such tag. */
export async function tagNameOf(db: Reader, tagId: number): Promise<string | null> {
  const row = await db.selectFrom('tags').select('name').where('id', '=', tagId).executeTakeFirst()
  return row?.name ?? null
}
