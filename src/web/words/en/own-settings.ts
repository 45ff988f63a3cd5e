// English words of the app's settings: the member's profile and preferences.

export const ownSettings = {
  title: 'Settings',
  index: {
    profile: 'Profile', profileHint: 'Name, picture, words about you, links', preferences: 'Preferences', preferencesHint: 'Posting, reading, how it looks', filters: 'Filters', filtersHint: 'Words you would rather not see',
    tags: 'Followed hashtags', requests: 'Follow requests', relationships: 'Your people', people: 'People you muted', blocks: 'People you blocked', servers: 'Servers you hide', account: 'E-mail and password', accountHint: 'Also letters, language and leaving',
    security: 'Second step', securityHint: 'A code or a passkey besides the password', sessions: 'Where you are signed in', apps: 'Apps with access', oldPosts: 'Old posts', oldPostsHint: 'They can go by themselves', migration: 'Move to another account', migrationHint: 'And take your followers along', invites: 'Invitations', keys: 'Keyboard shortcuts', signOut: 'Sign out', you: 'You', hidden: 'Hidden from you', access: 'Access',
  },
  save: 'Save', saving: 'Saving …', saved: 'Saved.', unsaved: 'Not saved yet', failed: 'Not saved.', reallyLeave: 'What you changed is not saved yet.',
  profile: {
    title: 'Your profile', name: 'Name', nameHint: 'As people know you. Up to 30 characters.', about: 'About you', aboutHint: 'Links, @people and #hashtags work.', left: (n: string) => `${n} left`, over: (n: string) => `${n} too many`,
    avatar: 'Picture', header: 'Banner', choose: { avatar: 'Choose a picture', header: 'Choose a banner' }, change: { avatar: 'Change the picture', header: 'Change the banner' }, remove: { avatar: 'Remove the picture', header: 'Remove the banner' },
    describe: { avatar: 'What the picture shows', header: 'What the banner shows' }, describeHint: 'For those who cannot see it.', removed: { avatar: 'Picture removed.', header: 'Banner removed.' },
    tooBig: (size: string) => `The picture is over ${size}. Choose a smaller one.`, noPicture: 'This file is no picture we can read. JPEG, PNG, WebP or GIF will do.',
    fields: 'Links and facts', fieldsHint: 'A link is checked when the page it leads to links back to your profile with rel="me".', fieldName: (n: string) => `Label ${n}`, fieldValue: (n: string) => `Content ${n}`, addField: 'Add a line', removeField: (n: string) => `Remove line ${n}`, up: (n: string) => `Move line ${n} up`,
    checked: (date: string) => `Checked on ${date}`, unchecked: 'Not checked: the page does not link back yet', linkBack: 'Put this on your page to have it checked', copy: 'Copy',
    whoFinds: 'Who finds you', locked: 'Approve followers yourself', lockedHint: 'Posts to followers are read only by those you let in.', bot: 'This is an automated account', botHint: 'Says so on your profile.',
    discoverable: 'Suggest me to others', discoverableHint: 'In the directory, in suggestions and in popular posts.', indexable: 'Let my public posts be searched', indexableHint: 'By everybody. Otherwise only those who know a post find it.',
    hide: 'Hide whom I follow and who follows me', hideHint: 'The numbers stay.', media: 'Show the tab with media', featured: 'Show the tab with what I feature',
    attribution: 'Sites that may name you as author', attributionHint: 'One host name a line. Their links then lead to your profile.', tags: 'Featured hashtags', tagsHint: 'On your profile; each leads to your posts with it.', tag: 'Hashtag', addTag: 'Feature', removeTag: (tag: string) => `No longer feature ${tag}`, often: 'You often use:', see: 'See your profile',
  },
  crop: { title: { avatar: 'Choose the part to show', header: 'Choose the part to show' }, hint: 'Drag it, or move the sliders.', zoom: 'Size', across: 'Left and right', down: 'Up and down', use: 'Use it' },
  preferences: {
    title: 'Preferences', posting: 'When you write', audience: 'Who reads your posts', sensitive: 'Mark media as sensitive', language: 'Language of your posts', asPage: 'As in your account', quote: 'Who may quote you', quotes: { public: 'Everyone', followers: 'Followers', nobody: 'Nobody' } as Record<string, string>,
    reading: 'When you read', media: 'Pictures and films', medias: { default: 'Cover what is marked as sensitive', show_all: 'Show everything', hide_all: 'Cover everything' } as Record<string, string>, warnings: 'Open posts behind a warning', gifs: 'Let animations move by themselves',
    languages: 'Languages in public lists', languagesHint: 'None chosen: all of them. Posts that do not say their language are always shown.', everywhere: 'Kept with your account: it counts on all your devices.',
    device: 'On this device', theme: 'Colours', themes: { system: 'As the device says', light: 'Light', dark: 'Dark' } as Record<string, string>, contrast: 'Strong contrast', text: 'Text size', texts: { small: 'Small', normal: 'Normal', large: 'Large', larger: 'Larger' } as Record<string, string>,
    motion: 'No movement', keys: 'Use keyboard shortcuts', keysAll: 'All shortcuts', boosts: 'Show boosts in Home', at: 'Takes effect at once.',
  },
}
