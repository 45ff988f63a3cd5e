// /lists: the member's lists; one is made here and filled on its own page.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { FeedLoading } from '../components/feed.tsx'
import { Failed, Row } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { navigate } from '../router.ts'
import { makeList, memberLists, openLists } from '../store/member-lists.ts'

export function Screen() {
  const { lists: w } = memberWords
  const failed = useSignal(false)
  const load = (): void => {
    failed.value = false
    openLists().catch(() => { failed.value = memberLists.peek() === null })
  }
  useEffect(load, [])
  const lists = memberLists.value
  return (
    <>
      <ScreenBar title={w.title} note={w.order} />
      <MakeList />
      {lists === null ? failed.value ? <Failed again={load} /> : <FeedLoading />
        : lists.length === 0 ? <div class="empty"><p>{w.empty}</p></div>
        : <section class="feed" role="feed" aria-label={w.title}>{lists.map((list, i) => (
            <Row key={list.id} id={`list-${list.id}`} name={list.title} place={{ at: i + 1, of: lists.length }}>
              <a class="tag-link" data-open href={`/lists/${list.id}`}><bdi class="name">{list.title}</bdi></a>
              <a class="button button-plain small" href={`/lists/${list.id}/edit`} aria-label={w.editOf(list.title)}>{w.edit}</a>
            </Row>
          ))}</section>}
    </>
  )
}

function MakeList() {
  const { lists: w } = memberWords
  const title = useSignal('')
  const fault = useSignal<string | null>(null)
  const make = async (): Promise<void> => {
    if (!title.value.trim()) {
      fault.value = w.untitled
      return
    }
    try {
      const list = await makeList(title.value.trim())
      navigate(`/lists/${list.id}/edit`)
      toast({ text: w.made(list.title) })
    } catch (error) {
      reportFailure(error)
    }
  }
  return (
    <form class="line-form" onSubmit={(event) => { event.preventDefault(); void make() }}>
      <div class={`field${fault.value ? ' field-wrong' : ''}`}>
        <label for="new-list">{w.name}</label>
        <input id="new-list" type="text" maxLength={255} dir="auto" autocomplete="off" value={title.value} onInput={(event) => { title.value = event.currentTarget.value; fault.value = null }} aria-describedby={fault.value ? 'new-list-error' : undefined} aria-invalid={fault.value ? true : undefined} />
        {fault.value ? <p class="error" id="new-list-error" role="alert">{fault.value}</p> : null}
      </div>
      <button type="submit" class="button button-primary">{w.make}</button>
    </form>
  )
}
