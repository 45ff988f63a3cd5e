// People one under another, each with a line about them, and the way to more of them.
import type { Account } from '../props/entities.ts'
import type { Paging } from '../props/page.ts'
import { plainText } from './emoji.tsx'
import { Icon } from './icon.tsx'
import { profilePath, webAddress } from './link.tsx'
import { usePage } from './page-context.tsx'
import { Avatar, Handle, Name } from './person.tsx'

/** A sentence when there is nobody. */
export function PeopleList({ people, empty }: { people: Account[]; empty: string }) {
  const { page } = usePage()
  if (!people.length) return <p class="empty">{empty}</p>
  return (
    <ul class="feed people">{people.map(account => (
      <li>
        <a class="person" href={profilePath(account.acct)}>
          <Avatar account={account} size={44} />
          <span class="person-names"><Name account={account} /><Handle acct={account.acct} domain={page.community.domain} /></span>
        </a>
        {account.note ? <p class="person-note muted" dir="auto">{plainText(account.note, 140)}</p> : null}
      </li>
    ))}</ul>
  )
}

/** Earlier and later in the list. */
export function PeoplePaging({ paging }: { paging: Paging }) {
  const { w: { visiting: { people: w } } } = usePage()
  const [newer, older] = [webAddress(paging.newer), webAddress(paging.older)]
  if (!newer && !older) return null
  return (
    <nav class="paging" aria-label={w.peoplePages}>
      {newer ? <a class="button button-plain" rel="prev" href={newer}><Icon name="previous" class="turns" />{w.newerPeople}</a> : null}
      {older ? <a class="button button-plain older" rel="next" href={older}>{w.olderPeople}<Icon name="next" class="turns" /></a> : null}
    </nav>
  )
}
