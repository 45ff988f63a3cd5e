// Public posts that link to a page, by people who want to be found.
import type { Reader } from '#domain/context.ts'
import { inOrder, type Page } from '#domain/page.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { boundsOf, directionOf, inPage } from './keyset.ts'
import { notHidden, notHiddenHost } from './viewer.ts'

type Values = Record<string, number | null>

const text = (direction: 'up' | 'down', member: boolean) => `
  select s.id from statuses s where s.card_id = :card and s.visibility = 'public' and s.reblog_of_id is null
    and (select 1 from accounts a where a.id = s.account_id and a.discoverable = 1 and a.suspended_at is null and a.silenced_at is null
      and a.deleted_at is null ${member ? notHiddenHost('a.host') : ''}) = 1${member ? notHidden('s.account_id') : ''}${inPage('s.id', direction)}`

const runs = {
  up: { member: prepared<{ id: number }, Values>(text('up', true)), stranger: prepared<{ id: number }, Values>(text('up', false)) },
  down: { member: prepared<{ id: number }, Values>(text('down', true)), stranger: prepared<{ id: number }, Values>(text('down', false)) },
}

/** A page of posts that carry a card, without those of whom the viewer hides or is blocked by. One statement. */
export async function linkIds(db: Reader, viewer: number | null, cardId: number, page: Page, now: number): Promise<number[]> {
  const run = runs[directionOf(page)]
  const values = { card: cardId, ...boundsOf(page) }
  const rows = viewer === null ? await run.stranger(db, values) : await run.member(db, { ...values, viewer, now })
  return inOrder(rows.map((row) => row.id), page)
}
