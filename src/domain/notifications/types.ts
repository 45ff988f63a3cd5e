// The kinds of notification, as Mastodon names them, and what sets some apart.

/** Everything a notification may be about; the last ones are kept for what later releases bring. */
export const NOTIFICATION_TYPES = [
  'mention', 'status', 'reblog', 'follow', 'follow_request', 'favourite', 'poll', 'update', 'admin.sign_up',
  'admin.report', 'severed_relationships', 'moderation_warning', 'quote', 'quoted_update', 'added_to_collection', 'collection_update',
] as const
export type NotificationType = typeof NOTIFICATION_TYPES[number]

/** Those that several accounts may cause about the same thing, shown as one. */
export const GROUPED_TYPES = ['favourite', 'reblog', 'follow'] as const satisfies readonly NotificationType[]

/** Those that a member's policy may filter or drop; the others were asked for, or are the server's own. */
export const FILTERABLE: ReadonlySet<NotificationType> = new Set(['mention', 'reblog', 'follow', 'follow_request', 'favourite', 'quote'])
