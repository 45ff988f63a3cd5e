// Turns what local people typed into the HTML that clients show and other servers receive, exactly in Mastodon's shape.
import { escapeHtml } from './escape.ts'
import type { MentionEntity, TextEntity } from './entities.ts'
import { findEntities } from './find-entities.ts'
import { handleKey } from './names.ts'

const SHOWN_URL_LENGTH = 30
const HIDDEN_URL_PREFIX = /^(?:https?:\/\/(?:www\.)?|xmpp:)/i
const LINK_REL = 'nofollow noopener noreferrer'

/** An account that a text may mention. `acct` is `name` for local and `name@host` for remote accounts. */
export interface MentionTarget {
  url: string
  username: string
  acct: string
}

export interface FormatOptions {
  /** Keyed by `handleKey(username, host)`. A local account that may be written with our host needs both keys. */
  mentions: ReadonlyMap<string, MentionTarget>
  /** The address of a hashtag's page, from its name as typed. */
  tagUrl: (name: string) => string
}

interface Rendering extends FormatOptions {
  me: boolean
  withHosts: boolean
}

/**
 * A link as Mastodon shows it: scheme and `www.` invisible, 30 characters, the rest invisible after an ellipsis.
 * `url` is shown as it is; pass a URL that has already been checked for its scheme. `me` adds `rel="me"`.
 */
export function shortenedLink(url: string, { me = false } = {}): string {
  const prefix = HIDDEN_URL_PREFIX.exec(url)?.[0] ?? ''
  const characters = Array.from(url.slice(prefix.length))
  // An ellipsis in place of a single character would save nothing.
  const cut = characters.length > SHOWN_URL_LENGTH + 1
  const shown = cut ? characters.slice(0, SHOWN_URL_LENGTH).join('') : characters.join('')
  const hidden = cut ? characters.slice(SHOWN_URL_LENGTH).join('') : ''
  return `<a href="${escapeHtml(url)}" target="_blank" rel="${LINK_REL}${me ? ' me' : ''}" translate="no">`
    + `<span class="invisible">${escapeHtml(prefix)}</span>`
    + `<span class="${cut ? 'ellipsis' : ''}">${escapeHtml(shown)}</span>`
    + `<span class="invisible">${escapeHtml(hidden)}</span></a>`
}

function hasNamesake(target: MentionTarget, mentions: ReadonlyMap<string, MentionTarget>): boolean {
  const name = target.username.toLowerCase()
  for (const other of mentions.values()) {
    if (other.username.toLowerCase() === name && other.acct.toLowerCase() !== target.acct.toLowerCase()) return true
  }
  return false
}

function renderMention(entity: MentionEntity, options: Rendering): string {
  const target = options.mentions.get(handleKey(entity.username, entity.host))
  if (target === undefined) return escapeHtml(entity.text)
  const shown = options.withHosts || hasNamesake(target, options.mentions) ? target.acct : target.username
  return `<span class="h-card" translate="no"><a href="${escapeHtml(target.url)}" class="u-url mention">`
    + `@<span>${escapeHtml(shown)}</span></a></span>`
}

function renderEntity(entity: TextEntity, options: Rendering): string {
  if (entity.kind === 'url') return shortenedLink(entity.url, { me: options.me })
  if (entity.kind === 'mention') return renderMention(entity, options)
  return `<a href="${escapeHtml(options.tagUrl(entity.name))}" class="mention hashtag" rel="tag">`
    + `#<span>${escapeHtml(entity.name)}</span></a>`
}

function renderInline(text: string, options: Rendering): string {
  const parts: string[] = []
  let last = 0
  for (const entity of findEntities(text)) {
    parts.push(escapeHtml(text.slice(last, entity.start)), renderEntity(entity, options))
    last = entity.end
  }
  parts.push(escapeHtml(text.slice(last)))
  return parts.join('')
}

function paragraphs(html: string): string {
  return html
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br />')}</p>`)
    .join('')
}

/**
 * The HTML of a local post: paragraphs at blank lines, `<br />` at single ones, links, mentions, hashtags.
 * Everything else is escaped; mentions that are not in `mentions` stay text. A blank text gives `''`.
 * Two mentioned accounts with the same name are told apart by their hosts.
 */
export function formatStatus(text: string, options: FormatOptions): string {
  const trimmed = text.replace(/\r\n?/g, '\n').trim()
  return trimmed === '' ? '' : paragraphs(renderInline(trimmed, { ...options, me: false, withHosts: false }))
}

/** The HTML of a local account's note: as `formatStatus`. */
export function formatBio(text: string, options: FormatOptions): string {
  return formatStatus(text, options)
}

/** The HTML of a local profile field's value: one line, mentions with their hosts, links with `rel="me"`. */
export function formatField(value: string, options: FormatOptions): string {
  return renderInline(value.replace(/\s+/g, ' ').trim(), { ...options, me: true, withHosts: true })
}
