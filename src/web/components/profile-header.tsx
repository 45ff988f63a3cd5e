// Who somebody is: banner, picture, name, handle, words about themselves, checked links, counts.
import type { Account, ProfileField } from '../props/entities.ts'
import { emojiHtml } from './emoji.tsx'
import { hostOf, Named, OutLink, profilePath, webAddress } from './link.tsx'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { usePage } from './page-context.tsx'
import { Avatar, Handle, Name } from './person.tsx'

export function ProfileHeader({ account }: { account: Account }) {
  const { page, w, f } = usePage()
  const banner = webAddress(account.header_static || account.header)
  return (
    <header class="profile">
      {banner && !banner.endsWith('/missing.png')
        ? <img class="banner" src={banner} alt="" width="600" height="110" decoding="async" />
        : <div class="banner" />}
      <div class="profile-text">
        <Avatar account={account} size={72} />
        <h1><Name account={account} /></h1>
        <p class="profile-handle">
          <Handle acct={account.acct} domain={page.community.domain} />
          {account.bot ? <span class="badge"><Icon name="bot" />{w.profile.bot}</span> : null}
          {account.locked ? <span class="badge"><Icon name="lock" />{w.profile.locked}</span> : null}
        </p>
        <Standing account={account} />
        {account.note ? <div class="bio" dir="auto" dangerouslySetInnerHTML={{ __html: emojiHtml(account.note, account.emojis) }} /> : null}
        <Fields account={account} />
        <Counts account={account} />
        <p class="muted">{w.profile.since(f.date(account.created_at))}</p>
      </div>
    </header>
  )
}

/** What a reader must know before reading on. */
function Standing({ account }: { account: Account }) {
  const { w } = usePage()
  if (account.suspended) return <Notice kind="warn">{w.profile.suspended}</Notice>
  if (account.memorial) return <Notice kind="info">{w.profile.memorial}</Notice>
  if (account.moved) return <Notice kind="info"><Named parts={w.profile.moved(`@${account.moved.acct}`)} href={profilePath(account.moved.acct)} /></Notice>
  if (account.limited) return <Notice kind="warn">{w.profile.limited}</Notice>
  if (account.acct.includes('@')) {
    return <p class="muted"><OutLink href={account.url}>{w.profile.remote(hostOf(account.url) || account.acct.split('@')[1] || '')}</OutLink></p>
  }
  return null
}

function Fields({ account }: { account: Account }) {
  if (!account.fields?.length) return null
  return <dl class="fields">{account.fields.map(field => <Row field={field} account={account} />)}</dl>
}

function Row({ field, account }: { field: ProfileField; account: Account }) {
  const { w } = usePage()
  return (
    <div class={field.verified_at ? 'verified' : undefined}>
      <dt dir="auto">{field.name}</dt>
      <dd dir="auto">
        {field.verified_at ? <><Icon name="check" /><span class="hidden">{w.profile.verified}: </span></> : null}
        <span dangerouslySetInnerHTML={{ __html: emojiHtml(field.value, account.emojis) }} />
      </dd>
    </div>
  )
}

function Counts({ account }: { account: Account }) {
  const { w: { profile }, f } = usePage()
  return (
    <ul class="counts">
      <li><bdi>{f.compact(account.statuses_count)}</bdi> {profile.counts.posts(account.statuses_count === 1)}</li>
      {account.hide_collections ? null : <li><bdi>{f.compact(account.following_count)}</bdi> {profile.counts.following}</li>}
      {account.hide_collections ? null : <li><bdi>{f.compact(account.followers_count)}</bdi> {profile.counts.followers(account.followers_count === 1)}</li>}
    </ul>
  )
}
