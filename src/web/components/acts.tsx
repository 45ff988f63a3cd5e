// What a reader can do with a post or a person on a page without script: each a link to a page that asks where their
// account is, or, for members, that does it.
import type { Account, Status } from '../props/entities.ts'
import type { Act } from '../props/visiting.ts'
import { Icon, type IconName } from './icon.tsx'
import { usePage } from './page-context.tsx'

const icons: Partial<Record<Act, IconName>> = { reply: 'reply', reblog: 'boost', favourite: 'star' }

/** Where an act begins. */
function pathOf(act: Act, { account, status }: { account?: Account; status?: Status }, member: boolean): string {
  const uri = status?.uri ?? account?.uri
  if (member && uri) return `/authorize_interaction?uri=${encodeURIComponent(uri)}`
  return status ? `/interact?post=${status.id}&act=${act}` : `/interact?person=${account?.id ?? ''}`
}

/** Reply, Boost, Favourite under the opened post; only Reply and Favourite where boosting is not for everybody. */
export function PostActs({ status }: { status: Status }) {
  const { w: { visiting: { acts: w } }, page } = usePage()
  const open = status.visibility === 'public' || status.visibility === 'unlisted'
  const acts: Act[] = open ? ['reply', 'reblog', 'favourite'] : ['reply', 'favourite']
  return (
    <ul class="acts" aria-label={w.label}>{acts.map(act => (
      <li><a class="act" rel="nofollow" href={pathOf(act, { status }, Boolean(page.viewer))}><Icon name={icons[act] ?? 'reply'} />{w[act]}</a></li>
    ))}</ul>
  )
}

/** The profile's one button; none on one's own. */
export function FollowAct({ account }: { account: Account }) {
  const { w: { visiting: { acts: w } }, page } = usePage()
  if (account.suspended || account.moved || page.viewer?.acct === account.acct) return null
  return <a class="button button-primary profile-act" rel="nofollow" href={pathOf('follow', { account }, Boolean(page.viewer))}>{w.follow}</a>
}
