// English words of the app around people: their profile, how one stands to them, reports.

export const people = {
  act: {
    follow: 'Follow', ask: 'Ask to follow', following: 'Following', requested: 'Requested', unblock: 'Unblock', edit: 'Edit profile', unblockServer: 'Show the server again',
    followOf: (handle: string) => `Follow ${handle}`, followingOf: (handle: string) => `Following ${handle}`, requestedOf: (handle: string) => `Requested: ${handle}`, askOf: (handle: string) => `Ask to follow ${handle}`,
    more: (handle: string) => `More about ${handle}`,
  },
  relation: {
    you: 'This is you', followsYou: 'Follows you', mutual: 'You follow each other', asksYou: 'Asks to follow you', accept: 'Accept', decline: 'Decline',
    muted: 'You muted them', mutedUntil: (time: string) => `You muted them until ${time}`, unmute: 'Unmute', blocked: 'You blocked them', blocksYou: 'Blocks you',
    serverHidden: 'You hide their whole server', noBoosts: 'Boosts hidden', notified: 'You hear of each post', languages: (list: string) => `Only posts in ${list}`,
    familiar: (names: string) => `Followed by ${names}`, others: (n: string, one: boolean) => one ? '1 more' : `${n} more`,
  },
  menu: {
    mention: 'Mention', message: 'Write privately', notify: 'Hear of each new post', unnotify: 'Stop hearing of each post', hideBoosts: 'Hide their boosts', showBoosts: 'Show their boosts',
    languages: 'Choose languages', lists: 'Add to lists', mute: 'Mute …', unmute: 'Unmute', block: 'Block', unblock: 'Unblock', removeFollower: 'Remove from your followers',
    recommend: 'Recommend on your profile', unrecommend: 'No longer recommend', hideServer: (host: string) => `Hide everything from ${host} …`, showServer: (host: string) => `Show ${host} again`,
    report: 'Report …', copyLink: 'Copy the link', note: 'Note to yourself …', original: (host: string) => `See it at ${host}`, edit: 'Edit profile', preferences: 'Preferences', requests: 'Follow requests',
  },
  done: {
    withdrawn: (handle: string) => `You no longer ask to follow ${handle}.`, mutedFor: (handle: string, time: string) => `${handle} is muted until ${time}.`,
    unmuted: (handle: string) => `${handle} is no longer muted.`, unblocked: (handle: string) => `${handle} is no longer blocked.`,
    notify: (handle: string) => `You will hear of each new post by ${handle}.`, unnotify: (handle: string) => `You no longer hear of each post by ${handle}.`,
    boostsHidden: (handle: string) => `Boosts by ${handle} no longer come to your home.`, boostsShown: (handle: string) => `Boosts by ${handle} come to your home again.`,
    languages: 'Saved which languages you see.', noted: 'Note saved. Only you see it.', listed: (title: string) => `Added to ${title}.`, unlisted: (title: string) => `Removed from ${title}.`,
    removed: (handle: string) => `${handle} no longer follows you.`, recommended: (handle: string) => `${handle} is recommended on your profile.`, unrecommended: (handle: string) => `${handle} is no longer recommended.`,
    serverHidden: (host: string) => `Everything from ${host} is hidden.`, serverShown: (host: string) => `${host} is shown again. Follow its people anew.`,
    accepted: (handle: string) => `${handle} follows you now.`, declined: (handle: string) => `You declined ${handle}.`, reported: 'Thank you. The staff of this community will look at it.',
  },
  state: {
    limited: 'The moderators of this community have hidden this profile from most people.', show: 'Show it all the same', blockedBy: 'They blocked you: you cannot follow them or see their posts.',
    blocked: 'You blocked them. Their posts stay hidden until you unblock them.', look: 'Look at the posts all the same', missing: 'There is nobody by this name.',
    looking: (host: string) => `Asking ${host} …`, notFound: (handle: string) => `We know nobody called ${handle}, and their server did not name anybody. Check the spelling.`,
    serverHidden: (host: string) => `You hide everything from ${host}.`, order: 'Latest first.', title: 'Profile', pinned: 'Pinned', empty: 'Nothing posted yet.', emptyOwn: 'Nothing yet. Say hello: people like to know who came in.', write: 'Write',
    noTagged: 'Nothing posted with this hashtag yet.', noFeatured: 'Nothing featured yet.', featureOwn: 'Choose hashtags to feature', failed: 'This profile could not be loaded.',
  },
  lists: {
    followers: 'Followers', following: 'Following', followersOf: (name: string) => `Followers of ${name}`, followingOf: (name: string) => `People ${name} follows`, nobody: 'Nobody yet.', nobodyOwn: 'Nobody follows you yet. Say hello, and follow a few people.', nobodyFollowed: 'You follow nobody yet.',
    hidden: (name: string) => `${name} keeps this list private.`, more: 'Load more', end: 'That is everybody.', partly: (host: string) => `Only those this server knows of. All of them are at ${host}.`, remove: (handle: string) => `Remove ${handle} from your followers`, removeShort: 'Remove',
    relationships: 'Your people', relationshipsNote: 'Who follows you and whom you follow, latest first.',
  },
  mute: {
    title: (handle: string) => `Mute ${handle}`, lead: 'You no longer see their posts. They are not told, and can still follow you.', how: 'For how long',
    choices: { 0: 'Until you unmute them', 3600: '1 hour', 86400: '1 day', 604800: '7 days', 2592000: '30 days' } as Record<string, string>, alerts: 'Hide their alerts too', go: 'Mute',
  },
  server: {
    title: (host: string) => `Hide everything from ${host}?`, lead: 'You will see no posts and no alerts from anybody there. Your followers from there are removed, and you no longer follow anybody there. Showing it again does not bring the follows back.', go: (host: string) => `Hide ${host}`, keep: 'Keep it',
  },
  languages: { title: (handle: string) => `Languages of ${handle}`, lead: 'Only posts in these languages come to your home. None chosen: all of them.', save: 'Save' },
  addToList: { title: (handle: string) => `Lists with ${handle}`, none: 'You have no lists yet.', make: 'Make a list', mustFollow: 'Only people you follow can be on a list. Follow them first.', close: 'Done' },
  note: { title: (handle: string) => `Your note about ${handle}`, label: 'Only you see it', save: 'Save', shown: 'Your note' },
  report: {
    title: (handle: string) => `Report ${handle}`, lead: 'A person of this community’s staff reads it. They are not told who reported.', why: 'What is wrong?',
    categories: { violation: 'It breaks our rules', spam: 'It is spam', legal: 'It breaks the law', other: 'Something else' } as Record<string, string>, rules: 'Which rules?',
    posts: 'Posts that show it', postsNone: 'No posts to choose from.', postLabel: (time: string) => `Post of ${time}`, withMedia: 'a picture or film', comment: 'Anything they should know', commentHint: 'Up to 1,000 characters.',
    forward: (host: string) => `Send a copy to ${host}`, forwardHint: 'It does not name you.', send: 'Send the report', sending: 'Sending …', chooseRule: 'Choose at least one rule.', choose: 'Choose what is wrong.',
    after: 'You need not see them again:', sent: 'Report sent',
  },
  cancel: 'Cancel',
}
