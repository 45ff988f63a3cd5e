// /start: the first evening. People to follow, and what else makes a home.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import type { Account } from '../../props/entities.ts'
import { get } from '../api.ts'
import { FeedLoading } from '../components/feed.tsx'
import { PersonRows } from '../people/person-rows.tsx'
import { start } from '../start.ts'
import { loadRelationships, rememberAccount } from '../store/accounts.ts'

async function peopleToFollow(): Promise<Account[]> {
  const [suggested, local] = await Promise.all([
    get<{ account: Account }[]>('/api/v2/suggestions', { limit: 20 }), get<Account[]>('/api/v1/directory', { local: true, limit: 20, order: 'active' }),
  ])
  const people = new Map([...suggested.map((one) => one.account), ...local].map((account) => [account.id, account]))
  people.delete(start.me.id)
  people.forEach(rememberAccount)
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
        : <PersonRows people={people.value} />}
      <p class="steps-page"><a class="button button-primary" href="/home">{w.done}</a></p>
    </>
  )
}
