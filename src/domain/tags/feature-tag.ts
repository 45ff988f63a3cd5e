// Hashtags that a member shows on their own profile, with how often they used each.
import { holdAccount } from '#domain/accounts/hold-account.ts'
import { sql } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import type { Row } from '#domain/tables.ts'
import { invalid, missing } from '#domain/refusals.ts'

const MAX_FEATURED = 10
const SUGGESTED = 10
/** How far back suggestions look, in the author's own posts. */
const RECENT_POSTS = 1000

const listed = sql.raw("s.visibility in ('public', 'unlisted')")

/** `accountId` features a hashtag, counted anew; returns the id of the featured tag. Idempotent. Refuses more than ten. */
export async function featureTag(tx: Tx, accountId: number, tagId: number): Promise<number> {
  await holdAccount(tx, accountId)
  const featured = await tx.db.selectFrom('featured_tags').select(['id', 'tag_id']).where('account_id', '=', accountId).execute()
  const existing = featured.find((row) => row.tag_id === tagId)
  if (existing) return existing.id
  if (featured.length >= MAX_FEATURED) throw invalid('You have already featured the maximum number of hashtags')
  const tag = await tx.db.selectFrom('tags').select('display_name').where('id', '=', tagId).executeTakeFirst()
  if (!tag) throw missing()
  const { rows: [used] } = await sql<{ count: number; last: number | null }>`
    select count(*) as count, max(s.created_at) as last from statuses s
    where s.account_id = ${accountId} and ${listed}
      and (select 1 from status_tags st where st.tag_id = ${tagId} and st.status_id = s.id) = 1`.execute(tx.db)
  const id = tx.id()
  await tx.db.insertInto('featured_tags').values({
    id, account_id: accountId, tag_id: tagId, name: tag.display_name, statuses_count: used?.count ?? 0,
    last_status_at: used?.last ?? null, created_at: tx.now,
  }).execute()
  await tx.record('tag.featured', { accountId, tagId })
  return id
}

/** `accountId` features a hashtag no longer. Idempotent. */
export async function unfeatureTag(tx: Tx, accountId: number, tagId: number): Promise<void> {
  const row = await tx.db.selectFrom('featured_tags').select('id').where('account_id', '=', accountId).where('tag_id', '=', tagId).executeTakeFirst()
  if (!row) return
  await tx.record('tag.unfeatured', { accountId, tagId })
  await tx.db.deleteFrom('featured_tags').where('id', '=', row.id).execute()
}

/** {@link unfeatureTag} by the id of the featured tag; refuses `record.missing` when it is not `accountId`'s. */
export async function unfeatureById(tx: Tx, accountId: number, featuredId: number): Promise<void> {
  const row = await tx.db.selectFrom('featured_tags').select('tag_id').where('id', '=', featuredId).where('account_id', '=', accountId).executeTakeFirst()
  if (!row) throw missing()
  await unfeatureTag(tx, accountId, row.tag_id)
}

/** The featured hashtags of an account, most used first. */
export const featuredTagsOf = (db: Reader, accountId: number): Promise<Row<'featured_tags'>[]> =>
  db.selectFrom('featured_tags').selectAll().where('account_id', '=', accountId).orderBy('statuses_count', 'desc').orderBy('id').execute()

/** Ids of hashtags that the account used most in its newest thousand posts and does not feature. */
export async function suggestedTags(db: Reader, accountId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number; uses: number }>`
    select st.tag_id as id, count(*) as uses
    from (select s.id from statuses s where s.account_id = ${accountId} and ${listed} order by s.id desc limit ${RECENT_POSTS}) p
    join status_tags st on st.status_id = p.id
    where st.tag_id not in (select ft.tag_id from featured_tags ft where ft.account_id = ${accountId})
    group by st.tag_id order by uses desc, id desc limit ${SUGGESTED}`.execute(db)
  return rows.map((row) => row.id)
}
