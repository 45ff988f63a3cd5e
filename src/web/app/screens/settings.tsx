// /settings: everything a member can set, in lines that say what is behind them.
import { PersonLine } from '../../components/person.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { start } from '../start.ts'
import { accountOf } from '../store/accounts.ts'

type Line = [href: string, label: string, hint?: string]

export function Screen() {
  const { page, w: { ownSettings: { title, index: w } } } = usePage()
  const groups: [string, Line[]][] = [
    [w.you, [['/settings/profile', w.profile, w.profileHint], ['/settings/preferences', w.preferences, w.preferencesHint], ['/relationships', w.relationships], ['/follow_requests', w.requests], ['/followed_tags', w.tags], ['/invites', w.invites]]],
    [w.hidden, [['/filters', w.filters, w.filtersHint], ['/mutes', w.people], ['/blocks', w.blocks], ['/domain_blocks', w.servers]]],
    [w.access, [['/auth/edit', w.account, w.accountHint], ['/auth/edit/second-factor', w.security, w.securityHint], ['/auth/edit/sessions', w.sessions], ['/auth/edit/apps', w.apps], ['/settings/old-posts', w.oldPosts, w.oldPostsHint], ['/settings/migration', w.migration, w.migrationHint], ['/keyboard-shortcuts', w.keys]]],
  ]
  return (
    <>
      <ScreenBar title={title} />
      <div class="settings-page">
        <PersonLine account={accountOf(start.me.id) ?? start.me} domain={page.community.domain} />
        {groups.map(([name, lines]) => (
          <section key={name}><h2>{name}</h2>
            <ul class="settings card">{lines.map(([href, label, hint]) => <li key={href}><a href={href}>{label}</a>{hint ? <span class="muted">{hint}</span> : null}</li>)}</ul>
          </section>
        ))}
        <form method="post" action="/auth/sign_out"><input type="hidden" name="csrf" value={start.csrf} /><button class="button button-plain" type="submit">{w.signOut}</button></form>
      </div>
    </>
  )
}
