// Who somebody is: banner, picture, name, handle, words about themselves, checked links, counts.
import type { ComponentChildren } from 'preact'
import type { Account, ProfileField } from '../props/entities.ts'
import { emojiHtml } from './emoji.tsx'
import { hostOf, Named, OutLink, profilePath, webAddress } from './link.tsx'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { usePage } from './page-context.tsx'
import { Avatar, Handle, Name } from './person.tsx'

export interface ProfileHeaderProps {
  account: Account
  /** What the reader can do, such as a button to follow. */
  act?: ComponentChildren
  /** How the reader stands to them, beside what else is said in a word. */
  relation?: ComponentChildren
  /** What concerns the reader alone: whom both know, a note. */
  aside?: ComponentChildren
}

export function ProfileHeader({ account, act, relation, aside }: ProfileHeaderProps) {
  const { page } = usePage()
  const banner = webAddress(account.header_static || account.header)
  return (
    <header class="profile">
      {banner && !banner.endsWith('/missing.png')
        ? <img class="banner" src={banner} alt="" width="600" height="110" decoding="async" />
        : <div class="banner" />}
      <div class="profile-text">
        <div class="profile-names">
          <Avatar account={account} size={72} />
          <h1 tabindex={-1}><Name account={account} /></h1>
          <p><Handle acct={account.acct} domain={page.community.domain} /></p>
        </div>
        <Badges account={account} relation={relation} />
        {act}
        <Standing account={account} />
        {account.note ? <div class="bio" dir="auto" dangerouslySetInnerHTML={{ __html: emojiHtml(account.note, account.emojis) }} /> : null}
        {aside}
        <Counts account={account} />
        <More account={account} />
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

function Badges({ account, relation }: { account: Account; relation?: ComponentChildren }) {
  const { w } = usePage()
  if (!account.bot && !account.locked && !relation) return null
  return (
    <p class="badges">
      {account.bot ? <span class="badge"><Icon name="bot" />{w.profile.bot}</span> : null}
      {account.locked ? <span class="badge"><Icon name="lock" />{w.profile.locked}</span> : null}
      {relation}
    </p>
  )
}

/** One checked link in sight, everything else (and the rest of the words, by style sheet) a step away. */
function More({ account }: { account: Account }) {
  const { w, f } = usePage()
  const fields = account.fields ?? []
  const checked = fields.find(field => field.verified_at)
  return (
    <div class="about">
      {checked ? <p class="verified"><Value field={checked} account={account} /></p> : null}
      <details>
        <summary class="muted"><span class="toggle-show">{w.profile.more}</span><span class="toggle-hide">{w.profile.less}</span></summary>
        {fields.length ? <dl class="fields">{fields.map(field => <Row field={field} account={account} />)}</dl> : null}
        <p class="muted">{w.profile.since(f.date(account.created_at))}</p>
      </details>
    </div>
  )
}

function Row({ field, account }: { field: ProfileField; account: Account }) {
  return (
    <div class={field.verified_at ? 'verified' : undefined}>
      <dt dir="auto">{field.name}</dt>
      <dd dir="auto"><Value field={field} account={account} /></dd>
    </div>
  )
}

function Value({ field, account }: { field: ProfileField; account: Account }) {
  const { w } = usePage()
  return (
    <>
      {field.verified_at ? <><Icon name="check" /><span class="hidden">{w.profile.verified}: </span></> : null}
      <span dangerouslySetInnerHTML={{ __html: emojiHtml(field.value, account.emojis) }} />
    </>
  )
}

function Counts({ account }: { account: Account }) {
  const { w: { profile }, f } = usePage()
  const path = profilePath(account.acct)
  return (
    <ul class="counts">
      <li><bdi>{f.compact(account.statuses_count)}</bdi> {profile.counts.posts(account.statuses_count === 1)}</li>
      {account.hide_collections ? null : <li><a href={`${path}/following`}><bdi>{f.compact(account.following_count)}</bdi> {profile.counts.following}</a></li>}
      {account.hide_collections ? null : <li><a href={`${path}/followers`}><bdi>{f.compact(account.followers_count)}</bdi> {profile.counts.followers(account.followers_count === 1)}</a></li>}
    </ul>
  )
}
