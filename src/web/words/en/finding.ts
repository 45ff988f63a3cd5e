// English words for finding things: search, explore, the directory, followed hashtags.

export const finding = {
  search: {
    title: 'Search', label: 'Search people, posts and hashtags', placeholder: 'People, posts, hashtags', go: 'Search', tabsLabel: 'What to show',
    tabs: { all: 'All', accounts: 'People', statuses: 'Posts', hashtags: 'Hashtags' },
    nothing: (query: string) => `Nothing for “${query}”.`, elsewhere: 'Looking for someone elsewhere? Paste name@server.', nothingOf: 'Try another word, or look at everything.',
    all: (kind: string) => `All: ${kind}`, wait: 'Searching',
    howTitle: 'What you can type', found: (n: string, one: boolean) => one ? '1 result' : `${n} results`,
    hintStart: 'Three letters are enough to begin.', hintNetwork: 'Like an e-mail address: mirjam is her name, social.coop her server.',
    operators: [
      ['name@server', 'Somebody on another server'], ['#tag', 'A hashtag'], ['https://…', 'A post or a person, by its address'], ['from:@jonas', 'Posts by Jonas; from:me for yours'],
      ['has:media', 'Posts with pictures; has:poll with a poll'], ['is:reply', 'Replies; is:sensitive for what carries a warning'], ['language:de', 'Posts in German'],
      ['before:2026-05-01', 'Also after: and during:'], ['in:library', 'Only your own posts and what you kept, favourited, boosted or answered'],
    ] as readonly (readonly [string, string])[],
  },
  tags: { uses: (n: string, one: boolean) => one ? '1 person this week' : `${n} people this week` },
  explore: {
    title: 'Explore', tabsLabel: 'What to show', tabs: { explore: 'Popular', local: 'Here', public: 'Network', remote: 'Elsewhere', directory: 'People' },
    tags: 'Hashtags in use', posts: 'Posts many liked', people: 'People to follow', all: 'All people', order: 'Chosen by how many people used, boosted or favourited it in the last days.',
    quiet: 'Quiet so far. When people use hashtags and favourite posts, it shows here.', hide: 'Not this one', hideOf: (handle: string) => `Do not suggest ${handle}`, hidden: (handle: string) => `${handle} is no longer suggested.`,
  },
  directory: {
    title: 'People', tabsLabel: 'Order', orders: { active: 'Lately active', new: 'Newest' }, sides: { local: 'This community', all: 'Everybody known here' },
    order: { active: 'Who wrote most recently comes first.', new: 'Who came most recently comes first.' }, sidesLabel: 'From where', empty: 'Nobody here has asked to be listed yet.',
  },
  followedTags: { title: 'Hashtags you follow', order: 'Latest followed first.', empty: 'Open a hashtag and follow it: its posts come to your home.', unfollow: 'Unfollow', unfollowOf: (tag: string) => `Unfollow ${tag}`, unfollowed: (tag: string) => `${tag} no longer comes to your home.` },
}
