// /@name/followers and /following, and /relationships for one's own: people who belong to somebody.
import { useEffect, useMemo } from 'preact/hooks'
import type { Account } from '../../props/entities.ts'
import { hostOf, OutLink, profilePath } from '../../components/link.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import { FeedLoading } from '../components/feed.tsx'
import { PersonRows } from '../people/person-rows.tsx'
import { preparePerson } from '../people/profile-frame.tsx'
import { setTitle } from '../page.ts'
import { arrival } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { start } from '../start.ts'
import { accountCalled, peopleAt, type PeopleList } from '../store/people.ts'

type Side = 'followers' | 'following'

export async function prepare({ params: { acct = start.me.acct } }: ScreenProps): Promise<void> {
  await preparePerson(acct)
}

export function Screen({ params: { acct = start.me.acct }, query }: ScreenProps) {
  const { w: { people: { state, lists: w } } } = usePage()
  const path = arrival.value?.path ?? ''
  const own = path === '/relationships'
  const side: Side = (own ? query.get('show') === 'following' : path.endsWith('/following')) ? 'following' : 'followers'
  const account = accountCalled(acct)
  if (!account) return <><ScreenBar title={<bdi>{`@${acct}`}</bdi>} /><p class="empty">{state.missing}</p></>
  const name = plainName(account)
  return (
    <>
      <ScreenBar title={own ? w.relationships : <bdi>{side === 'followers' ? w.followersOf(name) : w.followingOf(name)}</bdi>} note={w.relationshipsNote} />
      <Sides account={account} side={side} own={own} />
      <People key={`${account.id} ${side}`} account={account} side={side} />
    </>
  )
}

function Sides({ account, side, own }: { account: Account; side: Side; own: boolean }) {
  const { w: { people: { lists: w }, profile }, f } = usePage()
  const path = profilePath(account.acct)
  const lines = [['followers', w.followers, account.followers_count], ['following', w.following, account.following_count]] as const
  useEffect(() => setTitle(own ? w.relationships : side === 'followers' ? w.followersOf(plainName(account)) : w.followingOf(plainName(account))), [account.id, side, own])
  return (
    <nav class="tabs" aria-label={profile.tabsLabel}>{lines.map(([name, label, count]) => (
      <a key={name} href={own ? `/relationships?show=${name}` : `${path}/${name}`} aria-current={name === side ? 'page' : undefined}>{label} <bdi>{f.compact(count)}</bdi></a>
    ))}</nav>
  )
}

function People({ account, side }: { account: Account; side: Side }) {
  const { w: { people: { lists: w } } } = usePage()
  const own = account.id === start.me.id
  const list = useMemo(() => peopleAt(`/api/v1/accounts/${account.id}/${side}`, arrival.peek()?.returned ?? false), [account.id, side])
  const hidden = !own && Boolean(account.hide_collections)
  useEffect(() => { if (!hidden && !list.people.peek().length) void list.load() }, [list, hidden])
  if (hidden) return <p class="empty">{w.hidden(plainName(account))}</p>
  const host = account.acct.includes('@') ? hostOf(account.url) : ''
  const people = list.people.value
  if (!people.length && list.state.value === 'loading') return <FeedLoading />
  if (!people.length && list.state.value === 'end') return <p class="empty">{own ? side === 'followers' ? w.nobodyOwn : w.nobodyFollowed : w.nobody}</p>
  return (
    <>
      <PersonRows people={people} {...own && side === 'followers' ? { onRemoved: list.remove } : {}} />
      <End list={list} />
      {host ? <p class="muted thread-note"><OutLink href={account.url}>{w.partly(host)}</OutLink></p> : null}
    </>
  )
}

function End({ list }: { list: PeopleList }) {
  const { w: { people: { lists: w }, app } } = usePage()
  const state = list.state.value
  if (state === 'end') return <div class="feed-end"><p>{w.end}</p></div>
  return <div class="feed-end"><button type="button" class="button button-plain" disabled={state === 'loading'} onClick={() => void list.load()}>{state === 'failed' ? app.feed.retry : state === 'loading' ? app.feed.loading : w.more}</button></div>
}
