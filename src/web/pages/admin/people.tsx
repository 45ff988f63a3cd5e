// The people of the community, one by one: who they are, what they were told, how they get in; and the log of all acts.
import { Button, Field, Form } from '../../components/form.tsx'
import { profilePath } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { Avatar, Handle, Name } from '../../components/person.tsx'
import type { LogProps, PeopleProps, PersonProps } from '../../props/staff.ts'
import { staffDocument, useStaffWords } from './staff-frame.tsx'
import { ActList, Choices, MeasureForm, Notes, PersonCard, ReportLine, Turning } from './staff-parts.tsx'

/** GET /admin/accounts. */
export function staffPeoplePage(props: PeopleProps): string {
  return staffDocument(props, (w) => w.people.title, <People {...props} />)
}

function People({ list, lists, name, people, paging }: PeopleProps) {
  const { page, f } = usePage()
  const w = useStaffWords()
  const p = w.people
  return (
    <>
      <h1>{p.title}</h1>
      <Choices here={list} lists={lists.map((one) => ({ ...one, label: p.lists[one.name] ?? one.name }))} />
      <form method="get" action="/admin/accounts" role="search" class="staff-search">
        <input type="hidden" name="list" value={list} />
        <Field name="name" label={p.search} value={name} literal />
        <Button kind="plain">{p.find}</Button>
      </form>
      {people.length === 0 ? <p class="empty">{p.empty}</p> : (
        <ul class="staff-list">{people.map(({ account, url, email, role, states, lastSeenAt }) => (
          <li>
            <a class="staff-line staff-person" href={url}>
              <Avatar account={account} size={44} />
              <span class="person-names"><Name account={account} /><Handle acct={account.acct} domain={page.community.domain} /></span>
              <span class="muted">
                {[role, ...states.map((state) => w.states[state] ?? state), email, lastSeenAt ? p.seen(f.ago(lastSeenAt, page.now)) : null].filter(Boolean).map((one, at) => <>{at > 0 ? ' · ' : ''}<bdi>{one}</bdi></>)}
              </span>
            </a>
          </li>
        ))}</ul>
      )}
      <Turning paging={paging} />
    </>
  )
}

/** GET /admin/accounts/ID. */
export function staffPersonPage(props: PersonProps): string {
  return staffDocument(props, () => `@${props.person.account.acct}`, <Person {...props} />)
}

function Person(props: PersonProps) {
  const w = useStaffWords()
  const p = w.person
  const { person, reports, lifts } = props
  return (
    <>
      <h1><bdi>@{person.account.acct}</bdi></h1>
      <p><a href={profilePath(person.account.acct)}>{p.profile}</a></p>
      {lifts.length > 0 ? <div class="staff-decide">{lifts.map(({ state, form }) => <Form form={form} class="staff-inline"><Button kind="plain">{p.lift[state] ?? state}</Button></Form>)}</div> : null}
      <div class="staff-case">
        <div>
          <section class="card"><h2>{p.about}</h2><PersonCard person={person} /></section>
          {reports.length > 0 ? <section class="card"><h2>{p.reports}</h2><ul class="staff-list">{reports.map((report) => <li><ReportLine report={report} /></li>)}</ul></section> : null}
          {props.measure ? <section class="card"><MeasureForm form={props.measure} measures={props.measures} id="measure" /></section> : null}
        </div>
        <div>
          <Access {...props} />
          <section class="card"><Notes notes={props.notes} form={props.note} id={person.account.id} /></section>
          {props.log.length > 0 ? <section class="card"><h2>{w.report.history}</h2><ActList acts={props.log} /></section> : null}
        </div>
      </div>
    </>
  )
}

function Access({ roles, resetLink, madeLink, secondFactor }: PersonProps) {
  const p = useStaffWords().person
  if (!roles && !resetLink && !secondFactor) return null
  return (
    <section class="card">
      <h2>{p.access}</h2>
      {roles ? (
        <Form form={roles.form}>
          <div class="field">
            <label for="role">{p.role}</label>
            <select id="role" name="role">{[{ id: '', name: p.noRole }, ...roles.choices].map((role) => <option value={role.id} selected={role.id === roles.current}>{role.name}</option>)}</select>
          </div>
          <p class="buttons"><Button kind="plain">{p.saveRole}</Button></p>
        </Form>
      ) : null}
      {madeLink ? <p>{p.madeLink} <code class="code">{madeLink}</code></p> : null}
      {resetLink ? <Form form={resetLink}><p class="hint">{p.resetHint}</p><p class="buttons"><Button kind="plain">{p.resetLink}</Button></p></Form> : null}
      {secondFactor ? <Form form={secondFactor}><p class="hint">{p.secondFactorHint}</p><p class="buttons"><Button kind="plain">{p.secondFactor}</Button></p></Form> : null}
    </section>
  )
}

/** GET /admin/action_logs. */
export function staffLogPage(props: LogProps): string {
  return staffDocument(props, (w) => w.log.title, <Log {...props} />)
}

function Log({ acts, paging }: LogProps) {
  const l = useStaffWords().log
  return (
    <>
      <h1>{l.title}</h1>
      <p class="lead">{acts.length === 0 ? l.empty : l.lead}</p>
      {acts.length > 0 ? <div class="card"><ActList acts={acts} /></div> : null}
      <Turning paging={paging} />
    </>
  )
}
