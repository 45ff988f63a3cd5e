// Everything that can happen in the network, and what is known about it. A verb records an event in its own
// transaction; `main/reactions.ts` says what follows. Events carry ids only; a verb that removes a row records the
// event *before* the removal, so that reactions can still read what is about to go.

interface QuoteEvent {
  quoteId: number
  /** The post that quotes, and its author. */
  statusId: number
  accountId: number
  quotedStatusId: number
  quotedAccountId: number
}

export interface Events {
  'user.registered': { userId: number; accountId: number }
  'user.confirmed': { userId: number; accountId: number }
  'user.approved': { userId: number; accountId: number }
  'user.rejected': { userId: number; accountId: number; message: string }
  'user.returned': { userId: number; accountId: number }
  'token.revoked': { tokenId: number; userId: number | null }
  'account.updated': { accountId: number }
  'account.deleted': { accountId: number }
  /** Its owner tells everybody to follow the target instead. */
  'account.moved': { moveId: number; accountId: number; targetId: number }
  /** With what spares most reactions to most posts a look at the row. */
  'status.posted': { statusId: number; accountId: number; local: boolean; visibility: string; createdAt: number; inReplyToId: number | null; inReplyToAccountId: number | null }
  /** What it answers was not known when it came, and is now. */
  'status.placed': { statusId: number }
  'status.edited': { statusId: number; accountId: number }
  'status.deleted': { statusId: number; accountId: number }
  /** The page that a post links to has a card now. */
  'card.found': { statusId: number; cardId: number }
  /** `statusId` is the boost, `originalId` what was boosted. */
  'status.reblogged': { statusId: number; originalId: number; accountId: number }
  'status.unreblogged': { statusId: number; originalId: number; accountId: number }
  'status.favourited': { favouriteId: number; statusId: number; accountId: number }
  'status.unfavourited': { favouriteId: number; statusId: number; accountId: number }
  /** A member quotes a post of another server, whose author is to be asked. */
  'quote.asked': QuoteEvent
  /** The author of what is quoted consents; `atOnce`: with the very post that quotes. */
  'quote.accepted': QuoteEvent & { atOnce: boolean }
  /** The author declined, or took their consent back (`revoked`). */
  'quote.refused': QuoteEvent & { revoked: boolean }
  /** What was quoted is gone. */
  'quote.lost': { quoteId: number; statusId: number; accountId: number }
  'collection.created': { collectionId: number; accountId: number }
  /** Recorded before it goes. */
  'collection.deleted': { collectionId: number; accountId: number }
  /** A member would put somebody of another server in, who is to be asked. */
  'collection.asked': { itemId: number; collectionId: number; ownerId: number; accountId: number }
  /** Recorded before it goes; `byThemselves`: the person left. */
  'collection.account-removed': { itemId: number; collectionId: number; ownerId: number; accountId: number; byThemselves: boolean }
  'collection.account-added': { itemId: number; collectionId: number; ownerId: number; accountId: number }
  'collection.updated': { collectionId: number; accountId: number }
  'quote-policy.changed': { statusId: number; accountId: number }
  /** Its author (or anybody) lets go of a post they had kept. */
  'status.unbookmarked': { statusId: number; accountId: number }
  'status.pinned': { statusId: number; accountId: number }
  'status.unpinned': { statusId: number; accountId: number }
  /** One account's whole vote. */
  'poll.voted': { pollId: number; statusId: number; accountId: number; choices: number[] }
  'poll.ended': { pollId: number; statusId: number }
  'follow.requested': { requestId: number; accountId: number; targetId: number }
  /** Also after a request was accepted; `wasRequested` says which. */
  'follow.created': { followId: number; accountId: number; targetId: number; wasRequested: boolean }
  'follow.updated': { followId: number; accountId: number; targetId: number }
  /** The target declined the request. */
  'follow.rejected': { accountId: number; targetId: number; uri: string | null }
  /** The follower withdrew a follow or a request; `uri` is what the follow was known by; `replaced`: the account moved and is followed elsewhere now. */
  'follow.undone': { followId: number; accountId: number; targetId: number; uri: string | null; wasRequested: boolean; replaced?: boolean }
  /** A follow took the place of another, whose account moved; recorded while both are there. */
  'follow.replaced': { accountId: number; fromId: number; targetId: number }
  /** The target removed the follower. */
  'follower.removed': { followId: number; accountId: number; targetId: number; uri: string | null }
  'account.blocked': { blockId: number; accountId: number; targetId: number }
  'account.unblocked': { blockId: number; accountId: number; targetId: number; uri: string | null }
  'account.muted': { accountId: number; targetId: number }
  'account.unmuted': { accountId: number; targetId: number }
  'host.blocked': { accountId: number; host: string }
  'host.unblocked': { accountId: number; host: string }
  'list.members-added': { listId: number; accountId: number; memberIds: number[] }
  'list.members-removed': { listId: number; accountId: number; memberIds: number[] }
  'list.deleted': { listId: number; accountId: number }
  'filters.changed': { accountId: number }
  'tag.followed': { accountId: number; tagId: number }
  'tag.unfollowed': { accountId: number; tagId: number }
  'tag.featured': { accountId: number; tagId: number }
  'tag.unfeatured': { accountId: number; tagId: number }
  'notification.created': { notificationId: number; accountId: number; type: string }
  'conversation.updated': { conversationId: number; accountId: number }
  'report.filed': { reportId: number; accountId: number }
  'account.suspended': { accountId: number }
  'account.unsuspended': { accountId: number }
  /** Its member cannot sign in any more. */
  'account.frozen': { accountId: number }
  /** The community has acted on a member, and tells them. */
  'strike.given': { strikeId: number; accountId: number }
}

export type EventName = keyof Events
