// What every tab of a profile has: who it is, how the reader stands to them, the tabs, and what is said instead of posts.
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { Account } from '../../props/entities.ts'
import { hostOf } from '../../components/link.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import { ProfileHeader } from '../../components/profile-header.tsx'
import { type ProfileTab, ProfileTabs } from '../../components/profile-tabs.tsx'
import { FeedLoading } from '../components/feed.tsx'
import { setTitle } from '../page.ts'
import { navigate } from '../router.ts'
import { start } from '../start.ts'
import { relationshipOf } from '../store/accounts.ts'
import { accountCalled, findPerson, personCalled, renewRelationship } from '../store/people.ts'
import { PersonMenu } from './person-menu.tsx'
import { PrimaryAct } from './primary-act.tsx'
import { ForReader, Relation } from './relation.tsx'
import { ReportDialog } from './report-dialog.tsx'

/** Has the person there, and how the reader stands to them; null if there is nobody (yet). */
export async function preparePerson(acct: string): Promise<Account | null> {
  const finding = findPerson(acct)
  if (!accountCalled(acct)) await finding
  const account = accountCalled(acct)
  if (!account) return null
  const asking = renewRelationship(account.id).catch(() => {})
  if (!relationshipOf(account.id)) await asking
  return account
}

export interface ProfileFrameProps {
  acct: string
  tab: ProfileTab | null
  query: URLSearchParams
  children: (account: Account) => ComponentChildren
}

export function ProfileFrame({ acct, tab, query, children }: ProfileFrameProps) {
  const account = accountCalled(acct)
  const { w, page } = usePage()
  const title = account ? w.profile.title(plainName(account), `@${account.acct.includes('@') ? account.acct : `${account.acct}@${page.community.domain}`}`) : null
  useEffect(() => { if (title) setTitle(title) }, [title])
  if (!account) return <Nobody acct={acct} />
  return <Known account={account} tab={tab} query={query}>{children(account)}</Known>
}

function Known({ account, tab, query, children }: { account: Account; tab: ProfileTab | null; query: URLSearchParams; children: ComponentChildren }) {
  const cause = query.get('report')
  const reporting = useSignal(cause !== null)
  useEffect(() => { if (cause !== null) reporting.value = true }, [cause])
  const closeReport = (): void => {
    reporting.value = false
    if (cause !== null) navigate(location.pathname, { replace: true })
  }
  return (
    <>
      <ProfileHeader account={account} relation={<Relation account={account} />} aside={<ForReader account={account} />}
        act={<div class="profile-act profile-acts"><PrimaryAct account={account} /><PersonMenu account={account} onReport={() => { reporting.value = true }} /></div>} />
      {account.suspended ? null : <><ProfileTabs account={account} tab={tab} /><Uncovered account={account}>{children}</Uncovered></>}
      {reporting.value ? <ReportDialog account={account} statusId={cause} onClose={closeReport} /> : null}
    </>
  )
}

/** Posts, unless something stands between them and the reader. */
function Uncovered({ account, children }: { account: Account; children: ComponentChildren }) {
  const { w: { people: { state: w } } } = usePage()
  const relation = relationshipOf(account.id)
  const asked = useSignal(false)
  if (account.id === start.me.id || asked.value) return <>{children}</>
  if (relation?.blocked_by) return <p class="empty">{w.blockedBy}</p>
  if (relation?.blocking) return <p class="empty">{w.blocked}</p>
  if (relation?.domain_blocking) return <p class="empty">{w.serverHidden(hostOf(account.url))}</p>
  if (account.limited && !relation?.following) {
    return <div class="empty"><p>{w.limited}</p><p><button type="button" class="button button-plain" onClick={() => { asked.value = true }}>{w.show}</button></p></div>
  }
  return <>{children}</>
}

function Nobody({ acct }: { acct: string }) {
  const { w: { people: { state: w }, app } } = usePage()
  const found = personCalled(acct)
  const host = acct.split('@')[1]
  return (
    <>
      <ScreenBar title={<bdi>{`@${acct}`}</bdi>} />
      {found === 'asking' ? <><p class="empty" role="status">{w.looking(host ?? '')}</p><FeedLoading /></>
        : found === 'nobody' ? <p class="empty" role="status">{host ? w.notFound(`@${acct}`) : w.missing}</p>
        : <div class="empty" role="alert"><p>{w.failed}</p><p><button type="button" class="button button-plain" onClick={() => void findPerson(acct)}>{app.feed.retry}</button></p></div>}
    </>
  )
}
