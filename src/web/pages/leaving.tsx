// Somebody or something that lives on another server: who, where, and a link there. Nobody is sent on unasked.
import { renderDocument } from '../components/document.tsx'
import { hostOf, Named, OutLink, webAddress } from '../components/link.tsx'
import { usePage } from '../components/page-context.tsx'
import { JoinButtons } from '../components/site-frame.tsx'
import type { LeavingProps } from '../props/public.ts'

/** GET /@name@host and its posts, for strangers. */
export function leavingPage(props: LeavingProps): string {
  return renderDocument(props.page, ({ w: { leaving: w } }) => ({
    head: { title: w.title(hostOf(props.url) || props.account.acct), noindex: true }, layout: 'form', main: <Leaving {...props} />,
  }))
}

function Leaving({ what, account, url }: LeavingProps) {
  const { page, w: { leaving: w } } = usePage()
  const host = hostOf(url)
  return (
    <>
      <h1>{w.title(host || account.acct)}</h1>
      <p class="lead"><Named parts={(what === 'post' ? w.post : w.account)(account.display_name.trim() || account.acct)} /></p>
      <p><bdi dir="ltr" class="muted">@{account.acct}</bdi></p>
      {webAddress(url) ? <p class="buttons"><OutLink href={url} class="button button-primary">{w.go(host)}</OutLink></p> : null}
      <p class="muted">{w.why(page.community.name)}</p>
      <JoinButtons plain />
    </>
  )
}
