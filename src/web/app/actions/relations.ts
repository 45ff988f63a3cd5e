// What else a member does about somebody: timed mutes, boosts, languages, notes, lists of the profile, whole servers.
import type { Account } from '../../props/entities.ts'
import { del, post } from '../api.ts'
import { toast } from '../components/toast.tsx'
import { f, w } from '../page.ts'
import { patchRelationship, relationshipOf, type Relationship } from '../store/accounts.ts'
import { changeRelationship } from './people.ts'
import { reportFailure } from './report-failure.ts'

const handle = (account: Account): string => `@${account.acct}`

/** Somebody's server; empty for people of this one. */
export const serverOf = (account: Account): string => account.acct.split('@')[1] ?? ''

/** Takes back the request to follow. */
export async function withdraw(account: Account): Promise<void> {
  if (!await changeRelationship(account, 'unfollow', { requested: false, following: false })) return
  toast({ text: w.people.done.withdrawn(handle(account)), undo: () => void changeRelationship(account, 'follow', { requested: true }) })
}

/** Mutes for `seconds`, 0 without end. */
export async function muteFor(account: Account, seconds: number, alerts: boolean): Promise<void> {
  const until = new Date(Date.now() + seconds * 1000).toISOString()
  if (!await changeRelationship(account, 'mute', { muting: true, muting_notifications: alerts, muting_expires_at: seconds ? until : null }, { duration: seconds, notifications: alerts })) return
  toast({
    text: seconds ? w.people.done.mutedFor(handle(account), f.exact(until)) : w.app.done.muted(handle(account)),
    undo: () => void changeRelationship(account, 'unmute', { muting: false }),
  })
}

export async function unmute(account: Account): Promise<void> {
  if (!await changeRelationship(account, 'unmute', { muting: false })) return
  toast({ text: w.people.done.unmuted(handle(account)), undo: () => void changeRelationship(account, 'mute', { muting: true }) })
}

export async function unblock(account: Account): Promise<void> {
  if (!await changeRelationship(account, 'unblock', { blocking: false })) return
  toast({ text: w.people.done.unblocked(handle(account)), undo: () => void changeRelationship(account, 'block', { blocking: true, following: false }) })
}

/** A switch of a follow: each new post told of, boosts shown. */
export async function setFollowing(account: Account, what: 'notify' | 'reblogs', on: boolean): Promise<void> {
  const { done } = w.people
  const change = (value: boolean) => changeRelationship(account, 'follow', what === 'notify' ? { notifying: value } : { showing_reblogs: value }, { [what]: value })
  if (!await change(on)) return
  const [yes, no] = what === 'notify' ? [done.notify, done.unnotify] : [done.boostsShown, done.boostsHidden]
  toast({ text: (on ? yes : no)(handle(account)), undo: () => void change(!on) })
}

/** Posts in these languages only; none: all. */
export async function setLanguages(account: Account, languages: readonly string[]): Promise<void> {
  const before = relationshipOf(account.id)?.languages ?? []
  const change = (codes: readonly string[]) => changeRelationship(account, 'follow', { languages: codes.length ? [...codes] : null }, { languages: codes })
  if (await change(languages)) toast({ text: w.people.done.languages, undo: () => void change(before) })
}

export async function setNote(account: Account, comment: string): Promise<void> {
  if (await changeRelationship(account, 'note', { note: comment }, { comment })) toast({ text: w.people.done.noted })
}

export async function recommend(account: Account, on: boolean): Promise<void> {
  const change = (value: boolean) => changeRelationship(account, value ? 'endorse' : 'unendorse', { endorsed: value })
  if (await change(on)) toast({ text: (on ? w.people.done.recommended : w.people.done.unrecommended)(handle(account)), undo: () => void change(!on) })
}

/** Cannot be undone: they would have to follow again. */
export async function removeFollower(account: Account): Promise<boolean> {
  const worked = await changeRelationship(account, 'remove_from_followers', { followed_by: false })
  if (worked) toast({ text: w.people.done.removed(handle(account)) })
  return worked
}

/** Lets somebody follow who asked, or does not. */
export async function answerRequest(account: Account, yes: boolean): Promise<void> {
  const before = relationshipOf(account.id)
  patchRelationship(account.id, { requested_by: false, followed_by: yes })
  try {
    await post<Relationship>(`/api/v1/follow_requests/${account.id}/${yes ? 'authorize' : 'reject'}`)
    toast({ text: (yes ? w.people.done.accepted : w.people.done.declined)(handle(account)) })
  } catch (error) {
    if (before) patchRelationship(account.id, before)
    reportFailure(error)
  }
}

/** Hides a whole server, or shows it again. */
export async function hideServer(account: Account, on: boolean): Promise<void> {
  const domain = serverOf(account)
  const before = relationshipOf(account.id)
  patchRelationship(account.id, on ? { domain_blocking: true, following: false, followed_by: false } : { domain_blocking: false })
  try {
    await (on ? post : del)('/api/v1/domain_blocks', { domain })
    toast({ text: (on ? w.people.done.serverHidden : w.people.done.serverShown)(domain) })
  } catch (error) {
    if (before) patchRelationship(account.id, before)
    reportFailure(error)
  }
}
