// A member's second step: what there is, and how it is set up, one page a step.
import type { ComponentChildren } from 'preact'
import { renderDocument } from '../components/document.tsx'
import { Button, ButtonLink, Field, Form } from '../components/form.tsx'
import { Named } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import { PasskeyBox } from '../components/passkey-form.tsx'
import { CurrentPassword, SettingsFrame } from '../components/settings-frame.tsx'
import type { AuthenticatorSetupProps, KnownPasskey, NewPasskeyProps, RecoveryCodesProps, SecondFactorProps } from '../props/account-settings.ts'

const BACK = '/auth/edit/second-factor'

/** GET /auth/edit/second-factor, and again with what was wrong. */
export function secondFactorPage(props: SecondFactorProps): string {
  return renderDocument(props.page, ({ w: { secondFactorPage: w } }) => ({
    head: { title: w.title, noindex: true }, layout: 'form',
    main: (
      <SettingsFrame title={w.title} lead={w.lead}>
        <Authenticator {...props} />
        <Passkeys {...props} />
        {props.authenticatorSince !== null || props.passkeys.length > 0 ? <Recovery {...props} /> : null}
      </SettingsFrame>
    ),
  }))
}

function Authenticator({ authenticatorSince: since, authenticatorForm, removeAuthenticatorForm }: SecondFactorProps) {
  const { w: { secondFactorPage: w }, f } = usePage()
  return (
    <section class="card">
      <h2>{w.appTitle}</h2>
      <p>{since === null ? w.appOff : w.appOn(f.date(since))}</p>
      <Asked form={authenticatorForm} id="app" summary={since === null ? w.turnOn : w.move} open={since === null}><Button>{since === null ? w.turnOn : w.move}</Button></Asked>
      {since === null ? null : <Asked form={removeAuthenticatorForm} id="app-off" summary={w.turnOff}><Button kind="danger">{w.turnOff}</Button></Asked>}
    </section>
  )
}

/** A form that asks for the password, folded away until it is wanted or was wrong. */
function Asked(props: { form: SecondFactorProps['authenticatorForm']; id: string; summary: string; open?: boolean; children: ComponentChildren }) {
  const { form } = props
  const inner = <Form form={form} label={props.summary}><CurrentPassword form={form} id={props.id} />{props.children}</Form>
  if (props.open) return inner
  return <details class="asked" open={form.errors?.current_password !== undefined}><summary>{props.summary}</summary>{inner}</details>
}

function Passkeys({ passkeys, addPasskeyForm: form }: SecondFactorProps) {
  const { w: { secondFactorPage: w } } = usePage()
  return (
    <section class="card">
      <h2>{w.passkeysTitle}</h2>
      <p>{w.passkeysLead}</p>
      {passkeys.map((one, index) => <Passkey passkey={one} id={`passkey-${index}`} />)}
      <Form form={form} label={w.addPasskey}>
        <Field name="name" label={w.passkeyName} hint={w.passkeyNameHint} value={form.values?.name} error={form.errors?.name} maxLength={60} autocomplete="off" />
        <CurrentPassword form={form} id="add" />
        <Button>{w.addPasskey}</Button>
      </Form>
    </section>
  )
}

function Passkey({ passkey, id }: { passkey: KnownPasskey; id: string }) {
  const { w: { secondFactorPage: w }, f } = usePage()
  return (
    <div>
      <h3><bdi>{passkey.name}</bdi></h3>
      <p class="muted">{w.passkeyAdded(f.date(passkey.createdAt))} {passkey.lastUsedAt ? w.passkeyUsed(f.date(passkey.lastUsedAt)) : w.passkeyUnused}</p>
      <Asked form={passkey.form} id={id} summary={w.removePasskeyOf(passkey.name)}><Button kind="danger">{w.removePasskey}</Button></Asked>
    </div>
  )
}

function Recovery({ recoveryCodesLeft: left, recoveryForm }: SecondFactorProps) {
  const { w: { secondFactorPage: w }, f } = usePage()
  return (
    <section class="card">
      <h2>{w.recoveryTitle}</h2>
      <p>{w.recoveryLeft(f.number(left), left === 1)} {w.recoveryLead}</p>
      <Asked form={recoveryForm} id="recovery" summary={w.renew}><Button kind="plain">{w.renew}</Button></Asked>
    </section>
  )
}

/** The square, the key, and the question for a first code. */
export function authenticatorSetupPage(props: AuthenticatorSetupProps): string {
  return renderDocument(props.page, ({ w: { secondFactorPage: w } }) => ({
    head: { title: w.setupTitle, noindex: true }, layout: 'form', main: <Setup {...props} />,
  }))
}

function Setup({ qr, secret, uri, form }: AuthenticatorSetupProps) {
  const { w: { secondFactorPage: w } } = usePage()
  return (
    <SettingsFrame title={w.setupTitle} back={BACK}>
      <p>{w.setupScan}</p>
      <div class="qr" role="img" aria-label={w.setupSquare} dangerouslySetInnerHTML={{ __html: qr }} />
      <p>{w.setupType}</p>
      <p><code class="code" dir="ltr">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <p><a href={uri}>{w.setupOpen}</a></p>
      <Form form={form} class="form card">
        <Field name="code" label={w.setupCode} error={form.errors?.code} required autocomplete="one-time-code" literal autofocus={form.errors?.code !== undefined} />
        <Button>{w.setupConfirm}</Button>
      </Form>
    </SettingsFrame>
  )
}

/** The page whose script has the browser make a passkey. */
export function newPasskeyPage(props: NewPasskeyProps): string {
  return renderDocument(props.page, ({ w: { secondFactorPage: w } }) => ({
    head: { title: w.newPasskeyTitle, noindex: true }, layout: 'form',
    main: (
      <SettingsFrame title={w.newPasskeyTitle} back={BACK}>
        <p data-without-passkeys>{w.newPasskeyNoScript}</p>
        <PasskeyBox form={props.form} failed={w.newPasskeyFailed} isNew>
          <p><Named parts={w.newPasskeyLead(props.name)} /></p>
          <Button>{w.newPasskeyButton}</Button>
        </PasskeyBox>
      </SettingsFrame>
    ),
  }))
}

/** Ten codes, shown this once. */
export function recoveryCodesPage(props: RecoveryCodesProps): string {
  return renderDocument(props.page, ({ w: { secondFactorPage: w } }) => ({
    head: { title: w.codesTitle, noindex: true }, layout: 'form',
    main: (
      <>
        <h1>{w.codesTitle}</h1>
        <p class="lead">{w.codesLead}</p>
        <ul class="codes code" dir="ltr">{props.codes.map((code) => <li><code>{code}</code></li>)}</ul>
        <p class="buttons"><ButtonLink href={BACK}>{w.codesDone}</ButtonLink></p>
      </>
    ),
  }))
}
