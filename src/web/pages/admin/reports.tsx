// Reports in lists, and one report: posts as they were, who and whom, what happened, and what can be done.
import type { ComponentChildren } from 'preact'
import { Button, Form } from '../../components/form.tsx'
import { Icon } from '../../components/icon.tsx'
import { RulesList } from '../../components/lists.tsx'
import { usePage } from '../../components/page-context.tsx'
import { PersonLine } from '../../components/person.tsx'
import { PostCard } from '../../components/post-card.tsx'
import type { FormState } from '../../props/page.ts'
import type { ReportedPost, ReportProps, ReportsProps } from '../../props/staff.ts'
import { nameOf, staffDocument, useStaffWords } from './staff-frame.tsx'
import { ActList, Choices, MeasureForm, Notes, PersonCard, ReporterName, ReportLine, Turning } from './staff-parts.tsx'

/** GET /admin/reports. */
export function reportsPage(props: ReportsProps): string {
  return staffDocument(props, (w) => w.reports.title, <Reports {...props} />)
}

function Reports({ list, lists, reports, paging }: ReportsProps) {
  const r = useStaffWords().reports
  return (
    <>
      <h1>{r.title}</h1>
      <Choices here={list} lists={lists.map((one) => ({ ...one, label: r.lists[one.name] ?? one.name }))} />
      {reports.length === 0 ? <p class="empty">{r.empty}</p> : <ul class="staff-list">{reports.map((report) => <li><ReportLine report={report} /></li>)}</ul>}
      <Turning paging={paging} />
    </>
  )
}

/** GET /admin/reports/ID. */
export function reportPage(props: ReportProps): string {
  return staffDocument(props, (w) => w.report.title(`@${props.report.target.acct}`), <Report {...props} />)
}

const MEASURES = 'measure'

function Report(props: ReportProps) {
  const { page, f } = usePage()
  const w = useStaffWords()
  const { report, posts } = props
  return (
    <>
      <h1><bdi>{w.report.title(`@${report.target.acct}`)}</bdi></h1>
      <p class="lead">
        {w.reports.categories[report.category] ?? report.category}, <time datetime={report.at} title={f.exact(report.at)}>{f.ago(report.at, page.now)}</time>
        {report.forwarded ? ` ${w.reports.forwarded}` : ''}
        {report.assigned && !report.resolved ? ` · ${w.reports.assigned(nameOf(w, report.assigned))}` : ''}
        {report.resolved ? ` ${w.reports.resolved(nameOf(w, report.resolved.by), f.ago(report.resolved.at, page.now))}` : ''}
      </p>
      <WorkButtons {...props} />
      <div class="staff-case">
        <div>
          <section class="card">
            <h2>{w.report.comment}</h2>
            {report.comment ? <blockquote dir="auto">{report.comment}</blockquote> : <p class="muted">{w.report.noComment}</p>}
            {props.rules.length > 0 ? <><h3>{w.report.rules}</h3><RulesList rules={props.rules} /></> : null}
          </section>
          <section class="card">
            <h2>{w.report.posts}</h2>
            {posts.length === 0 ? <p class="muted">{w.report.noPosts}</p> : posts.map((post) => <Reported post={post} choose={props.measure !== null && post.fate !== 'gone'} />)}
          </section>
          {props.measure ? <section class="card"><MeasureForm form={props.measure} measures={props.measures} id={MEASURES} posts={posts.length > 0} /></section> : null}
        </div>
        <div>
          <section class="card"><h2>{w.report.person}</h2><PersonCard person={props.person} linked /></section>
          <section class="card">
            <h2>{w.report.reporter}</h2>
            {report.reporter && report.byServer === null ? <PersonLine account={report.reporter} domain={page.community.domain} /> : <p><ReporterName report={report} /></p>}
          </section>
          <section class="card"><Notes notes={props.notes} form={props.note} id={report.id} /></section>
          {props.log.length > 0 ? <section class="card"><h2>{w.report.history}</h2><ActList acts={props.log} /></section> : null}
        </div>
      </div>
    </>
  )
}

function WorkButtons({ assign, release, resolve, reopen }: ReportProps) {
  const w = useStaffWords().report
  const buttons: [FormState | null, string][] = [[assign, w.take], [release, w.release], [resolve, w.resolve], [reopen, w.reopen]]
  return <div class="staff-decide">{buttons.map(([form, words]) => form ? <Form form={form} class="staff-inline"><Button kind="plain">{words}</Button></Form> : null)}</div>
}

/** One reported post; what was changed or deleted since stands as it was. */
function Reported({ post, choose }: { post: ReportedPost; choose: boolean }) {
  const w = useStaffWords().report
  return (
    <div class="staff-reported">
      {choose ? <label class="tick"><input type="checkbox" name="status_ids[]" value={post.id} form={MEASURES} checked /><span>{w.choose}</span></label> : null}
      {w.fates[post.fate] ? <p class="staff-fate"><Icon name="warn" />{w.fates[post.fate]}</p> : null}
      {post.status && post.fate === 'same' ? <PostCard status={post.status} /> : <AsItWas post={post} />}
      {post.before.length + post.after.length > 0 ? (
        <details class="staff-fold"><summary>{w.beside}</summary><Few>{[...post.before, ...post.after].map((status) => <PostCard status={status} />)}</Few></details>
      ) : null}
    </div>
  )
}

const Few = ({ children }: { children: ComponentChildren }) => <div class="feed">{children}</div>

function AsItWas({ post: { was } }: { post: ReportedPost }) {
  const { f } = usePage()
  const w = useStaffWords().report
  if (!was) return null
  return (
    <article class="post staff-was">
      <div class="post-content">
        <p class="muted"><time datetime={was.at}>{f.exact(was.at)}</time></p>
        {was.warning ? <p><strong>{w.withWarning}</strong> <bdi dir="auto">{was.warning}</bdi></p> : null}
        <div class="post-text" dir="auto" dangerouslySetInnerHTML={{ __html: was.html }} />
        {was.options.length > 0 ? <ul>{was.options.map((option) => <li dir="auto">{option}</li>)}</ul> : null}
        {was.media.length > 0 ? <ul>{was.media.map((text) => <li><strong>{w.media}:</strong> <span dir="auto">{text || w.noText}</span></li>)}</ul> : null}
      </div>
    </article>
  )
}
