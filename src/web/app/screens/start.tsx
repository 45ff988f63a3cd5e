// /start: the first evening. People to follow, and what else makes a home.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { PersonLine } from '../../components/person.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import type { Account } from '../../props/entities.ts'
import { follow, unfollow } from '../actions/people.ts'
import { get } from '../api.ts'
import { FeedLoading } from '../components/feed.tsx'
import { start } from '../start.ts'
import { loadRelationships, relationshipOf } from '../store/accounts.ts'

async function peopleToFollow(): Promise<Account[]> {
  const [suggested, local] = await Promise.all([
    get<{ account: Account }[]>('/api/v2/suggestions', { limit: 20 }), get<Account[]>('/api/v1/directory', { local: true, limit: 20, order: 'active' }),
  ])
  const people = new Map([...suggested.map((one) => one.account), ...local].map((account) => [account.id, account]))
  people.delete(start.me.id)
  await loadRelationships([...people.keys()])
  return [...people.values()]
}

export function Screen() {
  const { w: { app: { start: w } } } = usePage()
  const people = useSignal<Account[] | null>(null)
  useEffect(() => { peopleToFollow().then((found) => { people.value = found }, () => { people.value = [] }) }, [])
  return (
    <>
      <ScreenBar title={w.title} />
      <div class="steps-page">
        <p>{w.lead}</p>
        <ol class="first-steps">
          <li><strong>{w.follow}</strong> {w.followHint}</li>
          <li><a href="/settings/profile">{w.profile}</a> {w.profileHint}</li>
          <li><a href="/publish">{w.write}</a> {w.writeHint}</li>
        </ol>
        <h2>{w.people}</h2>
      </div>
      {people.value === null ? <FeedLoading /> : people.value.length === 0 ? <p class="empty">{w.nobody}</p>
        : <ul class="people">{people.value.map((account) => <PersonToFollow key={account.id} account={account} />)}</ul>}
      <p class="steps-page"><a class="button button-primary" href="/home">{w.done}</a></p>
    </>
  )
}

function PersonToFollow({ account }: { account: Account }) {
  const { page, w: { app } } = usePage()
  const relation = relationshipOf(account.id)
  const on = relation?.following || relation?.requested
  const shown = relation?.requested ? app.people.requested : on ? app.people.following : app.tag.follow
  return (
    <li class="person-row">
      <PersonLine account={account} domain={page.community.domain} />
      <button type="button" class={`button small ${on ? 'button-plain' : 'button-primary'}`} aria-pressed={on ?? false} aria-label={`${shown} @${account.acct}`}
        onClick={() => void (on ? unfollow(account) : follow(account))}>{shown}</button>
    </li>
  )
}
