// What is asked before something is done about somebody: for how long, in which languages, on which lists, a note, and
// whether a whole server is meant.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Account } from '../../props/entities.ts'
import { usePage } from '../../components/page-context.tsx'
import { reportFailure } from '../actions/report-failure.ts'
import { hideServer, muteFor, serverOf, setLanguages, setNote } from '../actions/relations.ts'
import { del, get, post } from '../api.ts'
import { Dialog } from '../components/dialog.tsx'
import { toast } from '../components/toast.tsx'
import { relationshipOf } from '../store/accounts.ts'
import { languageChoices } from './languages.ts'

export interface AboutProps { account: Account; onClose: () => void }

export function MuteDialog({ account, onClose }: AboutProps) {
  const { w: { people: { mute: w, cancel } } } = usePage()
  const go = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    onClose()
    void muteFor(account, Number(form.get('seconds')), form.has('alerts'))
  }
  return (
    <Dialog title={w.title(`@${account.acct}`)} onClose={onClose}>
      <form class="form" onSubmit={go}>
        <p class="muted">{w.lead}</p>
        <fieldset class="field"><legend>{w.how}</legend>
          {Object.entries(w.choices).map(([seconds, label]) => (
            <label key={seconds} class="tick"><input type="radio" name="seconds" value={seconds} defaultChecked={seconds === '0'} /><span>{label}</span></label>
          ))}
        </fieldset>
        <label class="tick"><input type="checkbox" name="alerts" defaultChecked /><span>{w.alerts}</span></label>
        <p class="buttons"><button type="submit" class="button button-primary">{w.go}</button><button type="button" class="button button-plain" onClick={onClose}>{cancel}</button></p>
      </form>
    </Dialog>
  )
}

export function LanguagesDialog({ account, onClose }: AboutProps) {
  const { w: { people: { languages: w, cancel }, lang } } = usePage()
  const chosen = relationshipOf(account.id)?.languages ?? []
  const save = (event: SubmitEvent): void => {
    event.preventDefault()
    const codes = new FormData(event.currentTarget as HTMLFormElement).getAll('code').map(String)
    onClose()
    void setLanguages(account, codes)
  }
  return (
    <Dialog title={w.title(`@${account.acct}`)} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <p class="muted">{w.lead}</p>
        <LanguageTicks chosen={chosen} lang={lang} legend={w.title(`@${account.acct}`)} />
        <p class="buttons"><button type="submit" class="button button-primary">{w.save}</button><button type="button" class="button button-plain" onClick={onClose}>{cancel}</button></p>
      </form>
    </Dialog>
  )
}

/** A box for each language; those chosen are called `code`. */
export function LanguageTicks({ chosen, lang, legend }: { chosen: readonly string[]; lang: string; legend: string }) {
  return (
    <fieldset class="ticks"><legend class="hidden">{legend}</legend>
      {languageChoices(lang, chosen).map(({ code, name }) => (
        <label key={code} class="tick"><input type="checkbox" name="code" value={code} defaultChecked={chosen.includes(code)} /><span>{name}</span></label>
      ))}
    </fieldset>
  )
}

interface MemberList { id: string; title: string }

export function ListsDialog({ account, onClose }: AboutProps) {
  const { w: { people: { addToList: w, done } } } = usePage()
  const lists = useSignal<readonly MemberList[] | null>(null)
  const on = useSignal<ReadonlySet<string>>(new Set())
  useEffect(() => {
    Promise.all([get<MemberList[]>('/api/v1/lists'), get<MemberList[]>(`/api/v1/accounts/${account.id}/lists`)]).then(([all, theirs]) => {
      on.value = new Set(theirs.map((one) => one.id))
      lists.value = all
    }, (error: unknown) => { onClose(); reportFailure(error) })
  }, [account.id])
  const set = async ({ id, title }: MemberList, add: boolean): Promise<void> => {
    const flip = (to: boolean): void => { on.value = to ? new Set([...on.peek(), id]) : new Set([...on.peek()].filter((one) => one !== id)) }
    flip(add)
    try {
      await (add ? post : del)(`/api/v1/lists/${id}/accounts`, { account_ids: [account.id] })
      toast({ text: (add ? done.listed : done.unlisted)(title), undo: () => void set({ id, title }, !add) })
    } catch (error) {
      flip(!add)
      reportFailure(error)
    }
  }
  const known = lists.value
  return (
    <Dialog title={w.title(`@${account.acct}`)} onClose={onClose}>
      {relationshipOf(account.id)?.following ? null : <p class="muted">{w.mustFollow}</p>}
      {known?.length === 0 ? <p>{w.none} <a href="/lists" onClick={onClose}>{w.make}</a></p> : null}
      <div class="ticks">{known?.map((list) => (
        <label key={list.id} class="tick"><input type="checkbox" checked={on.value.has(list.id)} onChange={(event) => void set(list, event.currentTarget.checked)} /><bdi>{list.title}</bdi></label>
      ))}</div>
      <p class="buttons"><button type="button" class="button button-primary" onClick={onClose}>{w.close}</button></p>
    </Dialog>
  )
}

export function NoteDialog({ account, onClose }: AboutProps) {
  const { w: { people: { note: w, cancel } } } = usePage()
  const save = (event: SubmitEvent): void => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('note') ?? '')
    onClose()
    void setNote(account, text)
  }
  return (
    <Dialog title={w.title(`@${account.acct}`)} onClose={onClose}>
      <form class="form" onSubmit={save}>
        <div class="field"><label for="own-note">{w.label}</label><textarea id="own-note" name="note" dir="auto" maxLength={2000} rows={4} defaultValue={relationshipOf(account.id)?.note ?? ''} /></div>
        <p class="buttons"><button type="submit" class="button button-primary">{w.save}</button><button type="button" class="button button-plain" onClick={onClose}>{cancel}</button></p>
      </form>
    </Dialog>
  )
}

/** One of the few things that are asked twice: follows do not come back. */
export function ServerDialog({ account, onClose }: AboutProps) {
  const { w: { people: { server: w } } } = usePage()
  const host = serverOf(account)
  return (
    <Dialog title={w.title(host)} onClose={onClose}>
      <div class="form">
        <p>{w.lead}</p>
        <p class="buttons">
          <button type="button" class="button button-danger" onClick={() => { onClose(); void hideServer(account, true) }}>{w.go(host)}</button>
          <button type="button" class="button button-plain" onClick={onClose}>{w.keep}</button>
        </p>
      </div>
    </Dialog>
  )
}
