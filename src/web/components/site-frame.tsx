// The header and footer around every page: which server this is, and the way in.
import { EmojiText } from './emoji.tsx'
import { profilePath, webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'

/** The community's name and a short navigation: at most three stops before the content. */
export function SiteHeader() {
  const { page, w } = usePage()
  const { community, viewer } = page
  return (
    <header class="site-header">
      <div class="bar">
        <a class="site-name" href="/"><bdi>{community.name}</bdi></a>
        <nav aria-label={w.mainNavigation}>
          {viewer
            ? <><a href={profilePath(viewer.acct)}><bdi>{viewer.display_name || viewer.acct}</bdi></a><a href="/auth/edit">{w.settings}</a></>
            : <><a href="/about">{w.about}</a><a href="/auth/sign_in">{w.signIn}</a></>}
        </nav>
      </div>
    </header>
  )
}

/** Whose server this is, what its papers say, and where its source is. */
export function SiteFooter() {
  const { page, w } = usePage()
  const { community, viewer } = page
  const links: [string, string | null | undefined][] = [
    [w.about, '/about'], [w.visiting.timelines.exploreTitle, '/explore'], [w.visiting.directory.title, '/directory'], [w.privacy, community.privacyPolicyUrl], [w.terms, community.termsUrl], [w.source, community.sourceUrl],
  ]
  return (
    <footer class="site-footer">
      <p><bdi>{community.domain}</bdi> · {w.runsOn}</p>
      <ul>{links.map(([label, url]) => webAddress(url) ? <li><a href={webAddress(url)}>{label}</a></li> : null)}</ul>
      {viewer
        ? <form method="post" action="/auth/sign_out"><input type="hidden" name="csrf" value={viewer.csrf} /><button class="button button-plain" type="submit">{w.signOut}</button></form>
        : null}
    </footer>
  )
}

/** "412 members, 3 who look after it." – as far as it is known. */
export function MemberCount() {
  const { page: { community }, w, f } = usePage()
  const members = community.members === undefined ? '' : w.members(f.number(community.members), community.members === 1)
  const staff = community.staff ? w.lookAfter(f.number(community.staff), community.staff === 1) : ''
  const text = members && staff ? w.andMore(members, staff) : members && `${members}.`
  return text ? <p class="member-count">{text}</p> : null
}

/** The card beside public pages: where the reader is, and how to join. */
export function CommunityCard() {
  const { page: { community, viewer }, w } = usePage()
  if (viewer) return null
  return (
    <section class="card community-card">
      <h2>{w.whereYouAre(community.domain)}</h2>
      {community.description ? <p dir="auto"><EmojiText text={community.description} /></p> : null}
      <MemberCount />
      <p class="muted">{w.joinWords[community.registrations]}</p>
      <JoinButtons />
    </section>
  )
}

/** Sign up (when it is possible) and sign in; `plain` where another button is the page's own. */
export function JoinButtons({ plain }: { plain?: boolean }) {
  const { page: { community }, w } = usePage()
  const ways = { open: w.signUp, approval: w.applyToJoin, invited: w.haveInvitation }
  return (
    <p class="buttons">
      {community.registrations === 'closed'
        ? null
        : <a class={plain ? 'button button-plain' : 'button button-primary'} href="/auth/sign_up">{ways[community.registrations]}</a>}
      <a class="button button-plain" href="/auth/sign_in">{w.signIn}</a>
    </p>
  )
}
