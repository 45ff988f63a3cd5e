// What else can act for a member: apps that were let in, and browsers that are signed in, each with a way to end it.
import type { LetInApp, SignedInBrowser } from '../props/signing-in.ts'
import { Button, Form } from './form.tsx'
import { hostOf, OutLink, webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'
import { widestScopes } from './scopes.ts'

export function LetInApps({ apps }: { apps: LetInApp[] }) {
  const { w: { settingsPage: w, consentPage } } = usePage()
  return (
    <section class="card">
      <h2>{w.appsTitle}</h2>
      {apps.length === 0 ? <p class="muted">{w.noApps}</p> : null}
      {apps.map(app => (
        <div>
          <h3><bdi>{app.name}</bdi></h3>
          {webAddress(app.website) ? <p><OutLink href={app.website}>{hostOf(app.website)}</OutLink></p> : null}
          <p>{w.appMay}</p>
          <ul class="scopes">{widestScopes(app.scopes).map(scope => <li>{consentPage.scope(scope)}</li>)}</ul>
          <p class="muted"><LastUsed at={app.lastUsedAt} /></p>
          <Form form={app.form} label={w.revokeAppOf(app.name)}><Button kind="plain">{w.revokeApp}</Button></Form>
        </div>
      ))}
    </section>
  )
}

function LastUsed({ at }: { at?: string | null | undefined }) {
  const { w: { settingsPage: w }, f } = usePage()
  return <>{at ? w.lastUsed(f.date(at)) : w.neverUsed}</>
}

export function SignedInBrowsers({ sessions }: { sessions: SignedInBrowser[] }) {
  const { w: { settingsPage: w }, f } = usePage()
  return (
    <section class="card">
      <h2>{w.sessionsTitle}</h2>
      {sessions.map(one => (
        <div>
          <p>
            <bdi>{one.browser || w.unknownBrowser}</bdi>{one.ip ? <> · <bdi dir="ltr">{one.ip}</bdi></> : null}
            <br /><span class="muted">{one.current ? w.thisBrowser : w.lastSeen(f.date(one.lastSeenAt))}</span>
          </p>
          {one.current ? null : <Form form={one.form} label={w.endSession}><Button kind="plain">{w.endSession}</Button></Form>}
        </div>
      ))}
    </section>
  )
}
