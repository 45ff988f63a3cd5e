// Whether a page that was kept may still be shown: a mark of every post and person on it, which changes with whatever
// would change or hide them.
import type { Reader } from '#domain/context.ts'
import { prepared } from '#machinery/db/prepared.ts'

interface Mark { kind: number; id: number; word: string; counts: number; a: number | null; b: number | null; c: number | null; d: number | null; e: number | null }

const marks = prepared<Mark, { statuses: readonly number[]; accounts: readonly number[] }>(`
  select 1 as kind, s.id, s.visibility as word, s.replies_count * 1000003 + s.reblogs_count * 1009 + s.favourites_count + s.quotes_count * 31 as counts, s.edited_at as a, s.sensitive as b, (select p.fetched_at from preview_cards p where p.id = s.card_id) as c, q.updated_at as d, null as e
  from statuses s left join quotes q on q.id = s.quote_id where s.id in (:statuses)
  union all
  select 2, a.id, '', a.statuses_count, a.updated_at, a.suspended_at, a.silenced_at, a.sensitized_at, coalesce(a.deleted_at, a.pending)
  from accounts a where a.id in (:accounts)`)

/** What stands on a page. */
export interface Shows { readonly statuses: readonly number[]; readonly accounts: readonly number[] }

export interface PageMark {
  /** Another one as soon as a post was edited or deleted, or an author changed, limited, suspended or gone. */
  readonly text: string
  /** Another one as soon as somebody answered, boosted or favourited. */
  readonly counts: string
  /** How many of the posts and people are still there. */
  readonly there: number
  /** When the last of these changes was, epoch ms. */
  readonly latest: number
}

/** One mark for all of them. One statement. */
export async function pageMark(db: Reader, { statuses, accounts }: Shows): Promise<PageMark> {
  const rows = await marks(db, { statuses, accounts })
  const text = rows.map(({ kind, id, word, a, b, c, d, e }) => `${kind}:${id}:${word}:${a}:${b}:${c}:${d}:${e}`).sort().join(' ')
  const counts = rows.filter((row) => row.kind === 1).map((row) => `${row.id}:${row.counts}`).sort().join(' ')
  return { text, counts, there: rows.length, latest: Math.max(0, ...rows.flatMap(({ a, b, c, d, e }) => [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0])) }
}
