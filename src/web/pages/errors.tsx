// When there is nothing to show: say what happened, blame nobody, and name a way on.
import { renderDocument } from '../components/document.tsx'
import { ButtonLink } from '../components/form.tsx'
import { Named, profilePath } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import type { ErrorProps, GoneProps } from '../props/public.ts'

/** Status 410: it was here and was deleted. */
export function gonePage(props: GoneProps): string {
  return renderDocument(props.page, ({ w: { gone: w } }) => ({
    head: { title: props.what === 'post' ? w.postTitle : w.accountTitle, noindex: true }, layout: 'form', main: <Gone {...props} />,
  }))
}

function Gone({ what, account }: GoneProps) {
  const { w: { gone: w } } = usePage()
  return (
    <>
      <h1>{what === 'post' ? w.postTitle : w.accountTitle}</h1>
      <p class="lead">{what === 'post' ? w.post : w.account}</p>
      {account ? <p><Named parts={w.toProfile(account.display_name.trim() || account.acct)} href={profilePath(account.acct)} /></p> : null}
      <HomeLink />
    </>
  )
}

/** Any refusal or failure, in a sentence. Exceptions never reach this page as text. */
export function errorPage(props: ErrorProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: (w.errors[props.status] ?? w.errorOther)[0], noindex: true }, layout: 'form', main: <ErrorText {...props} />,
  }))
}

function ErrorText({ status, message, requestId, retryAfter }: ErrorProps) {
  const { page, w, f } = usePage()
  const [title, sentence] = w.errors[status] ?? w.errorOther
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{message || sentence}</p>
      {retryAfter ? <p>{w.errorPage.tryIn(f.until(new Date(page.now + retryAfter * 1000).toISOString(), page.now))}</p> : null}
      <HomeLink />
      <p class="muted">{status}{requestId ? <> · <Named parts={w.errorPage.request(requestId)} /></> : null}</p>
    </>
  )
}

function HomeLink() {
  const { page, w } = usePage()
  return <p class="buttons"><ButtonLink href="/" kind="plain">{w.gone.toHome(page.community.name)}</ButtonLink></p>
}
