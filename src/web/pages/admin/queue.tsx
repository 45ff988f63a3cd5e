// Applicants who wait, longest first, with what they wrote and what may help to decide; and the page to decline one.
import { Button, ButtonLink, Field, Form } from '../../components/form.tsx'
import { Icon } from '../../components/icon.tsx'
import { Named, webAddress } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import type { DeclineProps, QueueCardProps, QueueProps } from '../../props/staff.ts'
import { nameOf, staffDocument, useStaffWords } from './staff-frame.tsx'
import { Notes } from './staff-parts.tsx'

/** GET /admin/queue. */
export function queuePage(props: QueueProps): string {
  return staffDocument(props, (w) => w.queue.title, <Queue {...props} />)
}

function Queue(props: QueueProps) {
  const { page, f } = usePage()
  const w = useStaffWords()
  const q = w.queue
  return (
    <>
      <h1>{q.title}</h1>
      <p class="lead">{props.waiting === 0 ? q.empty : q.lead(f.number(props.waiting), props.waiting === 1)}</p>
      {props.cards.length > 0 ? <Keys script={props.keysScript} /> : null}
      {props.cards.length > 1 ? (
        <form method="post" action={webAddress(props.bulk.action) ?? ''} id="bulk" class="staff-bulk">
          <input type="hidden" name="csrf" value={props.bulk.csrf} />
          <Button kind="plain">{q.bulk}</Button>
        </form>
      ) : null}
      {props.cards.map((card, at) => <Card card={card} next={props.cards[at + 1]?.userId} several={props.cards.length > 1} />)}
      {props.nextUrl ? <p class="buttons"><ButtonLink kind="plain" href={props.nextUrl}>{q.next}</ButtonLink></p> : null}
      {props.decided.length > 0 ? (
        <section class="card">
          <h2>{q.decided}</h2>
          <ul class="staff-notes">{props.decided.map((one) => <li><p><Named parts={q.decidedBy(one.username, one.state === 'approved', nameOf(w, one.by), f.ago(one.at, page.now))} /></p></li>)}</ul>
        </section>
      ) : null}
    </>
  )
}

const keys = [['j', 'next'], ['k', 'previous'], ['a', 'approve'], ['d', 'decline'], ['q', 'note'], ['s', 'skip'], ['?', 'help']] as const

/** The keys, and what they do: only script knows them, so only script shows them. */
function Keys({ script }: { script: string }) {
  const q = useStaffWords().queue
  return (
    <details class="staff-keys" id="queue-keys" hidden>
      <summary>{q.keysTitle}</summary>
      <dl>{keys.map(([key, name]) => <><dt><kbd>{key}</kbd></dt><dd>{q.keys[name]}</dd></>)}</dl>
      {webAddress(script) ? <script type="module" src={webAddress(script)} /> : null}
    </details>
  )
}

function Card({ card, next, several }: { card: QueueCardProps; next: string | undefined; several: boolean }) {
  const { page, f } = usePage()
  const w = useStaffWords()
  const q = w.queue
  return (
    <article class="card staff-applicant" id={`card-${card.userId}`} aria-labelledby={`name-${card.userId}`} data-applicant={card.userId} tabindex={-1}>
      <header class="staff-head">
        {several ? <input type="checkbox" name="ids[]" value={card.userId} form="bulk" aria-label={q.choose(card.username)} /> : null}
        <h2 id={`name-${card.userId}`}><bdi dir="ltr">@{card.username}</bdi></h2>
        <p class="muted"><bdi dir="ltr">{card.email}</bdi> · <time datetime={card.waitingSince} title={f.exact(card.waitingSince)}>{q.since(f.ago(card.waitingSince, page.now))}</time></p>
      </header>
      <Words card={card} />
      <Hints card={card} />
      <div class="staff-decide">
        <Form form={card.approve} class="staff-inline"><button type="submit" class="button button-primary" aria-label={q.approveWhom(card.username)}>{q.approve}</button></Form>
        <ButtonLink kind="plain" href={card.declineUrl}>{q.decline}</ButtonLink>
        {next ? <a class="button button-plain" href={`#card-${next}`}>{q.skip}</a> : null}
      </div>
      <Notes notes={card.notes} form={card.note} id={card.userId} />
    </article>
  )
}

/** What they wrote: the applicant's own words, in their own direction. */
function Words({ card }: { card: QueueCardProps }) {
  const q = useStaffWords().queue
  if (!card.reason && card.answers.length === 0) return <p class="muted">{q.noWords}</p>
  return (
    <dl class="staff-answers">
      {card.reason ? <div><dt>{q.reason}</dt><dd dir="auto">{card.reason}</dd></div> : null}
      {card.answers.map((answer) => <div><dt dir="auto">{answer.question}</dt><dd dir="auto">{answer.text}</dd></div>)}
    </dl>
  )
}

function Hints({ card: { hints } }: { card: QueueCardProps }) {
  const { f } = usePage()
  const q = useStaffWords().queue
  const counted = (n: number, words: (n: string, one: boolean) => string) => n > 0 ? words(f.number(n), n === 1) : null
  const told = [
    hints.unconfirmed ? q.unconfirmed : null, hints.openQuestions.length > 0 ? q.openQuestions(f.list(hints.openQuestions)) : null,
    counted(hints.declined, q.declined), counted(hints.waiting, q.alsoWaiting), counted(hints.members, q.members),
    hints.inviter ? q.invitedBy(plainName(hints.inviter)) : null, hints.app ? q.app(hints.app) : null,
  ].filter((one) => one !== null)
  return told.length === 0 ? null : <ul class="staff-hints">{told.map((one) => <li><Icon name="info" /><span dir="auto">{one}</span></li>)}</ul>
}

/** GET /admin/queue/ID/decline. */
export function declinePage(props: DeclineProps): string {
  return staffDocument(props, (w) => w.decline.title(props.username), <Decline {...props} />)
}

function Decline({ username, form, templates, preview, backUrl }: DeclineProps) {
  const d = useStaffWords().decline
  return (
    <>
      <h1>{d.title(username)}</h1>
      <p class="lead">{d.lead}</p>
      <nav class="staff-choices" aria-label={d.templatesLabel}>{templates.map(({ name }) => <a href={`?template=${name}`}>{d.templateNames[name] ?? name}</a>)}</nav>
      <Form form={form}>
        <Field name="message" label={d.message} value={form.values?.message} error={form.errors?.message} multiline maxLength={2000} />
        <p class="buttons">
          <Button name="do" value="preview" kind="plain">{d.preview}</Button>
          <Button name="do" value="decline" kind="danger">{d.button}</Button>
          <ButtonLink kind="plain" href={backUrl}>{d.back}</ButtonLink>
        </p>
      </Form>
      {preview ? <section class="card"><h2>{d.previewTitle}</h2><p><strong dir="auto">{preview.subject}</strong></p><pre class="staff-letter" dir="auto">{preview.text}</pre></section> : null}
    </>
  )
}
