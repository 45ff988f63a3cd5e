// Filters as their owner's apps see them, in both versions of the API, and what a status is filtered by.
import { matchFilters, type ActiveFilter } from '#domain/filters/active-filters.ts'
import type { FilterAction, FilterContext } from '#domain/filters/filters.ts'
import type { WholeFilter } from '#domain/filters/queries.ts'
import type { SeenStatus } from '#domain/reading/statuses.ts'
import type { Row } from '#domain/tables.ts'
import { toPlainText } from '#domain/text/plain-text.ts'
import { isoOrNull } from './at.ts'
import { pollOptions } from './poll.ts'
import type { StatusBundle } from './status-bundle.ts'

export interface FilterKeyword { id: string; keyword: string; whole_word: boolean }
export interface FilterStatus { id: string; status_id: string }

export interface Filter {
  id: string
  title: string
  context: FilterContext[]
  expires_at: string | null
  filter_action: FilterAction
  /** With what is in it, where filters themselves are asked for. */
  keywords?: FilterKeyword[]
  statuses?: FilterStatus[]
}

/** One keyword, as version 1 knows filters. */
export interface V1Filter {
  id: string
  phrase: string
  context: FilterContext[]
  whole_word: boolean
  expires_at: string | null
  irreversible: boolean
}

export interface FilterResult {
  filter: Filter
  keyword_matches: string[] | null
  status_matches: string[] | null
}

export const renderKeyword = (row: Row<'filter_keywords'>): FilterKeyword => ({ id: String(row.id), keyword: row.keyword, whole_word: row.whole_word === 1 })
export const renderFilterStatus = (row: Row<'filter_statuses'>): FilterStatus => ({ id: String(row.id), status_id: String(row.status_id) })

const contextOf = (row: Row<'filters'>): FilterContext[] => JSON.parse(row.context) as FilterContext[]

/** A filter with its keywords and statuses. */
export const renderFilter = ({ filter, keywords, statuses }: WholeFilter): Filter => ({
  id: String(filter.id), title: filter.title, context: contextOf(filter), expires_at: isoOrNull(filter.expires_at),
  filter_action: filter.action as FilterAction, keywords: keywords.map(renderKeyword), statuses: statuses.map(renderFilterStatus),
})

/** The filter's keywords, each a filter by itself. */
export const renderV1Filters = ({ filter, keywords }: WholeFilter): V1Filter[] => keywords.map((row) => ({
  id: String(row.id), phrase: row.keyword, context: contextOf(filter), whole_word: row.whole_word === 1,
  expires_at: isoOrNull(filter.expires_at), irreversible: filter.action === 'hide',
}))

/** Everything of a status that a person would read: its warning, text, poll and descriptions. */
function readableText(row: SeenStatus, { polls, media }: Pick<StatusBundle, 'polls' | 'media'>): string {
  const poll = row.poll_id === null ? undefined : polls.get(row.poll_id)
  const ids = row.media_ids === '[]' ? [] : JSON.parse(row.media_ids) as number[]
  return [row.spoiler_text, toPlainText(row.content), ...poll ? pollOptions(poll) : [], ...ids.map((id) => media.get(id)?.description ?? '')].join('\n\n')
}

/** What filters say of the status `id`; of a boost, what they say of what is boosted. Filters without a match are left out. */
export function filteredBy(filters: readonly ActiveFilter[], id: number, bundle: Pick<StatusBundle, 'statuses' | 'polls' | 'media' | 'now'>): FilterResult[] {
  const row = bundle.statuses.get(id)
  const proper = row?.reblog_of_id === null ? row : bundle.statuses.get(row?.reblog_of_id ?? 0)
  const current = filters.filter(({ expiresAt }) => expiresAt === null || expiresAt > bundle.now)
  if (!row || !proper || current.length === 0) return []
  return matchFilters(current, row === proper ? [id] : [id, proper.id], () => readableText(proper, bundle)).map(({ filter, keyword, statusIds }) => ({
    filter: {
      id: String(filter.id), title: filter.title, context: filter.context, expires_at: isoOrNull(filter.expiresAt), filter_action: filter.action,
    },
    keyword_matches: keyword === null ? null : [keyword],
    status_matches: statusIds.length === 0 ? null : statusIds.map(String),
  }))
}
