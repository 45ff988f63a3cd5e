// Whether a member hears of something at once, only after a look at their requests, or never. Mastodon's NotifyService.
import { permissions } from '#domain/access/roles.ts'
import type { Recipient, Sender, Verdict } from './standing.ts'
import { FILTERABLE, type NotificationType } from './types.ts'

const NEW_ACCOUNT_MS = 30 * 86_400_000
const NEW_FOLLOWER_MS = 3 * 86_400_000

const MODERATING = permissions.viewDashboard | permissions.viewAuditLog | permissions.manageUsers | permissions.manageUserAccess
  | permissions.deleteUserData | permissions.manageReports | permissions.manageAppeals | permissions.manageFederation
  | permissions.manageBlocks | permissions.manageTaxonomies | permissions.manageInvites | permissions.viewFeeds | permissions.administrator

/** A moderator who shows it and stands above the member: nobody can stop such a one from writing to them. */
export const isStaffFor = (sender: Sender, recipient: Recipient): boolean =>
  sender.role_highlighted === 1 && ((sender.role_permissions ?? 0) & MODERATING) !== 0
  && (recipient.role_position === null || (sender.role_position ?? -1) > recipient.role_position)

const ABOUT_ONESELF: ReadonlySet<NotificationType> = new Set(['poll', 'moderation_warning'])

/** Whatever the policy says: not to oneself (except the end of one's own poll and the server's own word), not across blocks and mutes. */
export function isRefused(type: NotificationType, sender: Sender, recipient: Recipient): boolean {
  if (sender.gone === 1) return true
  if (recipient.id === sender.id) return !ABOUT_ONESELF.has(type)
  if (type === 'mention' && isStaffFor(sender, recipient)) return false
  return recipient.blocked === 1 || recipient.muted === 1 || recipient.thread_muted === 1
    || (recipient.host_blocked === 1 && recipient.following === 0)
    || (type === 'mention' && recipient.bad_company === 1)
}

/** What the policy would have to decide about, that needs a look at the thread above. */
export const needsThread = (type: NotificationType, sender: Sender, recipient: Recipient): boolean =>
  type === 'mention' && sender.visibility === 'direct' && sender.in_reply_to_id !== null
  && recipient.for_private_mentions !== 'accept' && recipient.following === 0

/** The member's policy for one notification that nothing else stands in the way of; `answered`: see {@link needsThread}. */
export function policyFor(type: NotificationType, sender: Sender, recipient: Recipient, { answered, now }: { answered: boolean; now: number }): Verdict {
  if (!FILTERABLE.has(type) || recipient.permitted === 1 || (type === 'mention' && isStaffFor(sender, recipient))) return 'accept'
  const stranger = recipient.following === 0
  const newFollower = recipient.follower_since === null || recipient.follower_since > now - NEW_FOLLOWER_MS
  const cases: [boolean, Verdict][] = [
    [sender.silenced_at !== null && stranger, recipient.for_limited_accounts],
    [stranger, recipient.for_not_following],
    [newFollower, recipient.for_not_followers],
    [sender.created_at > now - NEW_ACCOUNT_MS && stranger, recipient.for_new_accounts],
    [type === 'mention' && sender.visibility === 'direct' && stranger && !answered, recipient.for_private_mentions],
  ]
  const verdicts = cases.flatMap(([applies, verdict]) => applies ? [verdict] : [])
  return verdicts.includes('drop') ? 'drop' : verdicts.includes('filter') ? 'filter' : 'accept'
}
