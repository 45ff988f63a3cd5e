// The filters that count now, ready to be matched in memory against whatever is shown.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'
import type { FilterAction, FilterContext } from './filters.ts'

export interface ActiveFilter {
  id: number
  title: string
  context: FilterContext[]
  action: FilterAction
  /** Epoch ms. */
  expiresAt: number | null
  /** Any of its keywords; null if it has none. */
  words: RegExp | null
  statusIds: ReadonlySet<number>
}

interface FilterRow {
  id: number
  title: string
  context: string
  action: string
  expires_at: number | null
  keyword: string | null
  whole_word: number | null
  status_id: number | null
}


const COLUMNS = 'f.id, f.title, f.context, f.action, f.expires_at'
const rowsOf = prepared<FilterRow, { viewer: number; now: number }>(`
  select ${COLUMNS}, k.keyword, k.whole_word, null as status_id from filters f join filter_keywords k on k.filter_id = f.id
  where f.account_id = :viewer and (f.expires_at is null or f.expires_at > :now)
  union all
  select ${COLUMNS}, null, null, s.status_id from filters f join filter_statuses s on s.filter_id = f.id
  where f.account_id = :viewer and (f.expires_at is null or f.expires_at > :now)`)

const IN_WORD = '[\\p{L}\\p{M}\\p{N}_]'
const startsInWord = new RegExp(`^${IN_WORD}`, 'u')
const endsInWord = new RegExp(`${IN_WORD}$`, 'u')

/** A keyword as an expression: literally, in any case, and where it is a whole word, not within a longer one. */
function expression(keyword: string, whole: boolean): string {
  const literal = RegExp.escape(keyword)
  const before = whole && startsInWord.test(keyword) ? `(?<!${IN_WORD})` : ''
  const after = whole && endsInWord.test(keyword) ? `(?!${IN_WORD})` : ''
  return `${before}${literal}${after}`
}

function toFilter(rows: readonly FilterRow[]): ActiveFilter {
  const [{ id, title, context, action, expires_at: expiresAt }] = rows as [FilterRow]
  const words = rows.flatMap((row) => row.keyword === null ? [] : [expression(row.keyword, row.whole_word === 1)])
  return {
    id, title, context: JSON.parse(context) as FilterContext[], action: action as FilterAction, expiresAt,
    words: words.length === 0 ? null : new RegExp(words.join('|'), 'iu'),
    statusIds: new Set(rows.flatMap((row) => row.status_id ?? [])),
  }
}

/** What `viewer` filters now, oldest first. One statement. */
export async function activeFilters(db: Reader, viewer: number, now: number): Promise<ActiveFilter[]> {
  const rows = await rowsOf(db, { viewer, now })
  return [...Map.groupBy(rows, (row) => row.id).values()].map(toFilter).sort((a, b) => a.id - b.id)
}

export interface FilterMatch {
  filter: ActiveFilter
  /** What was found in the text, as it stands there; null if no keyword matched. */
  keyword: string | null
  statusIds: number[]
}

/** Which of `filters` a status meets, by its text or by itself; `ids` are its own and that of what it boosts. */
export function matchFilters(filters: readonly ActiveFilter[], ids: readonly number[], text: () => string): FilterMatch[] {
  let known: string | null = null
  return filters.flatMap((filter) => {
    const keyword = filter.words?.exec(known ??= text())?.[0] ?? null
    const statusIds = filter.statusIds.size === 0 ? [] : ids.filter((id) => filter.statusIds.has(id))
    return keyword === null && statusIds.length === 0 ? [] : [{ filter, keyword, statusIds }]
  })
}
