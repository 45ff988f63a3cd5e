// A forgotten password: ask for a link, then choose a new one.
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Field, Form } from '../components/form.tsx'
import { Link } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import type { PasswordRequestProps, PasswordResetProps } from '../props/signing-in.ts'

/** Asks for the e-mail; once sent, says the same for known and unknown addresses. */
export function passwordRequestPage(props: PasswordRequestProps): string {
  return renderDocument(props.page, ({ w: { passwordPage: w } }) => ({
    head: { title: props.sent ? w.sentTitle : w.requestTitle, noindex: true }, layout: 'form', main: <Request {...props} />,
  }))
}

function Request({ form, sent, signInUrl }: PasswordRequestProps) {
  const { w: { passwordPage: w } } = usePage()
  const back = <p><Link href={signInUrl}>{w.backToSignIn}</Link></p>
  if (sent) return <><h1>{w.sentTitle}</h1><p>{w.sent}</p><p class="muted">{w.sentNothing}</p><p><Link href={form.action}>{w.tryAgain}</Link></p>{back}</>
  return (
    <>
      <h1>{w.requestTitle}</h1>
      <p class="lead">{w.requestLead}</p>
      <Form form={form}>
        <Field name="email" type="email" label={w.email} value={form.values?.email} error={form.errors?.email} required autocomplete="email" literal />
        <Button>{w.requestButton}</Button>
      </Form>
      {back}
    </>
  )
}

/** The page behind the mailed link; `form: null` when the link is spent. */
export function passwordResetPage(props: PasswordResetProps): string {
  return renderDocument(props.page, ({ w: { passwordPage: w } }) => ({
    head: { title: props.form ? w.newTitle : w.usedTitle, noindex: true }, layout: 'form', main: <Reset {...props} />,
  }))
}

function Reset({ form, minPasswordLength, requestUrl }: PasswordResetProps) {
  const { w: { passwordPage: w } } = usePage()
  if (!form) return <><h1>{w.usedTitle}</h1><p class="lead">{w.used}</p><p class="buttons"><ButtonLink href={requestUrl}>{w.newLink}</ButtonLink></p></>
  return (
    <>
      <h1>{w.newTitle}</h1>
      <Form form={form}>
        <Field name="password" type="password" label={w.newPassword} hint={w.atLeast(minPasswordLength)} minLength={minPasswordLength}
          error={form.errors?.password} required autocomplete="new-password" literal />
        <Field name="password_confirmation" type="password" label={w.again} error={form.errors?.password_confirmation} required
          autocomplete="new-password" literal />
        <Button>{w.saveButton}</Button>
      </Form>
    </>
  )
}
