// An app asks to use an account: which app, which account, what it may do, and a free choice. Then, for apps that
// cannot be redirected to, the code to copy.
import { renderDocument } from '../components/document.tsx'
import { Button, Form } from '../components/form.tsx'
import { hostOf, Link, Named, OutLink, webAddress } from '../components/link.tsx'
import { Notice } from '../components/notice.tsx'
import { usePage } from '../components/page-context.tsx'
import { PersonLine } from '../components/person.tsx'
import { widestScopes } from '../components/scopes.ts'
import type { AuthorizationCodeProps, ConsentProps } from '../props/signing-in.ts'

/** GET /oauth/authorize. Send it with `pageHeaders({ formTargets: [redirectUri] })`. */
export function consentPage(props: ConsentProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.consentPage.plainTitle(props.app.name), noindex: true }, layout: 'form', main: <Consent {...props} />,
  }))
}

function Consent({ app, scopes, account, returnsTo, form, otherAccountUrl }: ConsentProps) {
  const { page, w: { consentPage: w } } = usePage()
  const asked = widestScopes(scopes)
  return (
    <>
      <h1><Named parts={w.title(app.name)} /></h1>
      {webAddress(app.website) ? <p class="lead"><OutLink href={app.website}>{w.website(hostOf(app.website))}</OutLink></p> : null}
      <section class="card">
        <h2>{w.signedInAs}</h2>
        <PersonLine account={account} domain={page.community.domain} />
        {otherAccountUrl ? <p><Link href={otherAccountUrl}>{w.otherAccount}</Link></p> : null}
      </section>
      <section class="card">
        <h2>{w.itMay}</h2>
        <ul class="scopes">{asked.map(scope => <li>{w.scope(scope) === scope ? null : `${w.scope(scope)} `}<code class="muted">{scope}</code></li>)}</ul>
        <p class="muted">{w.mayNotPassword}</p>
      </section>
      {asked.some(scope => scope.startsWith('admin:')) ? <Notice kind="warn">{w.admin}</Notice> : null}
      <Form form={form}>
        <p class="buttons">
          <Button name="decision" value="authorize">{w.authorize}</Button>
          <Button name="decision" value="deny" kind="plain">{w.deny}</Button>
        </p>
      </Form>
      {returnsTo ? <p class="muted"><Named parts={w.returnsTo(returnsTo)} /></p> : null}
    </>
  )
}

/** The out-of-band answer: urn:ietf:wg:oauth:2.0:oob. */
export function authorizationCodePage(props: AuthorizationCodeProps): string {
  return renderDocument(props.page, ({ w: { codePage: w } }) => ({
    head: { title: w.title, noindex: true },
    layout: 'form',
    main: <><h1>{w.title}</h1><p class="lead"><Named parts={w.lead(props.appName)} /></p><p><code class="code" dir="ltr">{props.code}</code></p></>,
  }))
}
