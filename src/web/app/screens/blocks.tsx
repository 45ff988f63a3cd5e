// /blocks: whom the member blocks.
import { ScreenBar } from '../../components/member-frame.tsx'
import type { Account } from '../../props/entities.ts'
import { letGo } from '../actions/let-go.ts'
import { post } from '../api.ts'
import { KeptAwayTabs } from '../components/kept-away-tabs.tsx'
import { PersonRow } from '../components/person-row.tsx'
import { RowFeed } from '../components/row-feed.tsx'
import { memberWords } from '../member-words.ts'
import { type Relationship, rememberRelationship } from '../store/accounts.ts'
import { blockRows } from '../store/people-rows.ts'

export const prepare = (): Promise<void> => blockRows.renew()

const set = async (account: Account, act: 'block' | 'unblock'): Promise<void> => rememberRelationship(await post<Relationship>(`/api/v1/accounts/${account.id}/${act}`))

export function Screen() {
  const { relations: { blocks: w } } = memberWords
  const unblock = (account: Account): Promise<void> => letGo({
    hide: () => blockRows.take(account.id), end: () => set(account, 'unblock'), again: () => set(account, 'block'), text: w.undone(`@${account.acct}`),
  })
  return (
    <>
      <ScreenBar title={w.title} note={w.order} />
      <KeptAwayTabs current="blocks" />
      <RowFeed rows={blockRows} label={w.title} empty={<p>{w.empty}</p>} draw={(account: Account, place) => (
        <PersonRow account={account} place={place}><button type="button" class="button button-plain small" aria-label={w.undoOf(`@${account.acct}`)} onClick={() => void unblock(account)}>{w.undo}</button></PersonRow>
      )} />
    </>
  )
}
