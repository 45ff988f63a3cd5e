// Follow, mute and block from a card or a profile: shown at once, with undo where it takes something away.
import type { Account } from '../../props/entities.ts'
import { post } from '../api.ts'
import { toast } from '../components/toast.tsx'
import { w } from '../page.ts'
import { patchRelationship, relationshipOf, rememberRelationship, type Relationship } from '../store/accounts.ts'
import { reportFailure } from './report-failure.ts'

const { done } = w.app

/** One change of how the reader stands to somebody: `patch` shows at once, `act` is the API's verb. Answers whether it worked. */
export async function changeRelationship(account: Account, act: string, patch: Partial<Relationship>, body?: object): Promise<boolean> {
  const before = relationshipOf(account.id)
  patchRelationship(account.id, patch)
  try {
    rememberRelationship(await post<Relationship>(`/api/v1/accounts/${account.id}/${act}`, body))
    return true
  } catch (error) {
    if (before) rememberRelationship(before)
    reportFailure(error)
    return false
  }
}

const handle = (account: Account): string => `@${account.acct}`

/** Follows, or asks to; undone by unfollowing. */
export async function follow(account: Account): Promise<void> {
  const asks = Boolean(account.locked)
  if (await changeRelationship(account, 'follow', asks ? { requested: true } : { following: true })) {
    const now = relationshipOf(account.id)
    toast({ text: (now?.requested ? done.requested : done.followed)(handle(account)), undo: () => void changeRelationship(account, 'unfollow', { following: false, requested: false }) })
  }
}

export async function unfollow(account: Account): Promise<void> {
  if (!await changeRelationship(account, 'unfollow', { following: false, requested: false })) return
  toast({ text: done.unfollowed(handle(account)), undo: () => void changeRelationship(account, 'follow', { following: true }) })
}

export async function mute(account: Account): Promise<void> {
  if (!await changeRelationship(account, 'mute', { muting: true })) return
  toast({ text: done.muted(handle(account)), undo: () => void changeRelationship(account, 'unmute', { muting: false }) })
}

/** A block ends the follow: undoing it follows again. */
export async function block(account: Account): Promise<void> {
  const followed = relationshipOf(account.id)?.following ?? false
  if (!await changeRelationship(account, 'block', { blocking: true, following: false })) return
  toast({
    text: done.blocked(handle(account)),
    undo: () => void changeRelationship(account, 'unblock', { blocking: false }).then((worked) => worked && followed ? changeRelationship(account, 'follow', { following: true }) : false),
  })
}
