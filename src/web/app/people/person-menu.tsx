// "More" about a person, and the dialogs behind it.
import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { Account } from '../../props/entities.ts'
import { hostOf } from '../../components/link.tsx'
import { Icon } from '../../components/icon.tsx'
import { usePage } from '../../components/page-context.tsx'
import { block } from '../actions/people.ts'
import { hideServer, recommend, removeFollower, serverOf, setFollowing, unblock, unmute } from '../actions/relations.ts'
import { Menu, type MenuItem } from '../components/menu.tsx'
import { toast } from '../components/toast.tsx'
import { composer } from '../compose-link.ts'
import { w } from '../page.ts'
import { start } from '../start.ts'
import { relationshipOf } from '../store/accounts.ts'
import { type AboutProps, LanguagesDialog, ListsDialog, MuteDialog, NoteDialog, ServerDialog } from './dialogs.tsx'

const dialogs = { mute: MuteDialog, languages: LanguagesDialog, lists: ListsDialog, note: NoteDialog, server: ServerDialog } satisfies Record<string, ComponentType<AboutProps>>
type DialogName = keyof typeof dialogs
type Open = (name: DialogName | 'report') => void

function copyAddress(account: Account): void {
  navigator.clipboard.writeText(account.url ?? location.href).then(() => toast({ text: w.app.done.copied }), () => toast({ text: w.app.failed.generic, kind: 'failed' }))
}

function followItems(account: Account, open: Open): MenuItem[] {
  const relation = relationshipOf(account.id)
  const { menu } = w.people
  if (!relation?.following) return []
  return [
    { label: relation.notifying ? menu.unnotify : menu.notify, run: () => void setFollowing(account, 'notify', !relation.notifying) },
    { label: relation.showing_reblogs ? menu.hideBoosts : menu.showBoosts, run: () => void setFollowing(account, 'reblogs', !relation.showing_reblogs) },
    { label: menu.languages, run: () => open('languages') },
    { label: menu.lists, run: () => open('lists') },
    { label: relation.endorsed ? menu.unrecommend : menu.recommend, run: () => void recommend(account, !relation.endorsed) },
  ]
}

function distanceItems(account: Account, open: Open): MenuItem[] {
  const relation = relationshipOf(account.id)
  const { menu } = w.people
  const host = serverOf(account)
  return [
    ...relation?.followed_by ? [{ label: menu.removeFollower, run: () => void removeFollower(account) }] : [],
    relation?.muting ? { label: menu.unmute, run: () => void unmute(account) } : { label: menu.mute, run: () => open('mute') },
    relation?.blocking ? { label: menu.unblock, run: () => void unblock(account) } : { label: menu.block, danger: true, run: () => void block(account) },
    ...host ? [relation?.domain_blocking ? { label: menu.showServer(host), run: () => void hideServer(account, false) } : { label: menu.hideServer(host), danger: true, run: () => open('server') }] : [],
    { label: menu.report, danger: true, run: () => open('report') },
  ]
}

function itemsFor(account: Account, open: Open): MenuItem[] {
  const { menu } = w.people
  const copy = { label: menu.copyLink, run: () => copyAddress(account) }
  if (account.id === start.me.id) {
    return [copy, { label: menu.requests, href: '/follow_requests' }, { label: menu.preferences, href: '/settings/preferences' }, { label: w.app.nav.settings, href: '/settings' }]
  }
  const privately = { mention: account.acct, visibility: 'direct' }
  return [
    { label: menu.mention, run: () => composer.open({ mention: account.acct }) },
    { label: menu.message, run: () => composer.open(privately) },
    ...followItems(account, open),
    { label: menu.note, run: () => open('note') },
    copy,
    ...account.acct.includes('@') && account.url ? [{ label: menu.original(hostOf(account.url)), href: account.url }] : [],
    ...distanceItems(account, open),
  ]
}

/** `onReport` opens what the profile's own address can open too. */
export function PersonMenu({ account, onReport }: { account: Account; onReport: () => void }) {
  const { w: { people } } = usePage()
  const opened = useSignal<DialogName | null>(null)
  const open: Open = (name) => { if (name === 'report') onReport(); else opened.value = name }
  const Opened = opened.value ? dialogs[opened.value] : null
  return (
    <>
      <Menu class="button button-plain more-act" label={people.act.more(`@${account.acct}`)} button={<Icon name="more" />} items={() => itemsFor(account, open)} />
      {Opened ? <Opened account={account} onClose={() => { opened.value = null }} /> : null}
    </>
  )
}
