// Everything that follows from everything. A verb records an event; the reactions listed here run in its transaction.
// Read this page first.
import type { Reactions } from '#domain/context.ts'
import { welcomeMember } from '#domain/onboarding/welcome.ts'
import { attachCard } from '#domain/cards/attach-card.ts'
import { countBoostedLink } from '#domain/cards/count-link.ts'
import { checkChangedLinks } from '#domain/accounts/verified-links.ts'
import { carryAlong } from '#domain/departure/carry-along.ts'
import { closeAccess, dropPictures } from '#domain/departure/close-access.ts'
import { acceptWhenUnlocked } from '#domain/relationships/open-door.ts'
import { findBoost, findFavourite, forgetWords, keepFindable } from '#domain/search/index-status.ts'
import { mailMention } from '#domain/notifications/mention-mails.ts'
import { leaveLists, moveOnLists } from '#domain/lists/list-reactions.ts'
import { fanOut, fanOutEdit, fanOutQuote, fanOutRemoval } from '#domain/timelines/fan-out.ts'
import { forgetFeeds, openHome, reviveFeeds } from '#domain/timelines/feeds.ts'
import {
  clearOnBlock, clearOnHostBlock, clearOnTagUnfollow, dropListFeed, mergeOnFollow, mergeOnListAdd, unmergeOnListRemove, unmergeOnUnfollow,
} from '#domain/timelines/follow-reactions.ts'
import { lookAgain } from '#domain/old-posts/policy.ts'
import { pushNotification } from '#domain/push/messages.ts'
import { unsubscribeToken } from '#domain/push/subscriptions.ts'
import { endConversations, keepConversation, leaveConversations } from '#domain/conversations/conversation-reactions.ts'
import { forgetFollow, notifyFollowed, notifyRequested, notifyStaff } from '#domain/notifications/about-people.ts'
import { notifyEdited, notifyFavourited, notifyPollEnded, notifyPosted, notifyReblogged } from '#domain/notifications/about-statuses.ts'
import {
  forgetAccount, forgetBlocked, forgetFavourite, forgetHost, forgetMuted, forgetReblog, forgetStatus,
} from '#domain/notifications/forget.ts'
import { notifyCollected, notifyCollectionChanged } from '#domain/notifications/about-collections.ts'
import { notifyQuoted, notifyQuotedEdit } from '#domain/notifications/about-quotes.ts'
import { announceFilters } from '#domain/filters/filters.ts'
import { federateBoost, federateUnboost } from '#federation/outbox/boosts.ts'
import {
  federateCollection, federateCollectionChange, federateCollectionEnd, federateFeatured, federateFeatureRequest, federateUnfeatured,
} from '#federation/outbox/collections.ts'
import {
  federateAccept, federateBlock, federateFollow, federateReject, federateRemoval, federateUnblock, federateUnfollow,
} from '#federation/outbox/follows.ts'
import { federateReport } from '#federation/outbox/reports.ts'
import { tellOfReport, tellOfStrike } from '#domain/moderation/tell.ts'
import { federateLike, federateUnlike } from '#federation/outbox/likes.ts'
import { federatePollEnd, federateVote } from '#federation/outbox/polls.ts'
import { federateMove } from '#federation/outbox/moves.ts'
import { federateFarewell, federatePin, federateProfile, federateTag, federateUnpin, federateUntag } from '#federation/outbox/profiles.ts'
import { federateConsent, federateQuoteRequest, federateRevocation } from '#federation/outbox/quotes.ts'
import { federateDelete, federateEdit, federatePost } from '#federation/outbox/statuses.ts'
import { closeAccountStreams, closeTokenStreams, refreshOwner, refreshPair } from '#domain/notifications/socket-signals.ts'

export const reactions: Reactions = {
  'user.registered': [welcomeMember, openHome, notifyStaff],
  'user.confirmed': [welcomeMember, notifyStaff],
  'user.approved': [welcomeMember, notifyStaff],
  'user.rejected': [closeAccountStreams],
  'user.returned': [reviveFeeds],
  'token.revoked': [unsubscribeToken, closeTokenStreams],
  'account.updated': [acceptWhenUnlocked, checkChangedLinks, federateProfile],
  'account.deleted': [federateFarewell, forgetFeeds, closeAccess, dropPictures, forgetAccount, closeAccountStreams],
  'account.moved': [carryAlong, federateMove],
  'status.posted': [attachCard, fanOut, keepFindable, keepConversation, notifyPosted, federatePost],
  'status.placed': [fanOut],
  'status.edited': [attachCard, fanOutEdit, keepFindable, notifyEdited, notifyQuotedEdit, federateEdit],
  'status.deleted': [fanOutRemoval, forgetWords, leaveConversations, forgetStatus, federateDelete],
  'card.found': [fanOutEdit],
  'status.reblogged': [countBoostedLink, fanOut, findBoost, notifyReblogged, federateBoost],
  'status.unreblogged': [fanOutRemoval, forgetReblog, federateUnboost],
  'status.favourited': [findFavourite, notifyFavourited, federateLike],
  'status.unfavourited': [forgetFavourite, lookAgain, federateUnlike],
  'status.unbookmarked': [lookAgain],
  'status.pinned': [federatePin],
  'status.unpinned': [lookAgain, federateUnpin],
  'quote.asked': [federateQuoteRequest],
  'quote.accepted': [fanOutQuote, notifyQuoted, federateConsent],
  'quote.refused': [fanOutQuote, federateRevocation],
  'quote.lost': [fanOutQuote],
  'collection.created': [federateCollection],
  'collection.updated': [notifyCollectionChanged, federateCollectionChange],
  'collection.deleted': [federateCollectionEnd],
  'collection.asked': [federateFeatureRequest],
  'collection.account-added': [notifyCollected, federateFeatured],
  'collection.account-removed': [federateUnfeatured],
  'quote-policy.changed': [fanOutEdit, federateEdit],
  'poll.voted': [federateVote],
  'poll.ended': [notifyPollEnded, federatePollEnd],
  'follow.requested': [notifyRequested, federateFollow],
  'follow.created': [mergeOnFollow, notifyFollowed, federateAccept],
  'follow.updated': [federateAccept],
  'follow.rejected': [leaveLists, forgetFollow, federateReject],
  'follow.undone': [unmergeOnUnfollow, leaveLists, forgetFollow, federateUnfollow],
  'follow.replaced': [moveOnLists],
  'follower.removed': [unmergeOnUnfollow, leaveLists, forgetFollow, federateRemoval],
  'account.blocked': [clearOnBlock, forgetBlocked, endConversations, refreshPair, federateBlock],
  'account.unblocked': [refreshPair, federateUnblock],
  'account.muted': [clearOnBlock, forgetMuted, endConversations, refreshPair],
  'account.unmuted': [refreshPair],
  'host.blocked': [clearOnHostBlock, forgetHost, refreshOwner],
  'host.unblocked': [refreshOwner],
  'list.members-added': [mergeOnListAdd],
  'list.members-removed': [unmergeOnListRemove],
  'list.deleted': [dropListFeed],
  'filters.changed': [announceFilters],
  'tag.followed': [],
  'tag.unfollowed': [clearOnTagUnfollow],
  'tag.featured': [federateTag],
  'tag.unfeatured': [federateUntag],
  'notification.created': [mailMention, pushNotification],
  'conversation.updated': [],
  'report.filed': [tellOfReport, federateReport],
  'account.suspended': [closeAccountStreams, federateProfile],
  'account.unsuspended': [federateProfile],
  'account.frozen': [closeAccountStreams],
  'strike.given': [tellOfStrike],
}
