// /notifications/requests: people whose alerts the member's policy keeps aside, to be let through or put away.
import { useEffect } from 'preact/hooks'
import { plainText } from '../../components/emoji.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import type { Account, Status } from '../../props/entities.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { post } from '../api.ts'
import { AlertTabs } from '../components/alert-tabs.tsx'
import { PersonRow } from '../components/person-row.tsx'
import { RowFeed, type RowPlace } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { loadPolicy } from '../store/alert-policy.ts'
import { rememberAccount } from '../store/accounts.ts'
import { rowsOf } from '../store/rows.ts'
import { rememberStatus } from '../store/statuses.ts'

/** https://docs.joinmastodon.org/entities/NotificationRequest/ */
interface KeptPerson { id: string; notifications_count: string; account: Account; last_status?: Status }

const rows = rowsOf<KeptPerson>({
  key: 'requests', path: '/api/v1/notifications/requests', idOf: (one) => one.id, read: (body) => (body as KeptPerson[]).map((one) => {
    rememberAccount(one.account)
    if (one.last_status) rememberStatus(one.last_status)
    return one
  }),
})

export const prepare = (): Promise<void> => rows.renew()

export function Screen() {
  const { requests: w } = memberWords
  useEffect(() => { void loadPolicy().catch(() => {}) }, [])
  return (
    <>
      <ScreenBar title={w.title} note={w.lead} />
      <AlertTabs current="requests" />
      <p class="lead-line">{w.lead} <a href="/follow_requests">{memberWords.relations.requests.title}</a></p>
      <RowFeed rows={rows} label={w.title} empty={<p>{w.empty}</p>} draw={(one: KeptPerson, place) => <Kept one={one} place={place} />} />
    </>
  )
}

async function letThrough({ id, account }: KeptPerson): Promise<void> {
  const back = rows.take(id)
  try {
    await post(`/api/v1/notifications/requests/${id}/accept`)
    toast({ text: memberWords.requests.accepted(`@${account.acct}`) })
    await loadPolicy()
  } catch (error) {
    back()
    reportFailure(error)
  }
}

function putAway({ id, account }: KeptPerson): void {
  const back = rows.take(id)
  toast({
    text: memberWords.requests.dismissed(`@${account.acct}`), undo: back,
    elapsed: () => void post(`/api/v1/notifications/requests/${id}/dismiss`).catch((error: unknown) => { back(); reportFailure(error) }),
  })
}

function Kept({ one, place }: { one: KeptPerson; place: RowPlace }) {
  const { f } = usePage()
  const { requests: w } = memberWords
  const count = Number(one.notifications_count)
  const handle = `@${one.account.acct}`
  const text = one.last_status ? one.last_status.spoiler_text || plainText(one.last_status.content, 140) : ''
  return (
    <PersonRow account={one.account} place={place} note={<>{w.count(f.number(count), count === 1)}{text ? <>: <bdi>{text}</bdi></> : null}</>}>
      <span class="row-acts">
        <button type="button" class="button button-primary small" aria-label={w.acceptOf(handle)} onClick={() => void letThrough(one)}>{w.accept}</button>
        <button type="button" class="button button-plain small" aria-label={w.dismissOf(handle)} onClick={() => putAway(one)}>{w.dismiss}</button>
      </span>
    </PersonRow>
  )
}
