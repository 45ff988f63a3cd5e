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

export const reactions: Reactions = {
  'user.registered': [welcomeMember, openHome],
  'user.confirmed': [welcomeMember],
  'user.approved': [welcomeMember],
  'user.rejected': [],
  'user.returned': [reviveFeeds],
  'token.revoked': [],
  'account.updated': [acceptWhenUnlocked],
  'account.deleted': [forgetFeeds, closeAccess, dropPictures],
  'account.moved': [],
  'status.posted': [fanOut, keepFindable],
  'status.edited': [fanOutEdit, keepFindable],
  'status.deleted': [fanOutRemoval, forgetWords],
  'status.reblogged': [fanOut, findBoost],
  'status.unreblogged': [fanOutRemoval],
  'status.favourited': [findFavourite],
  'status.unfavourited': [],
  'status.pinned': [],
  'status.unpinned': [],
  'poll.voted': [],
  'poll.ended': [],
  'follow.requested': [],
  'follow.created': [mergeOnFollow],
  'follow.updated': [],
  'follow.rejected': [leaveLists],
  'follow.undone': [unmergeOnUnfollow, leaveLists],
  'follower.removed': [unmergeOnUnfollow, leaveLists],
  'account.blocked': [clearOnBlock],
  'account.unblocked': [],
  'account.muted': [clearOnBlock],
  'account.unmuted': [],
  'host.blocked': [clearOnHostBlock],
  'host.unblocked': [],
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
