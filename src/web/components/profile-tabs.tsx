// The tabs under a profile's header.
import type { Account } from '../props/entities.ts'
import { profilePath } from './link.tsx'
import { usePage } from './page-context.tsx'

const tabs = ['posts', 'with_replies', 'media', 'featured'] as const
export type ProfileTab = (typeof tabs)[number]

export function ProfileTabs({ account, tab }: { account: Account; tab: ProfileTab | null }) {
  const { w: { profile: w, visiting } } = usePage()
  const path = profilePath(account.acct)
  return (
    <nav class="tabs" aria-label={w.tabsLabel}>{tabs.map(name => (
      <a href={name === 'posts' ? path : `${path}/${name}`} aria-current={name === tab ? 'page' : undefined}>{name === 'featured' ? visiting.featured.tab : w.tabs[name]}</a>
    ))}</nav>
  )
}
