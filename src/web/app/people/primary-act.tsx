// The one button of a person: Follow, Requested, Following, Unblock, Edit.
import type { Account } from '../../props/entities.ts'
import { usePage } from '../../components/page-context.tsx'
import { follow, unfollow } from '../actions/people.ts'
import { hideServer, unblock, withdraw } from '../actions/relations.ts'
import { start } from '../start.ts'
import { relationshipOf } from '../store/accounts.ts'

/** Nothing where there is nothing to do: the moved, the suspended, those who block the reader. */
export function PrimaryAct({ account, small }: { account: Account; small?: boolean }) {
  const { w: { people: { act: w } } } = usePage()
  const relation = relationshipOf(account.id)
  const handle = `@${account.acct}`
  const shape = `button${small ? ' small' : ''} `
  const button = (label: string, kind: 'primary' | 'plain', run: () => void, spoken: string, pressed?: boolean) => (
    <button type="button" class={`${shape}button-${kind}`} aria-label={spoken} aria-pressed={pressed} onClick={run}>{label}</button>
  )
  if (account.id === start.me.id) return small ? null : <a class={`${shape}button-plain`} href="/settings/profile">{w.edit}</a>
  if (relation?.blocking) return button(w.unblock, 'plain', () => void unblock(account), `${w.unblock} ${handle}`)
  if (relation?.domain_blocking) return button(w.unblockServer, 'plain', () => void hideServer(account, false), w.unblockServer)
  if (relation?.requested) return button(w.requested, 'plain', () => void withdraw(account), w.requestedOf(handle), true)
  if (relation?.following) return button(w.following, 'plain', () => void unfollow(account), w.followingOf(handle), true)
  if (!relation || relation.blocked_by || account.suspended || account.moved) return null
  const asks = account.locked && !small
  return button(asks ? w.ask : w.follow, 'primary', () => void follow(account), (asks ? w.askOf : w.followOf)(handle), false)
}
