// Where a link in plain text ends: host checks, balanced brackets, trailing punctuation.
// find-entities.ts asks here whenever it has seen a scheme.
import { domainToASCII } from 'node:url'
import { matchAt, NEVER_IN_URL } from './characters.ts'

const HOST_LIMIT = 255
const HOST = /[\p{L}\p{M}\p{N}_.-]+/uy
const PORT = /:\d{1,5}(?!\d)/y
const REST = new RegExp(`[^${NEVER_IN_URL}()\\[\\]]+`, 'uy')
const XMPP_ADDRESS = /[\p{L}\p{M}\p{N}!$()*+,;=._~%-]{1,255}@(?=[\p{L}\p{N}])/uy
const NEVER_LAST_IN_PATH = /[!*'"「」『』【】《》〈〉（）。、！？，．：；…“”‘’«»;:=,.$%[~&|@?({}^]/u
const NEVER_LAST_IN_QUERY = /[!*'"「」『』【】《》〈〉（）。、！？，．：；…“”‘’«»;:,.$%[~|@?({}^]/u
const CLOSERS: Record<string, string> = { ')': '(', ']': '[' }

/** `example.comです` is `example.com` followed by a word: a top-level label is either all ASCII or not at all. */
function withoutTrailingWord(host: string): string {
  const start = host.lastIndexOf('.') + 1
  const label = host.slice(start)
  const ascii = /^[\x21-\x7e]+/.exec(label)?.[0] ?? ''
  return ascii === '' ? host : host.slice(0, start) + ascii
}

function trimHost(raw: string): string {
  let host = raw
  while (/[._-]$/.test(host)) host = host.slice(0, -1)
  host = withoutTrailingWord(host)
  while (/[._-]$/.test(host)) host = host.slice(0, -1)
  return host
}

function isLinkableHost(host: string): boolean {
  if (host.includes('..') || host.startsWith('.') || host.startsWith('-')) return false
  if (/^localhost$/i.test(host)) return true
  if (!host.includes('.')) return false
  const last = host.slice(host.lastIndexOf('.') + 1)
  if (/^\d/.test(last)) return /^\d{1,3}(\.\d{1,3}){3}$/.test(host)
  if ([...last].length < 2) return false
  return domainToASCII(host) !== ''
}

/** Reads a host with its optional port. Returns its end, or -1 when there is none that may be linked. */
function hostEnd(text: string, start: number): number {
  const raw = matchAt(HOST, text.slice(start, start + HOST_LIMIT), 0)
  const host = trimHost(raw)
  if (host === '' || !isLinkableHost(host)) return -1
  const end = start + host.length
  return end + matchAt(PORT, text, end).length
}

/** Path, query and fragment from `start`, up to a character no link has or a bracket opened outside of it. */
function balancedRest(text: string, start: number): string {
  const open: Record<string, number> = { '(': 0, '[': 0 }
  let index = start
  for (;;) {
    index += matchAt(REST, text, index).length
    const char = text.charAt(index)
    const opener = CLOSERS[char]
    if (char === '(' || char === '[') open[char] = (open[char] ?? 0) + 1
    else if (opener !== undefined && open[opener] !== 0) open[opener] = (open[opener] ?? 0) - 1
    else return text.slice(start, index)
    index += 1
  }
}

/** Cuts the punctuation that belongs to the sentence around the link. */
function restLength(text: string, start: number): number {
  const rest = balancedRest(text, start)
  const query = rest.search(/[?#]/)
  let end = rest.length
  while (end > 0) {
    const last = lastCodePoint(rest, end)
    const inQuery = query !== -1 && end - 1 > query
    if (!(inQuery ? NEVER_LAST_IN_QUERY : NEVER_LAST_IN_PATH).test(last)) break
    end -= last.length
  }
  return end
}

function lastCodePoint(text: string, end: number): string {
  const unit = text.charCodeAt(end - 1)
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff
  return isLowSurrogate ? text.slice(end - 2, end) : text.charAt(end - 1)
}

/**
 * The end of a link whose scheme ends at `hostStart` (just after `://`), or -1 when no link is there.
 * A user name before the host (`https://bank.example@evil.example`) is never linked.
 */
export function webUrlEnd(text: string, hostStart: number): number {
  const end = hostEnd(text, hostStart)
  if (end === -1 || text.charAt(end) === '@') return -1
  const next = text.charAt(end)
  if (next !== '/' && next !== '?' && next !== '#') return end
  return end + restLength(text, end)
}

/** The end of an `xmpp:` address that starts at `start` (after the colon), or -1. RFC 5122, without an authority. */
export function xmppEnd(text: string, start: number): number {
  const node = matchAt(XMPP_ADDRESS, text, start)
  const end = hostEnd(text, start + node.length)
  if (end === -1) return -1
  const next = text.charAt(end)
  return next === '/' || next === '?' ? end + restLength(text, end) : end
}

/** The end of a `magnet:` link whose `?` is at `start`, or -1 when nothing follows it. */
export function magnetEnd(text: string, start: number): number {
  const length = restLength(text, start)
  return length > 1 ? start + length : -1
}
