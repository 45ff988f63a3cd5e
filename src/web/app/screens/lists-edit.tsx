// /lists/ID/edit: a list's name and rules, and who is on it.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { ApiError, get } from '../api.ts'
import { FeedLoading } from '../components/feed.tsx'
import { ListMembers } from '../components/list-members.tsx'
import { Failed } from '../components/row-feed.tsx'
import { say, toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { setTitle } from '../page.ts'
import { navigate } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { changeList, deleteList, hideList, type MemberList, memberLists, REPLIES } from '../store/member-lists.ts'

export function Screen({ params: { id = '' } }: ScreenProps) {
  const { lists: w } = memberWords
  const list = useSignal<MemberList | null>((memberLists.peek() ?? []).find((one) => one.id === id) ?? null)
  const fault = useSignal<'missing' | 'failed' | null>(null)
  const load = (): void => {
    fault.value = null
    get<MemberList>(`/api/v1/lists/${id}`).then((found) => { list.value = found }, (error: unknown) => {
      fault.value = error instanceof ApiError && error.status === 404 ? 'missing' : 'failed'
    })
  }
  useEffect(load, [id])
  useEffect(() => { if (list.value) setTitle(list.value.title) }, [list.value?.title])
  return (
    <>
      <ScreenBar title={list.value ? <bdi>{list.value.title}</bdi> : w.editTitle} note={w.editTitle}>{list.value ? <a class="button button-plain small" href={`/lists/${id}`}>{w.open}</a> : null}</ScreenBar>
      {fault.value === 'missing' ? <p class="empty">{w.none}</p> : fault.value && !list.value ? <Failed again={load} /> : list.value === null ? <FeedLoading />
        : <><ListRules list={list.value} onChange={(changed) => { list.value = changed }} /><ListMembers listId={id} /><DeleteList list={list.value} /></>}
    </>
  )
}

function ListRules({ list, onChange }: { list: MemberList; onChange: (list: MemberList) => void }) {
  const { lists: w } = memberWords
  const title = useSignal(list.title)
  const save = async (changes: Partial<MemberList>): Promise<void> => {
    onChange({ ...list, ...changes })
    try {
      onChange(await changeList(list, changes))
      say(w.saved)
    } catch (error) {
      onChange(list)
      reportFailure(error)
    }
  }
  const rename = (event: Event): void => {
    event.preventDefault()
    if (title.value.trim()) void save({ title: title.value.trim() })
  }
  return (
    <div class="sheet-form">
      <form class="line-form bare" onSubmit={rename}>
        <div class="field"><label for="list-title">{w.name}</label><input id="list-title" type="text" required maxLength={255} dir="auto" autocomplete="off" value={title.value} onInput={(event) => { title.value = event.currentTarget.value }} /></div>
        <button type="submit" class="button button-plain" disabled={title.value.trim() === list.title}>{w.save}</button>
      </form>
      <label class="line-label" for="list-replies">{w.replies}
        <select id="list-replies" class="choose" value={list.replies_policy} onChange={(event) => void save({ replies_policy: event.currentTarget.value as MemberList['replies_policy'] })}>
          {REPLIES.map((policy) => <option value={policy} selected={policy === list.replies_policy}>{w.policies[policy]?.[0]}</option>)}
        </select>
      </label>
      <label class="tick"><input type="checkbox" checked={list.exclusive} onChange={(event) => void save({ exclusive: event.currentTarget.checked })} /><span>{w.exclusive} <span class="hint">{w.exclusiveHint}</span></span></label>
    </div>
  )
}

/** Gone at once, and for good when nothing was undone. */
function DeleteList({ list }: { list: MemberList }) {
  const { lists: w } = memberWords
  const remove = (): void => {
    const back = hideList(list)
    navigate('/lists', { replace: true })
    toast({ text: w.deleted(list.title), undo: back, elapsed: () => void deleteList(list).catch((error: unknown) => { back(); reportFailure(error) }) })
  }
  return <p class="sheet-end"><button type="button" class="button button-danger" onClick={remove}>{w.delete}</button></p>
}
