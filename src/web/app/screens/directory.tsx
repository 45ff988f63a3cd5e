// /directory: people who want to be found, here or everywhere, by when they wrote or came.
import { ScreenBar } from '../../components/member-frame.tsx'
import type { Account } from '../../props/entities.ts'
import { ExploreTabs } from '../components/explore-tabs.tsx'
import { FollowButton, PersonRow } from '../components/person-row.tsx'
import { RowFeed } from '../components/row-feed.tsx'
import { memberWords } from '../member-words.ts'
import { navigate } from '../router.ts'
import type { ScreenProps } from '../screens.ts'
import { loadRelationships, rememberAccount } from '../store/accounts.ts'
import { type Rows, rowsOf } from '../store/rows.ts'

type Order = 'active' | 'new'
type Side = 'local' | 'all'

const orderBy = (query: URLSearchParams): Order => query.get('order') === 'new' ? 'new' : 'active'
const sideBy = (query: URLSearchParams): Side => query.get('from') === 'all' ? 'all' : 'local'

const rowsFor = (order: Order, side: Side): Rows<Account> => rowsOf<Account>({
  key: `directory:${order}:${side}`, path: '/api/v1/directory', query: { order, ...side === 'local' ? { local: true } : {} }, byOffset: true, idOf: (account) => account.id, read: (body) => {
    const people = body as Account[]
    people.forEach(rememberAccount)
    void loadRelationships(people.map((account) => account.id)).catch(() => {})
    return people
  },
})

export const prepare = ({ query }: ScreenProps): Promise<void> => rowsFor(orderBy(query), sideBy(query)).open()

export function Screen({ query }: ScreenProps) {
  const { directory: w } = memberWords
  const [order, side] = [orderBy(query), sideBy(query)]
  const go = (patch: { order?: string; from?: string }): void => navigate(`/directory?${new URLSearchParams({ order, from: side, ...patch }).toString()}`, { replace: true })
  return (
    <>
      <ScreenBar title={w.title} note={w.order[order]} />
      <ExploreTabs current="directory" />
      <div class="choosers">
        <label>{w.sidesLabel} <select class="choose" value={side} onChange={(event) => go({ from: event.currentTarget.value })}>{(['local', 'all'] as const).map((one) => <option value={one} selected={one === side}>{w.sides[one]}</option>)}</select></label>
        <label>{w.tabsLabel} <select class="choose" value={order} onChange={(event) => go({ order: event.currentTarget.value })}>{(['active', 'new'] as const).map((one) => <option value={one} selected={one === order}>{w.orders[one]}</option>)}</select></label>
      </div>
      <RowFeed rows={rowsFor(order, side)} label={w.title} empty={<p>{w.empty}</p>}
        draw={(account: Account, place) => <PersonRow account={account} bio place={place}><FollowButton account={account} /></PersonRow>} />
    </>
  )
}
