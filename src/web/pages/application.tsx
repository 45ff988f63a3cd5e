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
    head: { title: w.applicationPage.title(props.page.community.name), noindex: true }, layout: 'form', main: <Application {...props} />,
  }))
}

function Application(props: ApplicationProps) {
  const { page: { community }, w: { applicationPage: w } } = usePage()
  const undecided = ['unconfirmed', 'waiting', 'question'].includes(props.application.state)
  return (
    <>
      <h1>{w.title(community.name)}</h1>
      <p class="lead"><bdi dir="ltr">@{props.username}@{community.domain}</bdi></p>
      <Steps {...props} />
      <section class="card"><Now {...props} /></section>
      {undecided && props.withdraw
        ? <section><h2>{w.withdrawTitle}</h2><p class="muted">{w.withdraw}</p><Form form={props.withdraw}><Button kind="danger">{w.withdrawButton}</Button></Form></section>
        : null}
    </>
  )
}

/** Sent, confirmed, read, decided: with a tick, "now" or "to come" at each, in words too. */
function Steps({ application, sentAt, confirmedAt, decidedAt }: ApplicationProps) {
  const { w: { applicationPage: w }, f } = usePage()
  if (application.state === 'withdrawn' || application.state === 'expired') return null
  const decided = application.state === 'approved' || application.state === 'declined'
  const at = application.state === 'unconfirmed' ? 1 : decided ? 4 : 2
  const steps: [string, string | null | undefined][] = [
    [w.steps.sent, sentAt], [w.steps.confirmed, confirmedAt], [w.steps.read, null], [w.steps.decided, decidedAt],
  ]
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
    case 'unconfirmed': return <Unconfirmed email={email} resend={application.resend} />
    case 'waiting': return <Waiting application={application} />
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

function Unconfirmed({ email, resend }: { email: string; resend: Extract<ApplicationState, { state: 'unconfirmed' }>['resend'] }) {
  const { w: { applicationPage: w, signUpPage } } = usePage()
  return (
    <>
      <h2>{w.unconfirmedTitle}</h2>
      <p><Named parts={w.unconfirmed(email)} /></p>
      <Form form={resend}>
        <Field name="email" type="email" label={signUpPage.email} hint={w.resendHint} value={resend.values?.email ?? email} error={resend.errors?.email}
          required autocomplete="email" literal />
        <Button kind="plain">{w.resendButton}</Button>
      </Form>
    </>
  )
}

function Waiting({ application }: { application: Extract<ApplicationState, { state: 'waiting' }> }) {
  const { w: { applicationPage: w }, f } = usePage()
  const { place, perDay, heldUntilTomorrow } = application
  const ordinal = place ? w.ordinal(place, f.ordinalRule(place)) : ''
  const where = !ordinal ? w.waitingUnknown : perDay ? w.waitingPlaceRate(ordinal, f.number(perDay)) : w.waitingPlace(ordinal)
  return <><h2>{w.waitingTitle}</h2><p>{heldUntilTomorrow ? w.waitingTomorrow : where}</p><p class="muted">{w.mayClose}</p></>
}

function Asked({ application }: { application: Extract<ApplicationState, { state: 'question' }> }) {
  const { w: { applicationPage: w } } = usePage()
  const { from, questions, form } = application
  const one = questions.length === 1
  return (
    <>
      <h2>{from ? (one ? w.questionTitle : w.questionsTitle)(from) : one ? w.questionWe : w.questionsWe}</h2>
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
      {appeal
        ? <Form form={appeal}>
            <Field name="text" label={w.appealLabel} hint={w.appealHint} value={appeal.values?.text} error={appeal.errors?.text} required multiline autocomplete="off" />
            <Button kind="plain">{w.appealButton}</Button>
          </Form>
        : null}
    </>
  )
}
