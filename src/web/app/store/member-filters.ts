// The member's filters: asked for when their pages are opened, changed in one place. A change shows on every post at once.
import { signal } from '@preact/signals'
import { del, get, post, put } from '../api.ts'
import { filterAnew } from './filtered.ts'

export const CONTEXTS = ['home', 'notifications', 'public', 'thread', 'account'] as const
export const ACTIONS = ['warn', 'blur', 'hide'] as const

export interface Keyword { id?: string; keyword: string; whole_word: boolean }

/** https://docs.joinmastodon.org/entities/Filter/ */
export interface MemberFilter {
  id: string
  title: string
  context: string[]
  expires_at: string | null
  filter_action: (typeof ACTIONS)[number]
  keywords: (Keyword & { id: string })[]
  statuses: { id: string; status_id: string }[]
}

export interface FilterDraft {
  title: string
  context: string[]
  filter_action: MemberFilter['filter_action']
  keywords: Keyword[]
  /** Seconds from now as text; '' for good; null: as it is. */
  expires: string | null
}

/** Latest made first; null while unknown. */
export const memberFilters = signal<readonly MemberFilter[] | null>(null)

export async function openFilters(): Promise<void> {
  memberFilters.value = await get<MemberFilter[]>('/api/v2/filters')
}

/** Saves a filter; `before` is the one that is changed, null for a new one. */
export async function saveFilter(before: MemberFilter | null, draft: FilterDraft): Promise<MemberFilter> {
  const kept = draft.keywords.filter((one) => one.keyword.trim())
  const gone = (before?.keywords ?? []).filter((one) => !kept.some(({ id }) => id === one.id)).map(({ id }) => ({ id, _destroy: true }))
  const body = {
    title: draft.title.trim(), context: draft.context, filter_action: draft.filter_action,
    ...draft.expires === null ? {} : { expires_in: draft.expires }, keywords_attributes: [...kept, ...gone],
  }
  const saved = before ? await put<MemberFilter>(`/api/v2/filters/${before.id}`, body) : await post<MemberFilter>('/api/v2/filters', body)
  memberFilters.value = [saved, ...(memberFilters.peek() ?? []).filter((one) => one.id !== saved.id)]
  void filterAnew()
  return saved
}

/** Takes it from the screen; answers the way back. */
export function hideFilter(filter: MemberFilter): () => void {
  const before = memberFilters.peek()
  memberFilters.value = (before ?? []).filter((one) => one.id !== filter.id)
  return () => { memberFilters.value = before }
}

export async function deleteFilter(filter: MemberFilter): Promise<void> {
  await del(`/api/v2/filters/${filter.id}`)
  void filterAnew()
}
