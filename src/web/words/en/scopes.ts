// OAuth scopes in plain English: what an app may do, not what the API calls it.

/** One sentence part per scope, to follow "It may". Unknown scopes are named as they are. */
export const scopeWords: Record<string, string> = {
  profile: 'know who you are: your name, picture and profile',
  read: 'see everything in your account: posts, private mentions, follows, lists, settings',
  write: 'change everything in your account: post, delete, follow, block, edit your profile',
  follow: 'see and change whom you follow, mute and block',
  push: 'send alerts to your device',
  'read:accounts': 'see your profile and those of others',
  'read:blocks': 'see whom you block',
  'read:bookmarks': 'see your bookmarks',
  'read:collections': 'see your collections',
  'read:favourites': 'see your favourites',
  'read:filters': 'see your filters',
  'read:follows': 'see whom you follow',
  'read:lists': 'see your lists',
  'read:mutes': 'see whom you mute',
  'read:notifications': 'see your alerts',
  'read:search': 'search for you',
  'read:statuses': 'see all posts that you can see, private ones too',
  'write:accounts': 'edit your profile',
  'write:blocks': 'block and unblock people and servers',
  'write:bookmarks': 'add and remove bookmarks',
  'write:collections': 'change your collections',
  'write:conversations': 'mute and delete conversations',
  'write:favourites': 'add and remove favourites',
  'write:filters': 'change your filters',
  'write:follows': 'follow and unfollow people',
  'write:lists': 'change your lists',
  'write:media': 'upload pictures, films and sound',
  'write:mutes': 'mute and unmute people and conversations',
  'write:notifications': 'clear your alerts',
  'write:reports': 'report people and posts for you',
  'write:statuses': 'write, edit and delete your posts',
  'admin:read': 'see everything that staff can see',
  'admin:write': 'do everything that staff can do',
}

const areas: Record<string, string> = {
  accounts: 'accounts', reports: 'reports', domain_allows: 'allowed servers', domain_blocks: 'blocked servers',
  ip_blocks: 'blocked networks', email_domain_blocks: 'blocked mail domains',
  canonical_email_blocks: 'blocked e-mail addresses',
}

/** The words of one scope. */
export function scopeSentence(scope: string): string {
  const [, verb, area = ''] = /^admin:(read|write):(\w+)$/.exec(scope) ?? []
  if (verb && areas[area]) return `${verb === 'read' ? 'see' : 'change'}, as staff, ${areas[area]}`
  return Object.hasOwn(scopeWords, scope) ? scopeWords[scope]! : scope
}
