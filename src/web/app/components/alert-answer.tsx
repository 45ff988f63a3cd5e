// What can be answered in an alert itself: a follow request is let in or declined, a new follower followed back.
import type { Account } from '../../props/entities.ts'
import { acceptFollower, declineFollower } from '../actions/requests.ts'
import { memberWords } from '../member-words.ts'
import { relationshipOf } from '../store/accounts.ts'
import { alertRows } from '../store/alert-rows.ts'
import type { Alert } from '../store/alerts.ts'
import { FollowButton } from './person-row.tsx'
import { requestRows } from '../store/people-rows.ts'

export function AlertAnswer({ alert: { key, types: [type], count }, people: [first] }: { alert: Alert; people: readonly Account[] }) {
  const wants = first !== undefined && (type === 'follow_request' || type === 'follow' && count === 1)
  if (!wants) return null
  if (type === 'follow') return relationshipOf(first.id)?.following ? null : <p class="alert-acts"><FollowButton account={first} /></p>
  return <RequestAnswer account={first} hide={() => takeBoth(key, first)} />
}

/** From the alerts and from the list of requests. */
function takeBoth(key: string, account: Account): () => void {
  const back = [alertRows('all').take(key), requestRows.take(account.id)]
  return () => back.forEach((put) => put())
}

/** The two buttons of a request. */
export function RequestAnswer({ account, hide }: { account: Account; hide: () => () => void }) {
  const { alerts: w } = memberWords
  const handle = `@${account.acct}`
  return (
    <p class="alert-acts">
      <button type="button" class="button button-primary small" aria-label={w.acceptOf(handle)} onClick={() => void acceptFollower(account, hide)}>{w.accept}</button>
      <button type="button" class="button button-plain small" aria-label={w.rejectOf(handle)} onClick={() => declineFollower(account, hide)}>{w.reject}</button>
    </p>
  )
}
