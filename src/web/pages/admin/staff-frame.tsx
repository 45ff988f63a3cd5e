// What surrounds every staff page: where else one may go, what was just done and the way back from it.
import type { ComponentChildren } from 'preact'
import { renderDocument } from '../../components/document.tsx'
import { Button, Form } from '../../components/form.tsx'
import { Icon, type IconName } from '../../components/icon.tsx'
import { Named } from '../../components/link.tsx'
import { webAddress } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import type { DoneAct, StaffFrameProps, ToldAct } from '../../props/staff.ts'
import type { Account } from '../../props/entities.ts'
import { staffWordsFor, type StaffWords } from '../../words/staff-catalogue.ts'

/** The staff's words in the page's language. */
export const useStaffWords = (): StaffWords => staffWordsFor(usePage().w.lang)

/** A whole staff page. */
export function staffDocument(props: StaffFrameProps, title: (words: StaffWords) => string, main: ComponentChildren): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: title(staffWordsFor(w.lang)), noindex: true }, layout: 'staff', before: <StaffNav {...props} />,
    main: <>{props.done ? <Done done={props.done} /> : null}{main}</>,
  }))
}

const icons: Record<string, IconName> = { queue: 'person', reports: 'warn', accounts: 'search', action_logs: 'list', settings: 'shield' }

function StaffNav({ nav, here }: StaffFrameProps) {
  const { f } = usePage()
  const w = useStaffWords()
  return (
    <nav class="staff-nav" aria-label={w.navLabel}>{nav.map(({ place, url, waiting }) => (
      <a href={webAddress(url)} aria-current={place === here ? 'page' : undefined}>
        <Icon name={icons[place] ?? 'list'} /><span>{w.nav[place]}</span>
        {waiting > 0 ? <span class="staff-count"><span aria-hidden="true">{f.number(waiting)}</span><span class="hidden">{w.waiting(f.number(waiting))}</span></span> : null}
      </a>
    ))}</nav>
  )
}

/** Somebody's name in a sentence; the operator has none. */
export function nameOf(w: StaffWords, account: Account | null): string {
  return account ? plainName(account) : w.operator
}

/** "Rana limited Bob", and what was said. */
export function ActLine({ act }: { act: ToldAct }) {
  const { page, f } = usePage()
  const w = useStaffWords()
  return (
    <>
      <bdi class="name">{nameOf(w, act.by)}</bdi> {w.acts[act.action] ?? act.action} <bdi class="name">{act.target ? `@${act.target.acct}` : w.nobody}</bdi>
      {act.what && w.states[act.what] ? <> ({w.states[act.what]})</> : act.what ? <> (<bdi>{act.what}</bdi>)</> : null}
      {act.posts > 0 ? <> ({w.actPosts(f.number(act.posts), act.posts === 1)})</> : null}
      {' '}<time class="muted" datetime={act.at} title={f.exact(act.at)}>{f.ago(act.at, page.now)}</time>
    </>
  )
}

/** The way back from an act, as long as there is one. */
export function UndoForm({ act }: { act: ToldAct }) {
  const { page, f } = usePage()
  const w = useStaffWords()
  if (act.undoneAt !== null) return <p class="muted">{w.undone(nameOf(w, act.undoneBy), f.ago(act.undoneAt, page.now))}</p>
  if (!act.undo) return null
  return (
    <Form form={act.undo.form} class="staff-inline">
      <Button kind="plain">{w.undo}</Button>
      {act.undo.until ? <span class="muted">{w.undoUntil(f.until(act.undo.until, page.now))}</span> : null}
    </Form>
  )
}

function Done({ done }: { done: DoneAct }) {
  const w = useStaffWords()
  if ('meanwhile' in done) {
    const { state, by, username } = done.meanwhile
    return <div class="notice notice-warn" role="status"><Icon name="warn" /><p><Named parts={w.meanwhile(username, state, by ? plainName(by) : null)} /></p></div>
  }
  return (
    <div class="notice notice-ok staff-done" role="status">
      <Icon name="check" />
      <div><p>{w.done} <ActLine act={done.act} /></p><UndoForm act={done.act} /></div>
    </div>
  )
}
