// Answers to somebody who asks to follow: accepted at once; a refusal waits until it can no longer be undone.
import type { Account } from '../../props/entities.ts'
import { post } from '../api.ts'
import { toast } from '../components/toast.tsx'
import { memberWords } from '../member-words.ts'
import { type Relationship, rememberRelationship } from '../store/accounts.ts'
import { reportFailure } from './report-failure.ts'

const { alerts: w } = memberWords
const handle = (account: Account): string => `@${account.acct}`

/** Lets somebody follow. `hide` takes the request from the screen, and answers the way to bring it back. */
export async function acceptFollower(account: Account, hide: () => () => void): Promise<void> {
  const back = hide()
  try {
    rememberRelationship(await post<Relationship>(`/api/v1/follow_requests/${account.id}/authorize`))
    toast({ text: w.accepted(handle(account)) })
  } catch (error) {
    back()
    reportFailure(error)
  }
}

/** Declines; the person is not told. */
export function declineFollower(account: Account, hide: () => () => void): void {
  const back = hide()
  toast({
    text: w.rejected(handle(account)), undo: back,
    elapsed: () => void post<Relationship>(`/api/v1/follow_requests/${account.id}/reject`).then(rememberRelationship).catch((error: unknown) => {
      back()
      reportFailure(error)
    }),
  })
}
