// /filters/new and /filters/ID/edit: a filter's name, words, places, what it does, and how long.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { ApiError, get } from '../api.ts'
import { FeedLoading } from '../components/feed.tsx'
import { FilterForm } from '../components/filter-form.tsx'
import { Failed } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { arrival, goBack, navigate } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { deleteFilter, type FilterDraft, hideFilter, type MemberFilter, memberFilters, saveFilter } from '../store/member-filters.ts'

let cameFrom: string | null = null

export async function prepare(): Promise<void> {
  cameFrom = arrival.peek()?.path ?? null
}

export function Screen({ params: { id } }: ScreenProps) {
  const { filters: w } = memberWords
  const filter = useSignal<MemberFilter | null>(null)
  const fault = useSignal<'missing' | 'failed' | null>(null)
  const load = (): void => {
    fault.value = null
    if (id) get<MemberFilter>(`/api/v2/filters/${id}`).then((found) => { filter.value = found }, (error: unknown) => {
      fault.value = error instanceof ApiError && error.status === 404 ? 'missing' : 'failed'
    })
  }
  useEffect(load, [id])
  const save = async (draft: FilterDraft): Promise<void> => {
    const saved = await saveFilter(filter.peek(), draft)
    leave()
    toast({ text: w.saved(saved.title) })
  }
  return (
    <>
      <ScreenBar title={id ? w.editTitle : w.newTitle} />
      {fault.value === 'missing' ? <p class="empty">{w.none}</p> : fault.value ? <Failed again={load} />
        : id && !filter.value ? <FeedLoading /> : <FilterForm key={filter.value?.id} filter={filter.value} onSave={save} />}
      {filter.value ? <p class="sheet-end"><button type="button" class="button button-danger" onClick={() => remove(filter.value)}>{w.delete}</button></p> : null}
    </>
  )
}

/** Back to the post that led here, or to the other filters. */
function leave(): void {
  if (cameFrom) goBack()
  else navigate('/filters', { replace: true })
}

function remove(filter: MemberFilter | null): void {
  if (!filter) return
  const back = memberFilters.peek() ? hideFilter(filter) : () => {}
  leave()
  toast({
    text: memberWords.filters.deleted(filter.title), undo: back,
    elapsed: () => void deleteFilter(filter).catch((error: unknown) => { back(); reportFailure(error) }),
  })
}
