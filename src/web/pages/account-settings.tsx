// Account settings: how everything stands at a glance, and the pages of the e-mail and of the password.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form } from '../components/form.tsx'
import { Named } from '../components/link.tsx'
import { Notice } from '../components/notice.tsx'
import { usePage } from '../components/page-context.tsx'
import { PersonLine } from '../components/person.tsx'
import { CurrentPassword, SettingsFrame } from '../components/settings-frame.tsx'
import type { AccountSettingsProps, EmailSettingsProps, PasswordSettingsProps } from '../props/account-settings.ts'

/** GET /auth/edit. */
export function accountSettingsPage(props: AccountSettingsProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.title, noindex: true }, layout: 'form', main: <Overview {...props} />,
  }))
}

function Overview(props: AccountSettingsProps) {
  const { page, w: { settingsPage: { title, overview: w } }, f } = usePage()
  const kinds = [
    ...props.authenticator ? [w.app] : [], ...props.passkeys > 0 ? [w.passkeys(f.number(props.passkeys), props.passkeys === 1)] : [],
    w.codesLeft(f.number(props.recoveryCodesLeft), props.recoveryCodesLeft === 1),
  ]
  const lines: [string, string, string][] = [
    ['/auth/edit/email', w.email, props.email],
    ['/auth/edit/password', w.password, w.passwordState],
    ['/auth/edit/second-factor', w.secondFactor, props.authenticator || props.passkeys > 0 ? w.twoStepsOn(f.list(kinds)) : w.twoStepsOff],
    ['/auth/edit/sessions', w.sessions, w.sessionsState(f.number(props.sessions), props.sessions === 1)],
    ['/auth/edit/apps', w.apps, w.appsState(f.number(props.apps), props.apps === 0, props.apps === 1)],
    ['/auth/edit/mail', w.mail, props.mailMentions ? w.mailOn : w.mailOff],
    ['/auth/edit/language', w.language, props.language],
    ['/settings/old-posts', w.oldPosts, props.oldPostsGo ? w.oldPostsGo : w.oldPostsStay],
    ['/settings/aliases', w.aliases, w.aliasesState],
    ['/settings/migration', w.migration, props.account.moved ? w.migrated(`@${props.account.moved.acct}`) : w.migrationState],
    ['/auth/edit/delete', w.delete, w.deleteState],
  ]
  return (
    <>
      <h1>{title}</h1>
      <PersonLine account={props.account} domain={page.community.domain} />
      <ul class="settings card">
        {lines.map(([href, label, state]) => (
          <li><a href={href}>{label}</a><span class="muted"><bdi>{state}</bdi></span></li>
        ))}
      </ul>
    </>
  )
}

/** GET /auth/edit/email, and again with what was wrong. */
export function emailSettingsPage(props: EmailSettingsProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.emailTitle, noindex: true }, layout: 'form', main: <Email {...props} />,
  }))
}

function Email({ email, unconfirmedEmail, form }: EmailSettingsProps) {
  const { w: { settingsPage: w } } = usePage()
  return (
    <SettingsFrame title={w.emailTitle}>
      <p><Named parts={w.emailNow(email)} /></p>
      {unconfirmedEmail ? <Notice kind="info"><Named parts={w.emailWaiting(unconfirmedEmail)} /></Notice> : null}
      <Form form={form} class="form card">
        <Field name="email" type="email" label={w.newEmail} value={form.values?.email} error={form.errors?.email} required autocomplete="email" literal />
        <CurrentPassword form={form} />
        <Button>{w.changeEmail}</Button>
      </Form>
    </SettingsFrame>
  )
}

/** GET /auth/edit/password, and again with what was wrong. */
export function passwordSettingsPage(props: PasswordSettingsProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.settingsPage.passwordTitle, noindex: true }, layout: 'form', main: <Password {...props} />,
  }))
}

function Password({ form, minPasswordLength, email }: PasswordSettingsProps) {
  const { w: { settingsPage: w, passwordPage: p } } = usePage()
  return (
    <SettingsFrame title={w.passwordTitle} lead={w.passwordLead}>
      <Form form={form} class="form card">
        <input type="text" name="username" value={email} autocomplete="username" class="hidden" tabindex={-1} aria-hidden="true" readOnly />
        <CurrentPassword form={form} />
        <Field name="password" type="password" label={p.newPassword} hint={p.atLeast(minPasswordLength)} minLength={minPasswordLength}
          error={form.errors?.password} required autocomplete="new-password" literal />
        <Field name="password_confirmation" type="password" label={p.again} error={form.errors?.password_confirmation} required
          autocomplete="new-password" literal />
        <Button>{w.changePassword}</Button>
      </Form>
    </SettingsFrame>
  )
}
