// A person in a list, with what can be done about them at the end of the line.
import type { ComponentChildren } from 'preact'
import { plainText } from '../../components/emoji.tsx'
import { profilePath } from '../../components/link.tsx'
import { usePage } from '../../components/page-context.tsx'
import { Avatar, Handle, Name, plainName } from '../../components/person.tsx'
import type { Account } from '../../props/entities.ts'
import { follow, unfollow } from '../actions/people.ts'
import { start } from '../start.ts'
import { relationshipOf } from '../store/accounts.ts'
import { Row, type RowPlace } from './row-feed.tsx'

export interface PersonRowProps { account: Account; place: RowPlace; note?: ComponentChildren; bio?: boolean; children?: ComponentChildren }

export function PersonRow({ account, place, note, bio, children }: PersonRowProps) {
  const { page } = usePage()
  return (
    <Row id={account.id} name={plainName(account)} place={place}>
      <a class="person" data-open href={profilePath(account.acct)}>
        <Avatar account={account} size={44} />
        <span class="person-names">
          <Name account={account} /><Handle acct={account.acct} domain={page.community.domain} />
          {note ? <span class="muted">{note}</span> : null}
          {bio && account.note ? <span class="muted person-bio" dir="auto">{plainText(account.note, 140)}</span> : null}
        </span>
      </a>
      {children}
    </Row>
  )
}

/** Follow, or what has become of it; nothing for oneself. */
export function FollowButton({ account }: { account: Account }) {
  const { w: { app } } = usePage()
  const relation = relationshipOf(account.id)
  if (account.id === start.me.id || relation?.blocking) return null
  const on = Boolean(relation?.following || relation?.requested)
  const text = relation?.requested ? app.people.requested : on ? app.people.following : app.tag.follow
  const act = (): void => void (on ? unfollow(account) : follow(account))
  return (
    <button type="button" class={`button small ${on ? 'button-plain' : 'button-primary'}`} aria-pressed={on} aria-label={`${text} @${account.acct}`} onClick={act}>{text}</button>
  )
}
