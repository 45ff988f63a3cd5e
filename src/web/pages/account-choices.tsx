// The smaller choices of an account: which letters come, which language is one's own; and the last one, to leave.
import { renderDocument } from '../components/document.tsx'
import { Button, Choice, Field, Form, Tick } from '../components/form.tsx'
import { Link, Named } from '../components/link.tsx'
import { Notice } from '../components/notice.tsx'
import { usePage } from '../components/page-context.tsx'
import { CurrentPassword, SettingsFrame } from '../components/settings-frame.tsx'
import type { DeleteAccountProps, LanguageSettingsProps, MailSettingsProps, StopMailProps } from '../props/account-settings.ts'

/** GET /auth/edit/mail. */
export function mailSettingsPage(props: MailSettingsProps): string {
  return renderDocument(props.page, ({ w: { settingsPage: w } }) => ({
    head: { title: w.mailTitle, noindex: true }, layout: 'form',
    main: (
      <SettingsFrame title={w.mailTitle} lead={w.mailLead}>
        <p><Named parts={w.emailNow(props.email)} /></p>
        <Form form={props.form} class="form card">
          <Tick name="mentions" label={w.mailMentions} checked={props.form.values?.mentions === '1'} />
          <p class="hint">{w.mailMentionsHint}</p>
          <Button>{w.save}</Button>
        </Form>
      </SettingsFrame>
    ),
  }))
}

/** GET /auth/edit/language. */
export function languageSettingsPage(props: LanguageSettingsProps): string {
  return renderDocument(props.page, ({ w: { settingsPage: w } }) => ({
    head: { title: w.languageTitle, noindex: true }, layout: 'form',
    main: (
      <SettingsFrame title={w.languageTitle} lead={w.languageLead}>
        <Form form={props.form} class="form card">
          <Choice name="language" label={w.language} value={props.form.values?.language} options={props.languages.map(({ code, name }) => ({ value: code, label: name }))} />
          <Button>{w.save}</Button>
        </Form>
      </SettingsFrame>
    ),
  }))
}

/** GET /auth/edit/delete, and again with what was wrong. */
export function deleteAccountPage(props: DeleteAccountProps): string {
  return renderDocument(props.page, ({ w: { settingsPage: w } }) => ({
    head: { title: w.deleteTitle, noindex: true }, layout: 'form', main: <Delete {...props} />,
  }))
}

function Delete({ form, username, lastOwner }: DeleteAccountProps) {
  const { w: { settingsPage: w } } = usePage()
  return (
    <SettingsFrame title={w.deleteTitle}>
      <Notice kind="warn">{lastOwner ? w.deleteOwner : w.deleteLead}</Notice>
      {lastOwner
        ? <p>{w.deleteOwnerHow}</p>
        : <>
            <ul class="scopes">{w.deleteWhat.map(line => <li>{line}</li>)}</ul>
            <Form form={form} class="form card">
              <Field name="username" label={w.deleteName(username)} value={form.values?.username} error={form.errors?.username} required autocomplete="off" literal />
              <CurrentPassword form={form} />
              <Button kind="danger">{w.deleteButton}</Button>
            </Form>
          </>}
    </SettingsFrame>
  )
}

/** GET /auth/mail/stop: behind the link at the end of a letter. */
export function stopMailPage(props: StopMailProps): string {
  return renderDocument(props.page, ({ w: { stopMailPage: w } }) => ({
    head: { title: props.state === 'ask' ? w.askTitle : w.doneTitle, noindex: true }, layout: 'form',
    main: props.state === 'ask'
      ? <><h1>{w.askTitle}</h1><p class="lead"><Named parts={w.ask(props.username)} /></p><Form form={props.form}><Button>{w.askButton}</Button></Form></>
      : <><h1>{w.doneTitle}</h1><p class="lead">{w.done}</p><p><Link href="/auth/edit/mail">{w.settings}</Link></p></>,
  }))
}
