// The least a member must be able to do without an app: change the e-mail and the password, and see who else is in.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form } from '../components/form.tsx'
import { Named } from '../components/link.tsx'
import { Notice } from '../components/notice.tsx'
import { usePage } from '../components/page-context.tsx'
import { PersonLine } from '../components/person.tsx'
import { LetInApps, SignedInBrowsers } from '../components/signed-in.tsx'
import type { AccountSettingsProps } from '../props/signing-in.ts'

/** GET /auth/edit, and again with what was wrong in either form. */
export function accountSettingsPage(props: AccountSettingsProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.title, noindex: true }, layout: 'form', main: <Settings {...props} />,
  }))
}

function Settings(props: AccountSettingsProps) {
  const { page, w: { settingsPage: w } } = usePage()
  return (
    <>
      <h1>{w.title}</h1>
      <PersonLine account={props.account} domain={page.community.domain} />
      <EmailSection {...props} />
      <PasswordSection {...props} />
      {props.apps ? <LetInApps apps={props.apps} /> : null}
      {props.sessions ? <SignedInBrowsers sessions={props.sessions} /> : null}
    </>
  )
}

function EmailSection({ email, unconfirmedEmail, emailForm: form }: AccountSettingsProps) {
  const { w: { settingsPage: w } } = usePage()
  return (
    <section class="card">
      <h2>{w.emailTitle}</h2>
      <p><Named parts={w.emailNow(email)} /></p>
      {unconfirmedEmail ? <Notice kind="info"><Named parts={w.emailWaiting(unconfirmedEmail)} /></Notice> : null}
      <Form form={form} label={w.emailTitle}>
        <Field name="email" type="email" label={w.newEmail} value={form.values?.email} error={form.errors?.email} required autocomplete="email" literal />
        <Field name="current_password" id="field-email-current" type="password" label={w.currentPassword} error={form.errors?.current_password}
          required autocomplete="current-password" literal />
        <Button kind="plain">{w.changeEmail}</Button>
      </Form>
    </section>
  )
}

function PasswordSection({ passwordForm: form, minPasswordLength, email }: AccountSettingsProps) {
  const { w: { settingsPage: w, passwordPage: p } } = usePage()
  return (
    <section class="card">
      <h2>{w.passwordTitle}</h2>
      <Form form={form} label={w.passwordTitle}>
        <input type="text" name="username" value={email} autocomplete="username" class="hidden" tabindex={-1} aria-hidden="true" readOnly />
        <Field name="current_password" type="password" label={w.currentPassword} error={form.errors?.current_password} required
          autocomplete="current-password" literal />
        <Field name="password" type="password" label={p.newPassword} hint={p.atLeast(minPasswordLength)} minLength={minPasswordLength}
          error={form.errors?.password} required autocomplete="new-password" literal />
        <Field name="password_confirmation" type="password" label={p.again} error={form.errors?.password_confirmation} required
          autocomplete="new-password" literal />
        <Button kind="plain">{w.changePassword}</Button>
      </Form>
    </section>
  )
}
