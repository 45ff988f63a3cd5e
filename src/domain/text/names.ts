// Names people and servers go by: user names, handles, hosts. One spelling each, so that they can be compared.
import { domainToASCII } from 'node:url'

const LOCAL_USERNAME = /^[a-z0-9_]{1,30}$/i
const REMOTE_USERNAME = /^[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*$/i
const USERNAME_LIMIT = 512
const HOST_LIMIT = 253

/** Names nobody may register, because others would take their owner for the server itself, or a page for a person. */
const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'abuse', 'account', 'accounts', 'actor', 'admin', 'administration', 'administrator', 'all', 'anonymous', 'api',
  'auth', 'autoconfig', 'autodiscover', 'bot', 'channel', 'contact', 'covey', 'everyone', 'federation', 'followers',
  'ftp', 'help', 'here', 'hostmaster', 'imap', 'inbox', 'info', 'instance', 'internal', 'localhost', 'login', 'mail',
  'mailer_daemon', 'me', 'media', 'mod', 'moderation', 'moderator', 'moderators', 'mods', 'nobody', 'no_reply',
  'noreply', 'null', 'oauth', 'official', 'outbox', 'owner', 'police', 'pop', 'postmaster', 'privacy', 'public',
  'relay', 'report', 'reports', 'robot', 'root', 'security', 'server', 'settings', 'signup', 'smtp', 'ssl', 'staff',
  'support', 'sysadmin', 'system', 'team', 'trust_and_safety', 'undefined', 'usenet', 'uucp', 'verification',
  'verified', 'webfinger', 'webmaster', 'www',
])

/** A parsed `@name@host`. `host` is null for a local name, else in `normaliseHost`'s spelling. */
export interface Handle {
  username: string
  host: string | null
}

/** Whether a name may be used by a local account: ASCII letters, digits and `_`, 1 to 30 characters. */
export function isUsername(name: string): boolean {
  return LOCAL_USERNAME.test(name)
}

/** Whether a name from another server is one we can mention: like ours, with inner dots and hyphens. */
export function isRemoteUsername(name: string): boolean {
  return name.length <= USERNAME_LIMIT && REMOTE_USERNAME.test(name)
}

/** Whether a local name is kept back. Case, underscores and digits at the ends do not get around it. */
export function isReservedName(name: string): boolean {
  const lower = name.toLowerCase()
  return RESERVED_NAMES.has(lower) || RESERVED_NAMES.has(lower.replace(/^_+|[_0-9]+$/g, ''))
}

/**
 * A host in the one spelling we store: lower case, punycode, no trailing dot, with its port if one is given.
 * Null for anything that is not a plain DNS name or IPv4 address (brackets, paths, spaces, over 253 characters).
 */
export function normaliseHost(host: string): string | null {
  const match = /^([^\s:/?#@[\]\\%]{1,255}?)\.?(?::(\d{1,5}))?$/u.exec(host.trim())
  if (match === null) return null
  const name = domainToASCII(match[1] ?? '')
  if (name === '' || name.length > HOST_LIMIT) return null
  if (name.split('.').some((label) => label === '' || label === 'xn--' || label.length > 63)) return null
  if (match[2] === undefined) return name
  const port = Number(match[2])
  return port >= 1 && port <= 65_535 ? `${name}:${port}` : null
}

/**
 * Parses `name`, `@name`, `name@host`, `@name@host` and `acct:name@host`. The username keeps its case;
 * the host becomes `normaliseHost`'s spelling. Null when either part is not valid.
 */
export function parseHandle(text: string): Handle | null {
  const bare = text.trim().replace(/^acct:/i, '').replace(/^@/, '')
  const at = bare.indexOf('@')
  const username = at === -1 ? bare : bare.slice(0, at)
  if (!isRemoteUsername(username)) return null
  if (at === -1) return { username, host: null }
  const host = normaliseHost(bare.slice(at + 1))
  return host === null ? null : { username, host }
}

/** The key under which a handle is looked up: `name` or `name@host`, lower case. An invalid host keeps its text. */
export function handleKey(username: string, host: string | null): string {
  const name = username.toLowerCase()
  return host === null ? name : `${name}@${normaliseHost(host) ?? host.toLowerCase()}`
}
