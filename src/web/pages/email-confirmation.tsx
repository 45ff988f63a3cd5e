// The page behind the link in the confirmation mail. Nothing is confirmed by opening it: mail scanners open links too.
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Field, Form } from '../components/form.tsx'
import { Named } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import type { EmailConfirmationProps } from '../props/signing-in.ts'

/** Asks, then says done, or that the link is spent. */
export function emailConfirmationPage(props: EmailConfirmationProps): string {
  return renderDocument(props.page, ({ w: { confirmPage: w } }) => ({
    head: { title: { ask: w.askTitle, done: w.doneTitle, expired: w.expiredTitle }[props.state], noindex: true },
    layout: 'form', main: <Confirmation {...props} />,
  }))
}

function Confirmation(props: EmailConfirmationProps) {
  const { w: { confirmPage: w } } = usePage()
  if (props.state === 'ask') {
    return (
      <>
        <h1>{w.askTitle}</h1>
        <p class="lead"><Named parts={w.ask(props.email)} /></p>
        <Form form={props.form}><Button>{w.askButton}</Button></Form>
      </>
    )
  }
  if (props.state === 'done') {
    const labels = { 'sign-in': w.nextSignIn, application: w.nextApplication, home: w.nextHome }
    return (
      <>
        <h1>{w.doneTitle}</h1>
        <p class="lead">{w.done}</p>
        {props.email ? <p><bdi>{props.email}</bdi></p> : null}
        {props.next ? <p class="buttons"><ButtonLink href={props.next.url}>{labels[props.next.kind]}</ButtonLink></p> : null}
      </>
    )
  }
  const { form } = props
  return (
    <>
      <h1>{w.expiredTitle}</h1>
      <p class="lead">{w.expired} {form ? w.expiredResend : null}</p>
      {form
        ? <Form form={form}>
            <Field name="email" type="email" label={w.email} value={form.values?.email} error={form.errors?.email} required autocomplete="email" literal />
            <Button>{w.resendButton}</Button>
          </Form>
        : null}
    </>
  )
}
