// English words of alerts, the people kept aside, and private conversations.

const others = (n: string, one: boolean) => one ? ' and 1 other' : ` and ${n} others`

export const alerts = {
  list: {
    failed: 'This could not be loaded.', failedOlder: 'The rest could not be loaded.', fresh: (n: string) => `${n} new`, note: 'Latest first.',
  },
  alerts: {
    title: 'Alerts', tabsLabel: 'What to show', tabs: { all: 'All', mentions: 'Mentions', private: 'Private', requests: 'Requests' },
    empty: 'When someone answers you, it shows here.', emptyMentions: 'When someone mentions you, it shows here.',
    fresh: 'New', others, options: 'What reaches you', more: 'More about alerts', clear: 'Clear all alerts', cleared: 'All alerts are cleared.',
    acts: {
      mention: ' mentioned you', reply: ' answered you', private: ' wrote to you in private', status: ' wrote a post', reblog: ' boosted your post', favourite: ' favourited your post',
      both: ' favourited and boosted your post', quote: ' quoted your post', quoted_update: ' edited a post that you quoted', update: ' edited a post you boosted',
      poll: ': a poll you voted in has ended', ownPoll: 'Your poll has ended', 'admin.sign_up': ' joined', 'admin.report': ' sent a report', other: ' did something that concerns you',
      added_to_collection: ' added you to a collection', collection_update: ' changed a collection that you are in',
    } as Record<string, string>,
    follow: (one: boolean) => one ? ' follows you' : ' follow you',
    followRequest: (one: boolean) => one ? ' asks to follow you' : ' ask to follow you',
    warning: 'Those who look after this community have written to you.', severed: 'Some of your follows ended, because servers no longer connect.', annual: 'Your year in posts is ready.',
    see: 'See it', accept: 'Accept', reject: 'Decline', people: 'Who else', accepted: (handle: string) => `${handle} follows you now.`,
    acceptOf: (handle: string) => `Accept ${handle}`, rejectOf: (handle: string) => `Decline ${handle}`, rejected: (handle: string) => `${handle} was declined.`,
    dismiss: 'Put away', dismissed: 'Put away.', kept: (n: string, one: boolean) => one ? 'Alerts of 1 person are kept aside' : `Alerts of ${n} people are kept aside`,
    keptWhy: (reasons: string) => `, as you do with ${reasons}.`, look: 'Look',
    reasons: {
      for_not_following: 'people you do not follow', for_not_followers: 'people who do not follow you', for_new_accounts: 'new accounts',
      for_private_mentions: 'private messages unasked', for_limited_accounts: 'limited accounts',
    },
  },
  requests: {
    title: 'Kept aside', lead: 'What these people sent waits here and did not disturb you. Accept somebody and their alerts reach you from now on.',
    empty: 'Nobody is kept aside.', count: (n: string, one: boolean) => one ? '1 alert' : `${n} alerts`, accept: 'Let through', dismiss: 'Put away',
    acceptOf: (handle: string) => `Let through: ${handle}`, dismissOf: (handle: string) => `Put away: ${handle}`,
    accepted: (handle: string) => `Alerts of ${handle} reach you now.`, dismissed: (handle: string) => `What ${handle} sent is put away.`,
  },
  policy: {
    title: 'What reaches you', lead: 'Whose alerts do you want to see at once?',
    groups: {
      for_not_following: ['People you do not follow', 'Until you let them through'], for_not_followers: ['People who do not follow you', 'Also those who began less than 3 days ago'],
      for_new_accounts: ['New accounts', 'Made in the last 30 days'], for_private_mentions: ['Private messages unasked', 'Unless they answer you, or you follow the sender'],
      for_limited_accounts: ['Limited accounts', 'Limited by those who look after this server'],
    } as Record<string, readonly [string, string]>,
    choices: { accept: 'Show', filter: 'Keep aside', drop: 'Leave out' }, saved: 'Saved.',
  },
  conversations: {
    title: 'Private', order: 'Private conversations, latest first.', empty: 'When you and someone write in private, it shows here.', write: 'Write in private',
    open: 'Not encrypted: server staff could read it.', with: (names: string) => `With ${names}`, you: 'You', unread: 'New', more: 'More', markRead: 'Mark as read', delete: 'Delete this conversation',
    deleted: 'The conversation is gone from your list. The others keep theirs.', reply: 'Reply in private', replyTo: (names: string) => `Reply to ${names} in private`, sending: 'Sending', send: 'Reply privately',
    failed: 'Not sent. Your text is safe.', missing: 'This conversation is not here.', messages: 'Messages, oldest first', noText: 'A picture', aria: (names: string, time: string) => `${names}, ${time}`,
    earlier: 'There may be more before this.',
  },
}
