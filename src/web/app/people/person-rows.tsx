// People one under another, each with the one button; among one's own followers also the way to be rid of one.
import type { Account } from '../../props/entities.ts'
import { usePage } from '../../components/page-context.tsx'
import { PersonLine } from '../../components/person.tsx'
import { removeFollower } from '../actions/relations.ts'
import { accountOf } from '../store/accounts.ts'
import { PrimaryAct } from './primary-act.tsx'

/** `onRemoved`: these are the reader's own followers. */
export function PersonRows({ people, onRemoved }: { people: readonly Account[]; onRemoved?: (id: string) => void }) {
  const { page, w: { people: { lists: w } } } = usePage()
  const remove = (account: Account) => async () => { if (await removeFollower(account)) onRemoved?.(account.id) }
  return (
    <ul class="people">{people.map((one) => {
      const account = accountOf(one.id) ?? one
      return (
        <li key={one.id} class="person-row" tabindex={-1} data-card={one.id} id={`person-${one.id}`}>
          <PersonLine account={account} domain={page.community.domain} />
          <PrimaryAct account={account} small />
          {onRemoved ? <button type="button" class="button button-plain small" aria-label={w.remove(`@${account.acct}`)} onClick={() => void remove(account)()}>{w.removeShort}</button> : null}
        </li>
      )
    })}</ul>
  )
}
