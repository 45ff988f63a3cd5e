// Everything that follows from everything. A verb records an event; the reactions listed here run in its transaction.
// Read this page first.
import type { Reactions } from '#domain/context.ts'
import { welcomeMember } from '#domain/onboarding/welcome.ts'
import { closeAccess, dropPictures } from '#domain/departure/close-access.ts'
import { acceptWhenUnlocked } from '#domain/relationships/open-door.ts'
import { findBoost, findFavourite, forgetWords, keepFindable } from '#domain/search/index-status.ts'
import { leaveLists } from '#domain/lists/list-reactions.ts'
import { fanOut, fanOutEdit, fanOutRemoval } from '#domain/timelines/fan-out.ts'
import { forgetFeeds, openHome, reviveFeeds } from '#domain/timelines/feeds.ts'
import {
  clearOnBlock, clearOnHostBlock, clearOnTagUnfollow, dropListFeed, mergeOnFollow, mergeOnListAdd, unmergeOnListRemove, unmergeOnUnfollow,
} from '#domain/timelines/follow-reactions.ts'
import { endConversations, keepConversation, leaveConversations } from '#domain/conversations/conversation-reactions.ts'
import { forgetFollow, notifyFollowed, notifyRequested, notifyStaff } from '#domain/notifications/about-people.ts'
import { notifyEdited, notifyFavourited, notifyPollEnded, notifyPosted, notifyReblogged } from '#domain/notifications/about-statuses.ts'
import {
  forgetAccount, forgetBlocked, forgetFavourite, forgetHost, forgetMuted, forgetReblog, forgetStatus,
} from '#domain/notifications/forget.ts'
import { closeAccountStreams, closeTokenStreams, refreshOwner, refreshPair } from '#domain/notifications/socket-signals.ts'

export const reactions: Reactions = {
  'user.registered': [welcomeMember, openHome, notifyStaff],
  'user.confirmed': [welcomeMember, notifyStaff],
  'user.approved': [welcomeMember, notifyStaff],
  'user.rejected': [closeAccountStreams],
  'user.returned': [reviveFeeds],
  'token.revoked': [closeTokenStreams],
  'account.updated': [acceptWhenUnlocked],
  'account.deleted': [forgetFeeds, closeAccess, dropPictures, forgetAccount, closeAccountStreams],
  'account.moved': [],
  'status.posted': [fanOut, keepFindable, keepConversation, notifyPosted],
  'status.edited': [fanOutEdit, keepFindable, notifyEdited],
  'status.deleted': [fanOutRemoval, forgetWords, leaveConversations, forgetStatus],
  'status.reblogged': [fanOut, findBoost, notifyReblogged],
  'status.unreblogged': [fanOutRemoval, forgetReblog],
  'status.favourited': [findFavourite, notifyFavourited],
  'status.unfavourited': [forgetFavourite],
  'status.pinned': [],
  'status.unpinned': [],
  'poll.voted': [],
  'poll.ended': [notifyPollEnded],
  'follow.requested': [notifyRequested],
  'follow.created': [mergeOnFollow, notifyFollowed],
  'follow.updated': [],
  'follow.rejected': [leaveLists, forgetFollow],
  'follow.undone': [unmergeOnUnfollow, leaveLists, forgetFollow],
  'follower.removed': [unmergeOnUnfollow, leaveLists, forgetFollow],
  'account.blocked': [clearOnBlock, forgetBlocked, endConversations, refreshPair],
  'account.unblocked': [refreshPair],
  'account.muted': [clearOnBlock, forgetMuted, endConversations, refreshPair],
  'account.unmuted': [refreshPair],
  'host.blocked': [clearOnHostBlock, forgetHost, refreshOwner],
  'host.unblocked': [refreshOwner],
  'list.members-added': [mergeOnListAdd],
  'list.members-removed': [unmergeOnListRemove],
  'list.deleted': [dropListFeed],
  'tag.followed': [],
  'tag.unfollowed': [clearOnTagUnfollow],
  'tag.featured': [],
  'tag.unfeatured': [],
  'notification.created': [],
  'conversation.updated': [],
  'report.filed': [],
}
