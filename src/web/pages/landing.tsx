// The community's front door, what it says about itself at length, and its papers.
import { renderDocument } from '../components/document.tsx'
import { Named, profilePath, webAddress } from '../components/link.tsx'
import { FriendsList, PostList, RulesList } from '../components/lists.tsx'
import { usePage } from '../components/page-context.tsx'
import { PersonLine } from '../components/person.tsx'
import { CommunityCard, JoinButtons, MemberCount } from '../components/site-frame.tsx'
import type { AboutProps, LandingProps, TextProps } from '../props/public.ts'

/** GET / for those who are not signed in. */
export function landingPage(props: LandingProps): string {
  const { community } = props.page
  return renderDocument(props.page, ({ w }) => ({
    head: { title: community.name, description: community.description || w.landing.lead, path: '/', image: community.thumbnail },
    layout: 'feed', main: <Landing {...props} />, side: <LandingSide {...props} />,
  }))
}

function Landing({ statuses, friends }: LandingProps) {
  const { page: { community, viewer }, w: { landing: w } } = usePage()
  const image = webAddress(community.thumbnail)
  const closed = community.registrations === 'closed'
  return (
    <>
      <section class="hero">
        {image ? <img src={image} alt="" width="600" height="315" decoding="async" /> : null}
        <div class="hero-text">
          <h1><bdi>{community.name}</bdi></h1>
          <p class="lead" dir="auto">{community.description || w.lead}</p>
          <MemberCount />
          {viewer
            ? <p><Named parts={w.member(viewer.display_name.trim() || viewer.acct)} href={profilePath(viewer.acct)} /></p>
            : <Joining closed={closed} friends={friends} />}
        </div>
      </section>
      <h2 class="feed-title">{w.latest}</h2>
      <PostList statuses={statuses} empty={w.noPosts} label={w.latest} />
    </>
  )
}

/** Who may come in, and how. */
function Joining({ closed, friends }: { closed: boolean; friends: LandingProps['friends'] }) {
  const { page: { community }, w: { landing: w } } = usePage()
  const lead = closed ? w.closedLead : community.registrations === 'open' ? w.openLead : w.approvalLead
  return (
    <>
      <p>{lead} {closed && friends?.length ? w.friends : w.anywhere}</p>
      {closed && friends?.length ? <FriendsList friends={friends} /> : null}
      <JoinButtons />
    </>
  )
}

/** How to get in with an app: until the pages can do more, that is where people live. */
function AppCard() {
  const { page: { community }, w: { landing: w } } = usePage()
  return (
    <section class="card">
      <h2>{w.appTitle}</h2>
      <p>{w.appLead}</p>
      <ol class="rules">{w.appSteps(community.domain).map(step => <li>{step[1] ? <Named parts={step} /> : step[0]}</li>)}</ol>
    </section>
  )
}

function LandingSide({ rules, contact }: LandingProps) {
  const { page: { community }, w: { landing: w } } = usePage()
  return (
    <>
      <AppCard />
      {rules.length ? <section class="card"><h2>{w.rules}</h2><RulesList rules={rules} /></section> : null}
      {contact ? <section class="card"><h2>{w.contact}</h2><PersonLine account={contact} domain={community.domain} /></section> : null}
      <p><a href="/about">{w.more}</a></p>
    </>
  )
}

/** GET /about. */
export function aboutPage(props: AboutProps): string {
  const { community } = props.page
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.aboutPage.title(community.name), description: community.description, path: '/about', image: community.thumbnail },
    layout: 'feed', main: <About {...props} />, side: <CommunityCard />,
  }))
}

function About({ description, rules, contact }: AboutProps) {
  const { page: { community }, w: { aboutPage: w } } = usePage()
  const mail = contact?.email
  return (
    <div class="prose">
      <h1>{w.title(community.name)}</h1>
      {description
        ? <div dir="auto" dangerouslySetInnerHTML={{ __html: description }} />
        : community.description ? <p class="lead" dir="auto">{community.description}</p> : null}
      <p class="muted"><Named parts={w.address(community.domain)} /></p>
      <h2>{w.rules}</h2>
      {rules.length ? <RulesList rules={rules} /> : <p>{w.noRules}</p>}
      {mail || contact?.account ? <h2>{w.contact}</h2> : null}
      {contact?.account ? <PersonLine account={contact.account} domain={community.domain} /> : null}
      {mail ? <p>{w.email} <a href={`mailto:${encodeURIComponent(mail).replaceAll('%40', '@')}`}><bdi>{mail}</bdi></a></p> : null}
    </div>
  )
}

/** GET /privacy-policy, /terms-of-service. */
export function textPage(props: TextProps): string {
  return renderDocument(props.page, ({ w, f }) => ({
    head: { title: props.title },
    layout: 'feed',
    main: (
      <div class="prose">
        <h1 dir="auto">{props.title}</h1>
        {props.updated_at ? <p class="muted">{w.textPage.updated(f.date(props.updated_at))}</p> : null}
        <div dir="auto" dangerouslySetInnerHTML={{ __html: props.content }} />
      </div>
    ),
  }))
}
