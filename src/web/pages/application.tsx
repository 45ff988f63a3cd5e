// The applicant's own page: how far the application is, in steps, and whatever can be done now.
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Field, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { Named } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import { QuestionFields } from '../components/questions.tsx'
import type { ApplicationProps, ApplicationState } from '../props/joining.ts'

/** GET /join/status/TOKEN. */
export function applicationPage(props: ApplicationProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: (props.direct ? w.applicationPage.titleAccount : w.applicationPage.title)(props.page.community.name), noindex: true }, layout: 'form', main: <Application {...props} />,
  }))
}

function Application(props: ApplicationProps) {
  const { page: { community }, w: { applicationPage: w } } = usePage()
  const undecided = ['unconfirmed', 'waiting', 'question'].includes(props.application.state)
  return (
    <>
      <h1>{(props.direct ? w.titleAccount : w.title)(community.name)}</h1>
      <p class="lead"><bdi dir="ltr">@{props.username}@{community.domain}</bdi></p>
      <Steps {...props} />
      <section class="card"><Now {...props} /></section>
      {undecided && props.withdraw
        ? <section><h2>{w.withdrawTitle}</h2><p class="muted">{w.withdraw}</p><Form form={props.withdraw}><Button kind="danger">{w.withdrawButton}</Button></Form></section>
        : null}
    </>
  )
}

type StepLine = readonly [label: string, time: string | null | undefined]

/** The steps that this application has, and how many of them are behind it. */
function useSteps({ application, sentAt, confirmedAt, decidedAt, direct = false, mail = true, asks = false }: ApplicationProps): { steps: StepLine[]; at: number } {
  const { w: { applicationPage: { steps: w } } } = usePage()
  const decided = application.state === 'approved' || application.state === 'declined'
  const before: StepLine[] = [[w.sent, sentAt], ...mail ? [[w.confirmed, confirmedAt] as const] : []]
  if (direct) return { steps: before, at: application.state === 'unconfirmed' ? 1 : before.length }
  const steps: StepLine[] = [...before, ...asks ? [[w.answered, null] as const] : [], [w.read, null], [w.decided, decidedAt]]
  if (decided) return { steps, at: steps.length }
  const now = application.state === 'unconfirmed' ? w.confirmed : application.state === 'question' ? w.answered : w.read
  return { steps, at: steps.findIndex(([label]) => label === now) }
}

/** Sent, confirmed, answered, read, decided: with a tick, "now" or "to come" at each, in words too. */
function Steps(props: ApplicationProps) {
  const { w: { applicationPage: w }, f } = usePage()
  const { steps, at } = useSteps(props)
  if (props.application.state === 'withdrawn' || props.application.state === 'expired') return null
  return (
    <ol class="steps">{steps.map(([label, time], i) => (
      <li class={i < at ? 'step-done' : i === at ? 'step-now' : undefined} aria-current={i === at ? 'step' : undefined}>
        <span class="step-mark">{i < at ? <Icon name="check" /> : null}</span>
        <span>{label}<span class="hidden">, {i < at ? w.done : i === at ? w.now : w.next}</span></span>
        {i < at && time ? <time class="muted" datetime={time}>{f.date(time)}</time> : null}
      </li>
    ))}</ol>
  )
}

function Now(props: ApplicationProps) {
  const { page: { community }, w: { applicationPage: w } } = usePage()
  const { application, username, email } = props
  switch (application.state) {
    case 'unconfirmed': return <Unconfirmed email={email} resend={application.resend} direct={props.direct} />
    case 'waiting': return <Waiting application={application} mail={props.mail} />
    case 'question': return <Asked application={application} />
    case 'declined': return <Declined application={application} />
    case 'approved':
      return (
        <>
          <h2>{w.approvedTitle(username)}</h2>
          <p>{w.approved}</p>
          <p><code class="code" dir="ltr">{community.domain}</code></p>
          <p class="buttons"><ButtonLink href={application.signInUrl}><SignInWord /></ButtonLink></p>
        </>
      )
    default: {
      const withdrawn = application.state === 'withdrawn'
      return (
        <>
          <h2>{withdrawn ? w.withdrawnTitle : w.expiredTitle}</h2>
          <p>{withdrawn ? w.withdrawn : w.expired}</p>
          {props.signUpUrl ? <p class="buttons"><ButtonLink href={props.signUpUrl} kind="plain">{w.applyAgain}</ButtonLink></p> : null}
        </>
      )
    }
  }
}

function SignInWord() {
  return <>{usePage().w.signIn}</>
}

function Unconfirmed({ email, resend, direct }: { email: string; resend: Extract<ApplicationState, { state: 'unconfirmed' }>['resend']; direct: boolean | undefined }) {
  const { w: { applicationPage: w, signUpPage } } = usePage()
  return (
    <>
      <h2>{w.unconfirmedTitle}</h2>
      <p><Named parts={(direct ? w.unconfirmedAccount : w.unconfirmed)(email)} /></p>
      <Form form={resend}>
        <Field name="email" type="email" label={signUpPage.email} hint={w.resendHint} value={resend.values?.email ?? email} error={resend.errors?.email}
          required autocomplete="email" literal />
        <Button kind="plain">{w.resendButton}</Button>
      </Form>
    </>
  )
}

function Waiting({ application, mail = true }: { application: Extract<ApplicationState, { state: 'waiting' }>; mail: boolean | undefined }) {
  const { w: { applicationPage: w, landing }, f } = usePage()
  const { place, perDay, wait, heldUntilTomorrow } = application
  const ordinal = place ? w.ordinal(place, f.ordinalRule(place)) : ''
  const usually = wait && wait !== 'new' ? landing.wait[wait.unit](f.number(wait.n), wait.n === 1) : null
  const where = !ordinal ? w.waitingUnknown : perDay ? w.waitingPlaceRate(ordinal, f.number(perDay))
    : usually ? w.waitingPlaceUsually(ordinal, usually) : wait === 'new' ? w.waitingPlaceNew(ordinal) : w.waitingPlace(ordinal)
  return <><h2>{w.waitingTitle}</h2><p>{heldUntilTomorrow ? w.waitingTomorrow : where}</p><p class="muted">{mail ? w.mayClose : w.mayCloseNoMail}</p></>
}

function Asked({ application }: { application: Extract<ApplicationState, { state: 'question' }> }) {
  const { w: { applicationPage: w } } = usePage()
  const { from, questions, form } = application
  const one = questions.length === 1
  return (
    <>
      <h2>{from ? (one ? w.questionTitle : w.questionsTitle)(from) : one ? w.questionWe : w.questionsWe}</h2>
      <p class="muted">{w.questionsStillTo}</p>
      <Form form={form}>
        <QuestionFields questions={questions} />
        <Button>{one ? w.answerButton : w.answersButton}</Button>
      </Form>
    </>
  )
}

function Declined({ application }: { application: Extract<ApplicationState, { state: 'declined' }> }) {
  const { w: { applicationPage: w } } = usePage()
  const { reason, appeal } = application
  return (
    <>
      <h2>{w.declinedTitle}</h2>
      {reason ? <><p>{w.declinedReason}</p><blockquote class="quote" dir="auto">{reason}</blockquote></> : <p>{w.declinedNoReason}</p>}
      <p class="muted">{w.declinedKept}</p>
      {appeal
        ? <Form form={appeal}>
            <Field name="text" label={w.appealLabel} hint={w.appealHint} value={appeal.values?.text} error={appeal.errors?.text} required multiline autocomplete="off" />
            <Button kind="plain">{w.appealButton}</Button>
          </Form>
        : null}
    </>
  )
}
