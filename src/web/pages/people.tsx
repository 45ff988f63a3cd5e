// Lists of people that belong to a person or a post: followers, whom they follow, who boosted, who favourited.
import { renderDocument } from '../components/document.tsx'
import { hostOf, Link, Named, OutLink, webAddress } from '../components/link.tsx'
import { PeopleList, PeoplePaging } from '../components/people-list.tsx'
import { usePage } from '../components/page-context.tsx'
import { plainName } from '../components/person.tsx'
import { CommunityCard } from '../components/site-frame.tsx'
import type { PeopleProps } from '../props/visiting.ts'

/** GET /@name/followers, /@name/following, /@name/ID/reblogs, /@name/ID/favourites. */
export function peoplePage(props: PeopleProps): string {
  return renderDocument(props.page, ({ w }) => ({
    head: { title: w.visiting.people[props.kind](plainName(props.of)).join(''), path: props.path, noindex: true },
    layout: 'feed', main: <People {...props} />, side: <CommunityCard />,
  }))
}

function People({ kind, of, people, paging, hidden, backPath }: PeopleProps) {
  const { w: { visiting: { people: w } } } = usePage()
  const name = plainName(of)
  const ofPost = kind === 'reblogs' || kind === 'favourites'
  const remoteHost = of.acct.includes('@') ? hostOf(of.url) : ''
  return (
    <>
      <div class="page-title">
        <h1><Named parts={w[kind](name)} /></h1>
        <p class="muted">{ofPost ? <Link href={backPath}>{w.back}</Link> : <Named parts={w.toProfile(name)} href={webAddress(backPath) ?? '/'} />} · {w.order}</p>
      </div>
      {hidden
        ? <p class="empty"><Named parts={w.hidden(name)} /></p>
        : <PeopleList people={people} empty={w.none[kind]} />}
      {remoteHost && !hidden ? <p class="muted thread-note"><OutLink href={of.url}>{w.elsewhere(remoteHost)}</OutLink></p> : null}
      <PeoplePaging paging={paging} />
    </>
  )
}
