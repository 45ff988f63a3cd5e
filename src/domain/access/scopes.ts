// What a token may do: Mastodon's hierarchical scopes. `read` covers `read:accounts`; `follow` is the old name of six.

const reads = ['accounts', 'blocks', 'bookmarks', 'collections', 'favourites', 'filters', 'follows', 'lists', 'mutes', 'notifications', 'search', 'statuses']
const writes = ['accounts', 'blocks', 'bookmarks', 'collections', 'conversations', 'favourites', 'filters', 'follows', 'lists', 'media', 'mutes',
  'notifications', 'reports', 'statuses']
const administered = ['accounts', 'canonical_email_blocks', 'domain_allows', 'domain_blocks', 'email_domain_blocks', 'ip_blocks', 'reports']

const FOLLOW = new Set(['read:blocks', 'read:follows', 'read:mutes', 'write:blocks', 'write:follows', 'write:mutes'])

/** Every scope an app may ask for, in the order the server's metadata names them. */
export const knownScopes: readonly string[] = [
  'profile', 'read', ...reads.map((one) => `read:${one}`), 'write', ...writes.map((one) => `write:${one}`), 'follow', 'push',
  'admin:read', ...administered.map((one) => `admin:read:${one}`), 'admin:write', ...administered.map((one) => `admin:write:${one}`),
]
const KNOWN = new Set(knownScopes)

/** Says whether `granted` covers `wanted`: itself, a scope it lies under, or the old `follow`. */
export function coversScope(granted: readonly string[], wanted: string): boolean {
  if (granted.includes(wanted)) return true
  if (granted.includes('follow') && FOLLOW.has(wanted)) return true
  for (let end = wanted.lastIndexOf(':'); end > 0; end = wanted.lastIndexOf(':', end - 1)) {
    if (granted.includes(wanted.slice(0, end))) return true
  }
  return false
}

/** A `scope` parameter or column as a list, each once, in its order. */
export const parseScopes = (text: string | null | undefined): string[] =>
  [...new Set((text ?? '').split(/[\s+]+/).filter(Boolean))]

/** The first of `scopes` that this server does not have, or null. */
export const unknownScope = (scopes: readonly string[]): string | null => scopes.find((one) => !KNOWN.has(one)) ?? null
