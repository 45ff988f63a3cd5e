// Sign in with e-mail and password, or with a passkey alone. The second factor has a page of its own.
import { renderDocument } from '../components/document.tsx'
import { Button, Field, Form, Tick } from '../components/form.tsx'
import { Link } from '../components/link.tsx'
import { PasskeyBox } from '../components/passkey-form.tsx'
import { usePage } from '../components/page-context.tsx'
import type { SignInProps } from '../props/signing-in.ts'

/** GET /auth/sign_in, and again with what was wrong. */
export function signInPage(props: SignInProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.signInPage.title, noindex: true }, layout: 'form', main: <SignIn {...props} />,
  }))
}

function SignIn({ form, passkey, appName, passwordResetUrl, signUpUrl }: SignInProps) {
  const { page, w: { signInPage: w } } = usePage()
  return (
    <>
      <h1>{w.title}</h1>
      <p class="lead"><bdi>{page.community.domain}</bdi>{appName ? <> · {w.toContinue(appName)}</> : null}</p>
      <Form form={form}>
        <Field name="email" type="email" label={w.email} value={form.values?.email} error={form.errors?.email} required autocomplete="username" literal />
        <Field name="password" type="password" label={w.password} error={form.errors?.password} required autocomplete="current-password" literal />
        <Tick name="remember" label={w.remember} checked={form.values?.remember === '1'} />
        <Button>{w.button}</Button>
      </Form>
      {passkey
        ? <PasskeyBox form={passkey} failed={w.passkeyFailed}><h2>{w.or}</h2><Button kind="plain">{w.usePasskey}</Button></PasskeyBox>
        : null}
      <p><Link href={passwordResetUrl}>{w.forgot}</Link></p>
      {signUpUrl ? <p>{w.noAccount} <Link href={signUpUrl}>{w.createOne}</Link></p> : null}
    </>
  )
}
