// After the right password: a code of the app, a recovery code, or a passkey.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form } from '../components/form.tsx'
import { Link } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import { PasskeyBox } from '../components/passkey-form.tsx'
import type { SecondStepProps } from '../props/account-settings.ts'

/** The answer to a right password, and again with what was wrong. */
export function secondStepPage(props: SecondStepProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.secondStepPage.title, noindex: true }, layout: 'form', main: <SecondStep {...props} />,
  }))
}

function SecondStep({ form, hasAuthenticator, passkey, backUrl }: SecondStepProps) {
  const { w: { secondStepPage: w } } = usePage()
  return (
    <>
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      {passkey
        ? <>
            {hasAuthenticator ? null : <p data-without-passkeys>{w.noScript}</p>}
            <PasskeyBox form={passkey} failed={w.passkeyFailed}><Button kind={hasAuthenticator ? 'plain' : 'primary'}>{w.usePasskey}</Button></PasskeyBox>
          </>
        : null}
      <Form form={form} class="form card">
        <Field name="code" label={w.code} hint={hasAuthenticator ? w.appHint : w.recoveryHint} error={form.errors?.code} required
          autocomplete="one-time-code" literal autofocus={hasAuthenticator} />
        <Button kind={hasAuthenticator ? 'primary' : 'plain'}>{w.button}</Button>
      </Form>
      <p class="muted">{w.lost}</p>
      <p><Link href={backUrl}>{w.back}</Link></p>
    </>
  )
}
