// Following a hashtag: its public posts come into home.
import { sql } from 'kysely'
import type { Reader, Tx } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'

/** `accountId` follows a hashtag. Idempotent; `tag.followed` once. */
export async function followTag(tx: Tx, accountId: number, tagId: number): Promise<void> {
  const { rows } = await sql`insert into followed_tags (account_id, tag_id, id, created_at) values (${accountId}, ${tagId}, ${tx.id()}, ${tx.now})
    on conflict (account_id, tag_id) do nothing returning id`.execute(tx.db)
  if (rows.length > 0) await tx.record('tag.followed', { accountId, tagId })
}

/** `accountId` follows a hashtag no longer. Idempotent. */
export async function unfollowTag(tx: Tx, accountId: number, tagId: number): Promise<void> {
  const row = await tx.db.selectFrom('followed_tags').select('id').where('account_id', '=', accountId).where('tag_id', '=', tagId).executeTakeFirst()
  if (!row) return
  await tx.record('tag.unfollowed', { accountId, tagId })
  await tx.db.deleteFrom('followed_tags').where('account_id', '=', accountId).where('tag_id', '=', tagId).execute()
}

/** The hashtags that `accountId` follows; `key` is what pages go by. */
export async function followedTagsPage(db: Reader, accountId: number, page: Page): Promise<{ key: number; tagId: number }[]> {
  const query = db.selectFrom('followed_tags').select(['id as key', 'tag_id as tagId']).where('account_id', '=', accountId)
  return inOrder(await pageQuery(query, 'id', page).execute(), page)
}
