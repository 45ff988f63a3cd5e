// "More" under a post: what is rarer, or concerns its author.
import { hostOf, postPath, profilePath } from '../../components/link.tsx'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'
import { plainName } from '../../components/person.tsx'
import type { Status } from '../../props/entities.ts'
import { toggleMark } from '../actions/marks.ts'
import { block, follow, mute, unfollow } from '../actions/people.ts'
import { deletePost } from '../actions/post-acts.ts'
import { composer } from '../compose-link.ts'
import { w } from '../page.ts'
import { start } from '../start.ts'
import { loadRelationships, relationshipOf } from '../store/accounts.ts'
import { statusOf } from '../store/statuses.ts'
import { Menu, type MenuItem } from './menu.tsx'
import { toast } from './toast.tsx'

function copyLink(status: Status): void {
  const url = status.url ?? new URL(postPath(status), location.origin).href
  navigator.clipboard.writeText(url).then(() => toast({ text: w.app.done.copied }), () => toast({ text: w.app.failed.generic, kind: 'failed' }))
}

function ownItems(status: Status): MenuItem[] {
  const { actions } = w.app
  return [
    { label: actions.edit, run: () => composer.open({ edit: status.id }) },
    { label: actions.redraft, run: () => composer.open({ redraft: status.id }) },
    ...status.visibility === 'direct' ? [] : [{ label: status.pinned ? actions.unpin : actions.pin, run: () => toggleMark('pin', status.id) }],
    { label: actions.delete, danger: true, run: () => deletePost(status) },
  ]
}

function othersItems(status: Status): MenuItem[] {
  const { actions } = w.app
  const { account } = status
  const handle = `@${account.acct}`
  const relation = relationshipOf(account.id)
  return [
    { label: actions.mention(handle), run: () => composer.open({ mention: account.acct }) },
    relation?.following ? { label: actions.unfollow(handle), run: () => void unfollow(account) } : { label: actions.follow(handle), run: () => void follow(account) },
    { label: actions.mute(handle), run: () => void mute(account) },
    { label: actions.block(handle), danger: true, run: () => void block(account) },
    { label: actions.report(handle), href: `${profilePath(account.acct)}?report=${status.id}`, danger: true },
  ]
}

/** Everything one may do with a post that has no button of its own. */
function itemsFor(id: string, host: string): MenuItem[] {
  const status = statusOf(id)
  if (!status) return []
  const { actions } = w.app
  const remote = status.account.acct.includes('@') && status.url
  const own = status.account.id === start.me.id
  const concerned = own || status.mentions?.some((mention) => mention.id === start.me.id)
  return [
    { label: actions.open, href: postPath(status) },
    { label: actions.copyLink, run: () => copyLink(status) },
    ...remote ? [{ label: actions.original(host), href: status.url ?? '' }] : [],
    ...status.visibility === 'public' || status.visibility === 'unlisted' ? [{ label: actions.quote, run: () => composer.open({ quote: status.id }) }] : [],
    ...concerned ? [{ label: status.muted ? actions.unmuteThread : actions.muteThread, run: () => toggleMark('muteThread', status.id) }] : [],
    ...own ? ownItems(status) : othersItems(status),
  ]
}

/** The button and its menu; how one stands to the author is asked for on hover, before it is needed. */
export function PostMenu({ status }: { status: Status }) {
  const { w: { app: { actions } } } = usePage()
  const ask = (): void => { if (status.account.id !== start.me.id) void loadRelationships([status.account.id]).catch(() => {}) }
  return <span class="act-more" onPointerEnter={ask} onFocusIn={ask}><Menu label={actions.moreAbout(plainName(status.account))} button={<Icon name="more" />} items={() => itemsFor(status.id, hostOf(status.url))} /></span>
}
