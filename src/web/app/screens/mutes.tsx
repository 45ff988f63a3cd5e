// /mutes: whom the member mutes, until when, and whether their alerts are hidden too.
import { Icon } from '../../components/icon.tsx'
import { ScreenBar } from '../../components/member-frame.tsx'
import { usePage } from '../../components/page-context.tsx'
import { letGo } from '../actions/let-go.ts'
import { reportFailure } from '../actions/report-failure.ts'
import { post } from '../api.ts'
import { KeptAwayTabs } from '../components/kept-away-tabs.tsx'
import { Menu, type MenuItem } from '../components/menu.tsx'
import { PersonRow } from '../components/person-row.tsx'
import { RowFeed, type RowPlace } from '../components/row-feed.tsx'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { loadRelationships, type Relationship, relationshipOf, rememberRelationship } from '../store/accounts.ts'
import { type MutedAccount, muteRows } from '../store/people-rows.ts'
import { serverNow } from '../start.ts'

export const prepare = (): Promise<void> => muteRows.renew()

const set = async (account: MutedAccount, act: 'mute' | 'unmute', body?: object): Promise<void> =>
  rememberRelationship(await post<Relationship>(`/api/v1/accounts/${account.id}/${act}`, body))

/** What is left of a mute, so that undoing sets no longer one. */
const secondsLeft = ({ mute_expires_at: end }: MutedAccount): number => end ? Math.max(1, Math.ceil((Date.parse(end) - serverNow()) / 1000)) : 0

async function change(account: MutedAccount, body: { duration?: number; notifications?: boolean }, text: string): Promise<void> {
  const notifications = relationshipOf(account.id)?.muting_notifications ?? true
  try {
    await set(account, 'mute', { notifications, duration: secondsLeft(account), ...body })
    if (body.duration !== undefined) muteRows.put({ ...account, mute_expires_at: body.duration ? new Date(serverNow() + body.duration * 1000).toISOString() : null })
    toast({ text })
  } catch (error) {
    reportFailure(error)
  }
}

export function Screen() {
  const { relations: { mutes: w } } = memberWords
  return (
    <>
      <ScreenBar title={w.title} note={w.order} />
      <KeptAwayTabs current="mutes" />
      <RowFeed rows={muteRows} label={w.title} empty={<p>{w.empty}</p>} draw={(account: MutedAccount, place) => <Muted account={account} place={place} />} />
    </>
  )
}

function Muted({ account, place }: { account: MutedAccount; place: RowPlace }) {
  const { page, f } = usePage()
  const { relations: { mutes: w } } = memberWords
  const handle = `@${account.acct}`
  const items = (): MenuItem[] => {
    const silent = relationshipOf(account.id)?.muting_notifications ?? true
    return [
      ...w.spans.map(([duration, span]) => ({ label: span, run: () => void change(account, { duration }, w.changed(handle, span)) })),
      { label: silent ? w.heard : w.silent, run: () => void change(account, { notifications: !silent }, (silent ? w.heardNow : w.silenced)(handle)) },
    ]
  }
  const unmute = (): void => {
    const before = { notifications: relationshipOf(account.id)?.muting_notifications ?? true, duration: secondsLeft(account) }
    void letGo({ hide: () => muteRows.take(account.id), end: () => set(account, 'unmute'), again: () => set(account, 'mute', before), text: w.undone(handle) })
  }
  const ask = (): void => void loadRelationships([account.id]).catch(() => {})
  return (
    <PersonRow account={account} place={place} note={account.mute_expires_at ? w.until(f.until(account.mute_expires_at, page.now)) : w.forever}>
      <span class="row-acts" onPointerEnter={ask} onFocusIn={ask}>
        <button type="button" class="button button-plain small" aria-label={w.undoOf(handle)} onClick={unmute}>{w.undo}</button>
        <Menu label={w.changeOf(handle)} button={<Icon name="more" />} items={items} />
      </span>
    </PersonRow>
  )
}
