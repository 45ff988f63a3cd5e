// The community's front door, what it says about itself at length, and its papers.
import { renderDocument } from '../components/document.tsx'
import { FirstDay } from '../components/first-day.tsx'
import { ButtonLink } from '../components/form.tsx'
import { Named, profilePath, webAddress } from '../components/link.tsx'
import { FriendsList, PostList, RulesList } from '../components/lists.tsx'
import { usePage } from '../components/page-context.tsx'
import { PersonLine } from '../components/person.tsx'
import { CommunityCard, JoinButtons, MemberCount } from '../components/site-frame.tsx'
import { communityData } from '../components/structured-data.tsx'
import type { Account } from '../props/entities.ts'
import type { Page } from '../props/page.ts'
import type { AboutProps, AheadOfApplicants, KnownWait, LandingProps, TextProps } from '../props/public.ts'

/** GET / for those who are not signed in. */
export function landingPage(props: LandingProps): string {
  const { community } = props.page
  return renderDocument(props.page, ({ w }) => ({
    head: { title: community.name, description: community.description || w.landing.lead, path: '/', image: community.thumbnail, data: communityData(props.page) },
    layout: 'feed', main: <Landing {...props} />, side: <LandingSide {...props} />,
  }))
}

/** GET / and GET /auth/sign_up of a server that nobody has set up. */
export function notSetUpPage({ page }: { page: Page }): string {
  return renderDocument(page, ({ w: { notSetUp: w } }) => ({
    head: { title: w.title, noindex: true }, layout: 'form',
    main: <><h1>{w.title}</h1><p class="lead">{w.lead}</p><p>{w.how}</p><p class="muted">{w.already}</p></>,
  }))
}

function Landing(props: LandingProps) {
  const { page: { community, viewer }, w: { landing: w } } = usePage()
  const image = webAddress(community.thumbnail)
  return (
    <>
      <section class="hero">
        {image ? <img src={image} alt="" width="1500" height="500" decoding="async" /> : null}
        <div class="hero-text">
          <h1><bdi>{community.name}</bdi></h1>
          <p class="lead" dir="auto">{community.description || w.lead}</p>
          <MemberCount />
          {viewer
            ? <>
                <p><Named parts={w.member(viewer.display_name.trim() || viewer.acct)} href={profilePath(viewer.acct)} /></p>
                <p class="buttons"><ButtonLink href="/home">{w.home}</ButtonLink></p>
              </>
            : <Joining {...props} />}
        </div>
      </section>
      {props.firstDay ? <FirstDay {...props.firstDay} /> : null}
      {!viewer && community.registrations === 'approval' && props.ahead ? <Ahead {...props.ahead} /> : null}
      <h2 class="feed-title">{w.latest}</h2>
      <PostList statuses={props.statuses} empty={w.noPosts} label={w.latest} />
      {props.statuses.length ? <p class="feed-more"><a href="/public/local">{w.allPosts}</a></p> : null}
    </>
  )
}

/** "5 hours", "a day". */
function useWait(wait: KnownWait | undefined): string | null {
  const { w: { landing: w }, f } = usePage()
  return wait && wait !== 'new' ? w.wait[wait.unit](f.number(wait.n), wait.n === 1) : null
}

/** Who may come in, how, and what to do while nobody may. */
function Joining({ friends, ahead, message }: LandingProps) {
  const { page: { community }, w: { landing: w } } = usePage()
  const usually = useWait(ahead?.wait)
  const closed = community.registrations === 'closed'
  const leads = { open: w.openLead, approval: usually ? w.approvalUsually(usually) : ahead?.wait === 'new' ? w.approvalNew : w.approvalLead, invited: w.invitedLead, closed: message || w.closedLead }
  return (
    <>
      <p dir="auto">{leads[community.registrations]}</p>
      {closed && friends?.length ? <><p>{w.friends}</p><FriendsList friends={friends} /></> : null}
      <p class="muted">{closed ? w.meanwhile : w.anywhere}</p>
      <JoinButtons />
    </>
  )
}

/** The way of an application, before it is begun. */
function Ahead({ questions, mail, wait }: AheadOfApplicants) {
  const { w: { landing: w }, f } = usePage()
  const usually = useWait(wait)
  const steps = [
    questions > 0 ? w.nextAnswer(f.number(questions), questions === 1) : w.nextApply, ...mail ? [w.nextConfirm] : [],
    usually ? w.nextReadUsually(usually) : wait === 'new' ? w.nextReadNew : w.nextRead, mail ? w.nextMail : w.nextPage,
  ]
  return <section class="card door-card"><h2>{w.nextTitle}</h2><ol class="rules">{steps.map(step => <li>{step}</li>)}</ol></section>
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

function People({ title, people, more }: { title: string; people: Account[]; more?: string }) {
  const { page: { community }, w: { landing: w } } = usePage()
  if (!people.length) return null
  return (
    <section class="card">
      <h2>{title}</h2>
      {people.map(account => <PersonLine account={account} domain={community.domain} />)}
      {more ? <p><a href={more}>{w.allPeople}</a></p> : null}
    </section>
  )
}

function LandingSide({ rules, staff = [], people = [] }: LandingProps) {
  const { w: { landing: w } } = usePage()
  return (
    <>
      {rules.length ? <section class="card"><h2>{w.rules}</h2><RulesList rules={rules} /></section> : null}
      <People title={w.contact} people={staff} />
      <People title={w.people} people={people} more="/directory" />
      <AppCard />
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
