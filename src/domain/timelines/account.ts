// What one account has written, as another may see it: the list on a profile.
import type { Reader } from '#domain/context.ts'
import { inOrder, type Page } from '#domain/page.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { boundsOf, directionOf, inPage } from './keyset.ts'
import { notHidden } from './viewer.ts'

export interface AccountOptions {
  excludeReplies?: boolean | undefined
  excludeReblogs?: boolean | undefined
  onlyMedia?: boolean | undefined
  pinned?: boolean | undefined
  /** A hashtag that the posts must have. */
  tagId?: number | null | undefined
}

/** Of as many pins at most a page is made; the verb allows far fewer. */
const MOST_PINS = 100

type Params = Record<string, number | null>
const runs = new Map<string, ReturnType<typeof prepared<{ id: number }, Params>>>()

function wanted({ excludeReplies, excludeReblogs, onlyMedia, tagId }: AccountOptions): string {
  return [
    excludeReplies ? ' and (s.in_reply_to_id is null and s.in_reply_to_uri is null or s.in_reply_to_account_id = s.account_id)' : '',
    excludeReblogs ? ' and s.reblog_of_id is null' : '',
    onlyMedia ? " and s.media_ids <> '[]'" : '',
    typeof tagId === 'number' ? ' and (select 1 from status_tags st where st.tag_id = :tag and st.status_id = s.id) = 1' : '',
  ].join('')
}

// The few pins are found first: in any other order everything that the account wrote would be looked through. PostgreSQL
// is told by the limit, SQLite by the cross join.
const pinnedFirst = `(select status_id from pins where account_id = :account order by status_id desc limit ${MOST_PINS}) p cross join `

const follows = 'exists (select 1 from follows f where f.account_id = :viewer and f.target_account_id = :account)'
const named = 'exists (select 1 from mentions m where m.status_id = s.id and m.account_id = :viewer)'

/** Who may see what: the author everything, others what is addressed to all, to followers, or to them. */
function visible(viewer: number | null, accountId: number): string {
  if (viewer === accountId) return ''
  if (viewer === null) return " and s.visibility in ('public', 'unlisted')"
  return ` and (s.visibility in ('public', 'unlisted') or s.visibility = 'private' and ${follows} or ${named})
    and not exists (select 1 from blocks b where b.account_id = :account and b.target_account_id = :viewer)
    and (s.reblog_of_id is null or exists (select 1 from statuses o where o.id = s.reblog_of_id${notHidden('o.account_id')}))`
}

/**
 * A page of an account's posts and boosts that `viewer` may see, newest first; none of an account that is suspended,
 * deleted or has blocked the viewer. One statement.
 */
export async function accountStatusIds(
  db: Reader, viewer: number | null, accountId: number, options: AccountOptions, page: Page, now = Date.now(),
): Promise<number[]> {
  const text = `select s.id from ${options.pinned ? pinnedFirst : ''}statuses s where s.account_id = :account${options.pinned ? ' and s.id = p.status_id' : ''}
    and exists (select 1 from accounts a where a.id = :account and a.suspended_at is null and a.deleted_at is null)
    ${wanted(options)}${visible(viewer, accountId)}${inPage('s.id', directionOf(page))}`
  const run = runs.get(text) ?? prepared<{ id: number }, Params>(text)
  runs.set(text, run)
  const rows = await run(db, { account: accountId, viewer, now, tag: options.tagId ?? null, ...boundsOf(page) })
  return inOrder(rows.map((row) => row.id), page)
}
