// English words of what a member keeps in order: lists, follow requests, blocks, mutes, servers, filters.

export const keeping = {
  lists: {
    title: 'Lists', order: 'By name.', empty: 'A list shows some people’s posts apart: your team, your family, the harbour.', make: 'Make a list', name: 'Name of the list', made: (name: string) => `“${name}” is there. Add people to it.`,
    edit: 'Edit', editOf: (name: string) => `Edit ${name}`, editTitle: 'Edit list', delete: 'Delete this list', deleted: (name: string) => `“${name}” is deleted.`, save: 'Save', saved: 'Saved.',
    open: 'Open the list', replies: 'Replies shown', policies: { followed: ['To anybody you follow', ''], list: ['To people on this list', ''], none: ['None', ''] } as Record<string, readonly [string, string]>,
    exclusive: 'Keep these people’s posts out of your home', exclusiveHint: 'You read them here alone.', members: 'People on this list', nobody: 'Nobody yet.',
    search: 'Add people you follow', searchHint: 'Type a part of the name.', nothing: (query: string) => `You follow nobody called “${query}”.`, add: 'Add', remove: 'Remove',
    addOf: (handle: string) => `Add ${handle}`, removeOf: (handle: string) => `Remove ${handle}`, added: (handle: string) => `${handle} is on the list.`, removed: (handle: string) => `${handle} is off the list.`,
    none: 'There is no such list.', untitled: 'Give the list a name.',
  },
  relations: {
    label: 'Who is kept away', tabs: { blocks: 'Blocked', mutes: 'Muted', domains: 'Servers', filters: 'Filters' },
    requests: { title: 'Follow requests', order: 'Latest first.', empty: 'Nobody waits for your answer.' },
    blocks: { title: 'Blocked people', order: 'Latest first. They neither see nor reach you.', empty: 'You block nobody.', undo: 'Unblock', undoOf: (handle: string) => `Unblock ${handle}`, undone: (handle: string) => `${handle} is no longer blocked.` },
    mutes: {
      title: 'Muted people', order: 'Latest first. They do not know.', empty: 'You mute nobody.', undo: 'Unmute', undoOf: (handle: string) => `Unmute ${handle}`, undone: (handle: string) => `${handle} is no longer muted.`,
      until: (time: string) => `ends ${time}`, forever: 'Without end', change: 'How long', changeOf: (handle: string) => `How long ${handle} stays muted`, changed: (handle: string, span: string) => `${handle} is muted: ${span}.`,
      spans: [[3600, 'for 1 hour'], [86_400, 'for 1 day'], [604_800, 'for 1 week'], [2_592_000, 'for 30 days'], [0, 'without end']] as readonly (readonly [number, string])[],
      silent: 'Also hide their alerts', heard: 'Let their alerts through', silenced: (handle: string) => `Alerts of ${handle} are hidden too.`, heardNow: (handle: string) => `Alerts of ${handle} reach you.`,
    },
    domains: {
      title: 'Blocked servers', order: 'Latest first.', empty: 'You block no server.', undo: 'Unblock', undoOf: (host: string) => `Unblock ${host}`, undone: (host: string) => `${host} is no longer blocked.`, field: 'Block a server',
      hint: 'Its address, such as social.example.', block: 'Block', confirmTitle: (host: string) => `Block ${host}?`,
      confirm: 'You will see nothing of its people, and those of them who follow you stop following. You stop following them too. Unblocking does not bring that back.', cancel: 'Cancel', done: (host: string) => `${host} is blocked.`,
    },
  },
  filters: {
    title: 'Filters', order: 'What you do not want to read, and where.', empty: 'Hide posts by a word: spoilers, football, an election.', make: 'Make a filter', editTitle: 'Edit filter', newTitle: 'New filter',
    name: 'Name', nameHint: 'It stands where a post is hidden: “Hidden by your filter …”.', words: 'Words', word: (n: string) => `Word ${n}`, addWord: 'Add a word', removeWord: 'Remove', removeWordOf: (word: string) => `Remove “${word}”`, whole: 'Whole words only', wholeOf: (n: string) => `Whole word ${n} only`,
    where: 'Where', contexts: { home: 'Home and lists', notifications: 'Alerts', public: 'Public timelines', thread: 'Conversations', account: 'Profiles' } as Record<string, string>,
    how: 'How', actions: { warn: ['Behind its name', 'A line says which filter hides it, with Show.'], blur: ['Cover pictures', 'The words stay; pictures wait for a click.'], hide: ['Not at all', 'As if the post were not there.'] } as Record<string, readonly [string, string]>,
    until: 'How long', spans: [['', 'Without end'], ['1800', '30 minutes'], ['3600', '1 hour'], ['21600', '6 hours'], ['43200', '12 hours'], ['86400', '1 day'], ['604800', '1 week']] as readonly (readonly [string, string])[], keep: (time: string) => `As it is: ends ${time}`,
    save: 'Save', saved: (name: string) => `The filter “${name}” is at work.`, delete: 'Delete this filter', deleted: (name: string) => `The filter “${name}” is deleted.`, ended: 'Ended', ends: (time: string) => `ends ${time}`,
    none: 'There is no such filter.', needName: 'Give the filter a name.', needWord: 'Add at least one word.', needPlace: 'Choose at least one place.', posts: (n: string, one: boolean) => one ? '1 post' : `${n} posts`,
  },
}
