// /@name, /with_replies, /media, /tagged/TAG: what somebody wrote, as their follower, themselves or a stranger sees it.
import { useEffect } from 'preact/hooks'
import type { Account, Status } from '../../props/entities.ts'
import { hostOf, Named, OutLink } from '../../components/link.tsx'
import { MediaWall } from '../../components/media-wall.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import { Feed, FeedLoading, OlderPosts } from '../components/feed.tsx'
import { LiveCard } from '../components/live-card.tsx'
import { openTab, pinsOf, type PostTab, postsOf, tabIn } from '../people/profile-lists.ts'
import { preparePerson, ProfileFrame } from '../people/profile-frame.tsx'
import { arrival } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { start } from '../start.ts'
import { listen } from '../stream.ts'
import type { PagedList } from '../store/list.ts'
import { statusOf } from '../store/statuses.ts'

export async function prepare({ params: { acct = '', tag } }: ScreenProps): Promise<void> {
  const account = await preparePerson(acct)
  if (account) await openTab(account, tabIn(location.pathname), tag)
}

export function Screen({ params: { acct = '', tag }, query }: ScreenProps) {
  const tab = tabIn(arrival.value?.path ?? '')
  return (
    <ProfileFrame acct={acct} tab={tag === undefined ? tab : null} query={query}>
      {(account) => <Posts key={`${account.id} ${tab}`} account={account} tab={tab} {...tag === undefined ? {} : { tag }} />}
    </ProfileFrame>
  )
}

const belongs = (status: Status, account: Account, tab: PostTab): boolean =>
  status.account.id === account.id && (tab === 'with_replies' || tab === 'media' ? status.media_attachments.length > 0 || tab === 'with_replies' : !status.in_reply_to_id || status.in_reply_to_account_id === account.id)

function Posts({ account, tab, tag }: { account: Account; tab: PostTab; tag?: string }) {
  const { w: { profile, people: { state: w } } } = usePage()
  const list = postsOf(account, tab, tag)
  const own = account.id === start.me.id
  useEffect(() => {
    void openTab(account, tab, tag)
    if (tag !== undefined) return
    return listen({ stream: 'user' }, (event, payload) => {
      const status = payload as Status
      if (event === 'update' && belongs(status, account, tab)) list.arrived(status, true)
    })
  }, [account.id, tab, tag])
  const empty = tag !== undefined ? <p>{w.noTagged}</p> : own ? <><p>{w.emptyOwn}</p><p><a class="button button-primary" href="/publish">{w.write}</a></p></> : <p>{w.empty}</p>
  return (
    <>
      {tag === undefined ? null : <h2 class="feed-title"><Named parts={profile.tagged(`#${tag}`)} /></h2>}
      {tab === 'posts' && tag === undefined ? <Pinned id={account.id} /> : null}
      {tab === 'media' ? <Media list={list} /> : <Feed list={list} label={w.order} empty={pinsOf(account.id).value?.length && tab === 'posts' ? null : empty} />}
      <Elsewhere account={account} list={list} />
    </>
  )
}

function Pinned({ id }: { id: string }) {
  const { w: { people: { state: w } } } = usePage()
  const pins = pinsOf(id).value ?? []
  if (!pins.length) return null
  return <section class="feed pinned" aria-label={w.pinned}><h2 class="section-label">{w.pinned}</h2>{pins.map((one) => <LiveCard key={one} id={one} />)}</section>
}

function Media({ list }: { list: PagedList }) {
  if (list.state.value !== 'ready') return <FeedLoading />
  const statuses = list.entries.value.map((entry) => statusOf(entry.id)).filter((one) => one !== null)
  return <><MediaWall statuses={statuses} />{statuses.length ? <OlderPosts list={list} /> : null}</>
}

/** Where the rest of what somebody elsewhere wrote can be read. */
function Elsewhere({ account, list }: { account: Account; list: PagedList }) {
  const { w: { visiting } } = usePage()
  const host = account.acct.includes('@') ? hostOf(account.url) : ''
  if (!host || list.older.value !== 'end' || list.state.value !== 'ready' || list.entries.value.length >= account.statuses_count) return null
  const [before, name, after] = visiting.missing(plainName(account), host)
  return <p class="muted thread-note">{before}<OutLink href={account.url}><bdi>{name}</bdi></OutLink>{after}</p>
}
