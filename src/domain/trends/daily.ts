// Tags and links that more people use today than yesterday. Today's uses are walked in order of an index, a few thousand
// at a time, so that no statement grows with the network; only what enough people used is counted exactly.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import { RULES } from './rising.ts'

export const DAY_MS = 86_400_000
const STEP = 2000
const AT_ONCE = 200

const TABLES = { tag: { table: 'tag_days', id: 'tag_id' }, link: { table: 'card_days', id: 'card_id' } } as const
export type DailyKind = keyof typeof TABLES

type Counted = { id: number; people: number }

const statements = ({ table, id }: typeof TABLES[DailyKind]) => ({
  step: prepared<Counted, { day: number; after: number }>(`
    select ${id} as id, count(*) as people from ${table} where day = :day and ${id} > :after group by ${id} order by ${id} limit ${STEP}`),
  exactly: prepared<Counted & { day: number }, { ids: readonly number[]; day: number }>(`
    select d.${id} as id, d.day, count(*) as people from ${table} d join accounts a on a.id = d.account_id
    where d.${id} in (:ids) and (d.day = :day or d.day = :day - 1) and a.suspended_at is null and a.silenced_at is null and a.deleted_at is null
    group by d.${id}, d.day`),
})
const run = { tag: statements(TABLES.tag), link: statements(TABLES.link) }

/** What enough accounts used on this day, whoever they are. */
export async function usedByMany(db: Reader, kind: DailyKind, day: number): Promise<number[]> {
  const found: number[] = []
  for (let after = 0; ;) {
    const rows = await run[kind].step(db, { day, after })
    found.push(...rows.filter((row) => row.people >= RULES[kind].people).map((row) => row.id))
    const last = rows.at(-1)
    if (!last || rows.length < STEP) return found
    after = last.id
  }
}

export interface Use { today: number; yesterday: number }

/** How many accounts that are not limited used each of `ids` today and the day before; an account counts once a day. */
export async function usesOf(db: Reader, kind: DailyKind, ids: readonly number[], day: number): Promise<Map<number, Use>> {
  const uses = new Map<number, Use>(ids.map((id) => [id, { today: 0, yesterday: 0 }]))
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    for (const row of await run[kind].exactly(db, { ids: ids.slice(from, from + AT_ONCE), day })) {
      const use = uses.get(row.id)
      if (use) use[row.day === day ? 'today' : 'yesterday'] = row.people
    }
  }
  return uses
}
