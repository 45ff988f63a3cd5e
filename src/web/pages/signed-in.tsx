// What else can act for a member: apps that were let in, and browsers that are signed in, each with a way to end it.
import { renderDocument } from '../components/document.tsx'
import { Button, Form } from '../components/form.tsx'
import { hostOf, OutLink, webAddress } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import { widestScopes } from '../components/scopes.ts'
import { SettingsFrame } from '../components/settings-frame.tsx'
import type { AppsProps, LetInApp, SessionsProps, SignedInBrowser } from '../props/account-settings.ts'

/** GET /auth/edit/apps. */
export function appsPage(props: AppsProps): string {
  return renderDocument(props.page, ({ w: { settingsPage: w } }) => ({
    head: { title: w.appsTitle, noindex: true }, layout: 'form',
    main: (
      <SettingsFrame title={w.appsTitle} lead={w.appsLead}>
        {props.apps.length === 0 ? <p>{w.noApps}</p> : null}
        {props.apps.map(app => <App app={app} />)}
      </SettingsFrame>
    ),
  }))
}

function App({ app }: { app: LetInApp }) {
  const { w: { settingsPage: w, consentPage }, f } = usePage()
  return (
    <section class="card">
      <h2><bdi>{app.name}</bdi></h2>
      {webAddress(app.website) ? <p><OutLink href={app.website}>{hostOf(app.website)}</OutLink></p> : null}
      <p>{w.appMay}</p>
      <ul class="scopes">{widestScopes(app.scopes).map(scope => <li>{consentPage.scope(scope)}</li>)}</ul>
      <p class="muted">{w.since(f.date(app.since))} {app.lastUsedAt ? w.lastUsed(f.date(app.lastUsedAt)) : w.neverUsed}</p>
      <Form form={app.form} label={w.revokeAppOf(app.name)}><Button kind="plain">{w.revokeApp}</Button></Form>
    </section>
  )
}

/** GET /auth/edit/sessions. */
export function sessionsPage(props: SessionsProps): string {
  return renderDocument(props.page, ({ w: { settingsPage: w } }) => ({
    head: { title: w.sessionsTitle, noindex: true }, layout: 'form',
    main: (
      <SettingsFrame title={w.sessionsTitle}>
        {props.sessions.map(one => <Session session={one} />)}
        {props.sessions.length > 1
          ? <section class="card"><p>{w.endOthersLead}</p><Form form={props.othersForm} label={w.endOthers}><Button kind="danger">{w.endOthers}</Button></Form></section>
          : null}
      </SettingsFrame>
    ),
  }))
}

function Session({ session: one }: { session: SignedInBrowser }) {
  const { page, w: { settingsPage: w }, f } = usePage()
  const name = w.browserOn(one.browser, one.system)
  return (
    <section class="card">
      <h2><bdi>{name}</bdi>{one.current ? <span class="mark"> · {w.thisBrowser}</span> : null}</h2>
      <p class="muted">
        {one.ip ? <>{w.from} <bdi dir="ltr">{one.ip}</bdi>. </> : null}
        {w.signedIn(f.date(one.createdAt))} {one.current ? null : w.lastSeen(f.ago(one.lastSeenAt, page.now))}
      </p>
      {one.current ? null : <Form form={one.form} label={w.endSessionOf(name)}><Button kind="plain">{w.endSession}</Button></Form>}
    </section>
  )
}
