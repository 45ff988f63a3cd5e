// Pieces that several staff pages share: notes, the log, lists to choose from, a person's standing, what can be done.
import { Button, Field, Form, Tick } from '../../components/form.tsx'
import { Icon } from '../../components/icon.tsx'
import { webAddress } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { PersonLine } from '../../components/person.tsx'
import type { FormState, Paging } from '../../props/page.ts'
import type { PersonSummary, ToldAct, ToldNote, ToldReport } from '../../props/staff.ts'
import { ActLine, nameOf, UndoForm, useStaffWords } from './staff-frame.tsx'

/** Notes with a field for one more; `id` tells the fields of several cards apart. */
export function Notes({ notes, form, id }: { notes: ToldNote[]; form: FormState<'text'>; id: string }) {
  const { page, f } = usePage()
  const w = useStaffWords()
  return (
    <details class="staff-fold" open={notes.length > 0}>
      <summary>{w.notes}{notes.length > 0 ? ` (${f.number(notes.length)})` : ''}</summary>
      {notes.length === 0 ? <p class="muted">{w.noNotes}</p> : (
        <ul class="staff-notes">{notes.map((note) => (
          <li><p dir="auto">{note.text}</p><p class="muted"><bdi>{nameOf(w, note.by)}</bdi>, <time datetime={note.at} title={f.exact(note.at)}>{f.ago(note.at, page.now)}</time></p></li>
        ))}</ul>
      )}
      <Form form={form}>
        <Field name="text" id={`note-${id}`} label={w.noteLabel} error={form.errors?.text} value={form.values?.text} multiline maxLength={2000} required />
        <p class="buttons"><Button kind="plain">{w.addNote}</Button></p>
      </Form>
    </details>
  )
}

/** Acts, newest first, each with its way back. */
export function ActList({ acts }: { acts: ToldAct[] }) {
  return <ul class="staff-acts">{acts.map((act) => (
    <li>
      <p><ActLine act={act} /></p>
      {act.text ? <blockquote dir="auto">{act.text}</blockquote> : null}
      <UndoForm act={act} />
    </li>
  ))}</ul>
}

/** Which of several lists is shown. */
export function Choices({ lists, here }: { lists: { name: string; url: string; label: string; count?: number | null }[]; here: string }) {
  const { f } = usePage()
  const w = useStaffWords()
  return (
    <nav class="staff-choices" aria-label={w.listsLabel}>{lists.map(({ name, url, label, count }) => (
      <a href={url} aria-current={name === here ? 'page' : undefined}>{label}{count ? ` (${f.number(count)})` : ''}</a>
    ))}</nav>
  )
}

/** Newer and older entries. */
export function Turning({ paging }: { paging: Paging }) {
  const w = useStaffWords()
  const [newer, older] = [webAddress(paging.newer), webAddress(paging.older)]
  if (!newer && !older) return null
  return (
    <nav class="paging" aria-label={w.pagesLabel}>
      {newer ? <a class="button button-plain" rel="prev" href={newer}><Icon name="previous" class="turns" />{w.newerEntries}</a> : null}
      {older ? <a class="button button-plain older" rel="next" href={older}>{w.olderEntries}<Icon name="next" class="turns" /></a> : null}
    </nav>
  )
}

/** Who reported: a member by name, another server as a server. */
export function ReporterName({ report }: { report: Pick<ToldReport, 'reporter' | 'byServer'> }) {
  const w = useStaffWords()
  return <bdi>{report.byServer !== null ? w.server(report.byServer) : report.reporter ? `@${report.reporter.acct}` : w.nobody}</bdi>
}

/** A report as a line that leads to it. */
export function ReportLine({ report }: { report: ToldReport }) {
  const { page, f } = usePage()
  const w = useStaffWords()
  const r = w.reports
  return (
    <a class="staff-line" href={report.url}>
      <span class="name"><bdi>{r.about(`@${report.target.acct}`)}</bdi></span>
      <span>{r.categories[report.category] ?? report.category}{report.posts > 0 ? `, ${r.posts(f.number(report.posts), report.posts === 1)}` : ''}</span>
      {report.comment ? <span class="staff-comment" dir="auto">{report.comment}</span> : null}
      <span class="muted">
        {r.from('')}<ReporterName report={report} />, <time datetime={report.at}>{f.ago(report.at, page.now)}</time>
        {report.assigned && !report.resolved ? <> · {r.assigned(nameOf(w, report.assigned))}</> : null}
        {report.resolved ? <> · {r.resolved(nameOf(w, report.resolved.by), f.ago(report.resolved.at, page.now))}</> : null}
      </span>
    </a>
  )
}

/** Who somebody is, and what happened around them before. */
export function PersonCard({ person, linked }: { person: PersonSummary; linked?: boolean }) {
  const { page, f } = usePage()
  const w = useStaffWords()
  const p = w.person
  return (
    <>
      <PersonLine account={person.account} domain={page.community.domain} />
      {person.states.length > 0 ? <ul class="badges">{person.states.map((state) => <li class="badge"><Icon name="warn" />{w.states[state] ?? state}</li>)}</ul> : null}
      <p class="muted">
        {(person.local ? p.joined : p.firstSeen)(f.date(person.joinedAt))}
        {person.local ? ` ${person.lastSeenAt ? p.lastSeen(f.ago(person.lastSeenAt, page.now)) : p.neverSeen}` : ''}
        {' '}{person.reportsAbout === 0 ? p.neverReported : p.reported(f.number(person.reportsAbout), person.reportsAbout === 1)}
        {person.reportsBy > 0 ? `; ${p.reportsBy(f.number(person.reportsBy), person.reportsBy === 1)}` : ''}.
      </p>
      {person.email ? <p>{p.email}: <bdi dir="ltr">{person.email}</bdi></p> : null}
      {linked ? <p><a href={person.url}>{w.nav.accounts}: <bdi>@{person.account.acct}</bdi></a></p> : null}
      <h3>{p.strikes}</h3>
      {person.strikes.length === 0 ? <p class="muted">{p.noStrikes}</p> : (
        <ul class="staff-notes">{person.strikes.map((strike) => (
          <li>
            <p>{p.strikeActions[strike.action] ?? strike.action}{strike.undoneAt ? ` (${p.strikeUndone})` : ''} <time class="muted" datetime={strike.at}>{f.ago(strike.at, page.now)}</time></p>
            {strike.text ? <blockquote dir="auto">{strike.text}</blockquote> : null}
          </li>
        ))}</ul>
      )}
    </>
  )
}

/** What can be done, each with its effect; `posts`: the ticks of the posts belong to the same form. */
export function MeasureForm({ form, measures, id, posts }: { form: FormState<'text'>; measures: string[]; id: string; posts?: boolean }) {
  const w = useStaffWords()
  const r = w.report
  return (
    <form method="post" action={webAddress(form.action) ?? ''} class="form" id={id}>
      {form.error ? <div class="notice notice-danger" role="alert"><Icon name="warn" /><p>{form.error}</p></div> : null}
      <input type="hidden" name="csrf" value={form.csrf} />
      <fieldset class="staff-measures">
        <legend>{r.act}</legend>
        {posts ? <p class="hint">{r.chosenPosts}</p> : null}
        {measures.map((measure) => (
          <label class="tick">
            <input type="radio" name="measure" value={measure} required />
            <span><strong>{w.measures[measure]?.name ?? measure}</strong><br /><span class="muted">{w.measures[measure]?.effect}</span></span>
          </label>
        ))}
      </fieldset>
      <Field name="text" id={`${id}-text`} label={r.words} hint={r.wordsHint} value={form.values?.text} multiline maxLength={2000} />
      <Tick name="tell" label={r.tell} checked />
      {measures.includes('delete') ? <Tick name="sure" label={r.sure} /> : null}
      <p class="buttons"><Button>{r.doIt}</Button></p>
    </form>
  )
}
