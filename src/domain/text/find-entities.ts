// Finds mentions, hashtags and links in what people type, the way Mastodon does.
// One pass from left to right: what is found is never searched again, so spans cannot overlap and time is linear.
import { matchAt, TAG_MEANINGFUL, TAG_SEPARATORS, WORD } from './characters.ts'
import type { HashtagEntity, MentionEntity, TextEntity, UrlEntity } from './entities.ts'
import { magnetEnd, webUrlEnd, xmppEnd } from './find-url.ts'

const TRIGGER = /[@#＃]|(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\/|xmpp:|magnet:(?=\?)/giu
const MENTION_MAY_START = new RegExp(`(?<![=/${WORD}])@`, 'uy')
const TAG_MAY_START = new RegExp(`(?<![=/)&#＃${WORD}])[#＃]`, 'uy')
const URL_MAY_START = /(?<![A-Za-z0-9@＠$#＃_])./uy
const USERNAME = /[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*/iy
const HOST = new RegExp(`@[${WORD}]+(?:[.-]+[${WORD}]+)*(?::\\d{2,5}(?![:${WORD}]))?`, 'uy')
const NOT_AFTER_MENTION = /[@＠\p{M}\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]|:\/\//uy
const TAG_RUN = new RegExp(`[${WORD}][${WORD}${TAG_SEPARATORS}]*`, 'uy')
const TAG_TAIL = new RegExp(`[${TAG_SEPARATORS}]`, 'u')

function mayStart(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index
  return pattern.test(text)
}

function mentionAt(text: string, start: number): MentionEntity | null {
  if (!mayStart(MENTION_MAY_START, text, start)) return null
  const username = matchAt(USERNAME, text, start + 1)
  if (username === '') return null
  const host = matchAt(HOST, text, start + 1 + username.length)
  const end = start + 1 + username.length + host.length
  if (mayStart(NOT_AFTER_MENTION, text, end)) return null
  return {
    kind: 'mention', start, end, text: text.slice(start, end),
    username, host: host === '' ? null : host.slice(1),
  }
}

/** The hashtag name at the start of `run`: without trailing separators, and `''` if it is only digits. */
function tagName(run: string): string {
  let name = run
  while (TAG_TAIL.test(name.slice(-1))) name = name.slice(0, -1)
  return TAG_MEANINGFUL.test(name) ? name : ''
}

function hashtagAt(text: string, start: number): HashtagEntity | null {
  if (!mayStart(TAG_MAY_START, text, start)) return null
  let name = tagName(matchAt(TAG_RUN, text, start + 1))
  // `#seehttps://…` is a tag that somebody glued to a link.
  if (text.startsWith('://', start + 1 + name.length)) name = tagName(name.replace(/https?$/i, ''))
  if (name === '') return null
  const end = start + 1 + name.length
  return { kind: 'hashtag', start, end, text: text.slice(start, end), name }
}

function urlAt(text: string, start: number, trigger: string): UrlEntity | null {
  if (!mayStart(URL_MAY_START, text, start)) return null
  const scheme = trigger.slice(0, trigger.indexOf(':')).toLowerCase()
  const after = start + trigger.length
  const end = scheme === 'xmpp' ? xmppEnd(text, after)
    : scheme === 'magnet' ? magnetEnd(text, after)
    : webUrlEnd(text, after)
  if (end === -1) return null
  const url = text.slice(start, end)
  return { kind: 'url', start, end, text: url, url, scheme }
}

function entityAt(text: string, start: number, trigger: string): TextEntity | null {
  if (trigger === '@') return mentionAt(text, start)
  if (trigger === '#' || trigger === '＃') return hashtagAt(text, start)
  return urlAt(text, start, trigger)
}

/**
 * Every mention, hashtag and link in a plain text, in order and without overlaps.
 * Linear in the length of the text; never throws. Rules follow Mastodon's `Extractor`, with two wishes of our own:
 * any host with a dot is linked when the scheme is written, and a mention may carry a port.
 */
export function findEntities(text: string): TextEntity[] {
  const found: TextEntity[] = []
  TRIGGER.lastIndex = 0
  for (let match = TRIGGER.exec(text); match !== null; match = TRIGGER.exec(text)) {
    const entity = entityAt(text, match.index, match[0])
    TRIGGER.lastIndex = entity === null ? match.index + 1 : entity.end
    if (entity !== null) found.push(entity)
  }
  return found
}

/** The distinct hashtag names in a text, as typed, in order; names that differ only in case count as one. */
export function hashtagNames(text: string): string[] {
  const seen = new Map<string, string>()
  for (const entity of findEntities(text)) {
    if (entity.kind !== 'hashtag') continue
    const key = entity.name.toLowerCase()
    if (!seen.has(key)) seen.set(key, entity.name)
  }
  return [...seen.values()]
}
