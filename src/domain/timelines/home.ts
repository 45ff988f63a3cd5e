// Reading feeds: a home or a list, by key, from what fan-out put there.
import type { Reader } from '#domain/context.ts'
import { inOrder, type Page } from '#domain/page.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { boundsOf, directionOf, inPage } from './keyset.ts'
import { notHidden } from './viewer.ts'

type Params = Readonly<Record<string, number>>

// The existence of the status is asked as a scalar: as a join, PostgreSQL may choose to read both tables in order.
const feedPage = (direction: 'up' | 'down') => prepared<{ id: number }, Params>(`
  select e.status_id as id from feed_entries e where e.feed_id = :feed
    and (select s.id from statuses s where s.id = e.status_id) is not null${notHidden('e.account_id')}
    and (e.reblog_of_id is null or exists (select 1 from statuses o where o.id = e.reblog_of_id${notHidden('o.account_id')}))
  ${inPage('e.status_id', direction)}`)

const pages = { up: feedPage('up'), down: feedPage('down') }

async function feedIds(db: Reader, feed: number, viewer: number, page: Page, now: number): Promise<number[]> {
  const rows = await pages[directionOf(page)](db, { feed, viewer, now, ...boundsOf(page) })
  return inOrder(rows.map((row) => row.id), page)
}

/** A page of a member's home: ids of statuses and boosts, newest first. One statement. */
export const homeIds = (db: Reader, accountId: number, page: Page, now = Date.now()): Promise<number[]> => feedIds(db, accountId, accountId, page, now)

/** A page of a list's feed; whose the list is has been asked before. One statement. */
export const listIds = (db: Reader, listId: number, ownerId: number, page: Page, now = Date.now()): Promise<number[]> => feedIds(db, listId, ownerId, page, now)
