// On which of the member's lists somebody is: opened from their profile, changed by a tick.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Account } from '../../props/entities.ts'
import { failureText } from '../actions/report-failure.ts'
import { get } from '../api.ts'
import { memberWords } from '../member-words.ts'
import { changeMembers, makeList, type MemberList, memberLists, openLists } from '../store/member-lists.ts'
import { Dialog } from './dialog.tsx'
import { FeedLoading } from './feed.tsx'
import { say } from './toast.tsx'

export function ListPicker({ account, onClose }: { account: Account; onClose: () => void }) {
  const { lists: w } = memberWords
  const on = useSignal<ReadonlySet<string> | null>(null)
  const title = useSignal('')
  const fault = useSignal<string | null>(null)
  const handle = `@${account.acct}`
  const tell = (error: unknown): void => { fault.value = failureText(error) }
  useEffect(() => {
    Promise.all([openLists(), get<MemberList[]>(`/api/v1/accounts/${account.id}/lists`)]).then(([, holding]) => { on.value = new Set(holding.map((list) => list.id)) }, tell)
  }, [account.id])
  const set = async (list: MemberList, wanted: boolean): Promise<void> => {
    const before = on.peek() ?? new Set()
    const next = new Set(before)
    if (wanted) next.add(list.id)
    else next.delete(list.id)
    on.value = next
    fault.value = null
    try {
      await changeMembers(list.id, account.id, wanted)
      say((wanted ? w.on : w.off)(list.title, handle))
    } catch (error) {
      on.value = before
      tell(error)
    }
  }
  const make = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (!title.value.trim()) return
    const name = title.value.trim()
    title.value = ''
    await makeList(name).then((list) => set(list, true), tell)
  }
  return (
    <Dialog title={w.pick(handle)} onClose={onClose}>
      {fault.value ? <p class="error" role="alert">{fault.value}</p> : null}
      {on.value === null ? fault.value ? null : <FeedLoading /> : memberLists.value?.length
        ? <div class="picks">{memberLists.value.map((list) => (
            <label class="tick" key={list.id}><input type="checkbox" checked={on.value?.has(list.id) ?? false} onChange={(event) => void set(list, event.currentTarget.checked)} /><bdi>{list.title}</bdi></label>
          ))}</div>
        : <p class="muted">{w.pickNone}</p>}
      <form class="line-form bare" onSubmit={(event) => void make(event)}>
        <div class="field"><label for="pick-new">{w.name}</label><input id="pick-new" type="text" maxLength={255} dir="auto" autocomplete="off" value={title.value} onInput={(event) => { title.value = event.currentTarget.value }} /></div>
        <button type="submit" class="button button-plain">{w.make}</button>
      </form>
    </Dialog>
  )
}
