// First half of sanitising: remote HTML written anew with the elements and attributes that Mastodon keeps.
// Headings become strong paragraphs, unusable links become text, and layout elements become line breaks.
import { escapeHtml } from './escape.ts'
import { CONTENT_DROPPED, readHtml } from './html-limits.ts'

type Attributes = Record<string, string>

/** What an element opens and closes with in the output. */
interface Rewritten {
  before: string
  after: string
}

export const LINK_SCHEMES: readonly string[] = [
  'http', 'https', 'dat', 'dweb', 'ipfs', 'ipns', 'ssb', 'gopher', 'xmpp', 'magnet', 'gemini',
]
export const ALLOWED_ELEMENTS: readonly string[] = [
  'p', 'br', 'span', 'a', 'del', 's', 'pre', 'blockquote', 'code', 'b', 'strong', 'u', 'i', 'em', 'ul', 'ol', 'li',
  'ruby', 'rt', 'rp',
]

const ALLOWED: ReadonlySet<string> = new Set(ALLOWED_ELEMENTS)
const DROPPED: ReadonlySet<string> = new Set(CONTENT_DROPPED)
const BLOCKS: ReadonlySet<string> = new Set([
  'p', 'pre', 'blockquote', 'ul', 'ol', 'li', 'br', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
])
const LAYOUT: ReadonlySet<string> = new Set([
  'address', 'article', 'aside', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer',
  'form', 'header', 'hr', 'main', 'nav', 'section', 'summary', 'table', 'tr',
])
const CELLS: ReadonlySet<string> = new Set(['td', 'th'])
const NOTHING: Rewritten = { before: '', after: '' }
const ALLOWED_CLASS = /^(?:(?:h|p|u|dt|e)-[\w-]+|mention|hashtag|ellipsis|invisible|quote-inline)$/
const INTEGER = /^-?\d{1,9}$/
const LANGUAGE = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i
// Browsers ignore controls around and inside a scheme; so must whoever checks it.
const CONTROLS = /\p{Cc}+/gu

function attribute(name: string, value: string): string {
  return value === '' ? '' : ` ${name}="${escapeHtml(value)}"`
}

function classes(attributes: Attributes): string {
  return attribute('class', (attributes['class'] ?? '').split(/\s+/).filter((name) => ALLOWED_CLASS.test(name)).join(' '))
}

function translate(attributes: Attributes): string {
  return attributes['translate'] === 'no' ? ' translate="no"' : ''
}

function language(attributes: Attributes): string {
  return LANGUAGE.test(attributes['lang'] ?? '') ? attribute('lang', attributes['lang'] ?? '') : ''
}

function integer(attributes: Attributes, name: string): string {
  return INTEGER.test(attributes[name] ?? '') ? attribute(name, attributes[name] ?? '') : ''
}

/** The address of a link when it may be one, else `''`: absolute, parseable, in an allowed scheme. */
function linkTarget(attributes: Attributes): string {
  const href = (attributes['href'] ?? '').replace(CONTROLS, '').trim()
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase() ?? ''
  return LINK_SCHEMES.includes(scheme) && URL.canParse(href) ? href : ''
}

function element(name: string, attributes: string): Rewritten {
  return { before: `<${name}${attributes}>`, after: `</${name}>` }
}

function rewriteElement(name: string, attributes: Attributes): Rewritten {
  const lang = language(attributes)
  if (/^h[1-6]$/.test(name)) return { before: `<p${lang}><strong>`, after: '</strong></p>' }
  if (!ALLOWED.has(name)) return NOTHING
  if (name === 'br') return { before: '<br />', after: '' }
  if (name === 'p') return element(name, classes(attributes) + lang)
  if (name === 'span') return element(name, classes(attributes) + translate(attributes) + lang)
  if (name === 'li') return element(name, integer(attributes, 'value') + lang)
  if (name === 'ol') {
    const reversed = attributes['reversed'] === undefined ? '' : ' reversed="reversed"'
    return element(name, integer(attributes, 'start') + reversed + lang)
  }
  if (name !== 'a') return element(name, lang)
  const href = linkTarget(attributes)
  if (href === '') return NOTHING
  const kept = attribute('href', href) + classes(attributes) + translate(attributes) + lang
  return element(name, `${kept} rel="nofollow noopener" target="_blank"`)
}

interface Output {
  parts: string[]
  /** What each open element will write when it closes. */
  closers: string[]
  dropped: number
  /** Whether a layout element asked for a new line, and whether we are at the start of one anyway. */
  breakWanted: boolean
  atLineStart: boolean
}

function startLineIfWanted(output: Output): void {
  if (output.breakWanted && !output.atLineStart) output.parts.push('<br />')
  output.breakWanted = false
}

function open(output: Output, name: string, attributes: Attributes): void {
  if (DROPPED.has(name)) output.dropped += 1
  if (output.dropped > 0) return
  const rewritten = rewriteElement(name, attributes)
  output.closers.push(rewritten.after)
  if (LAYOUT.has(name)) output.breakWanted = true
  else if (CELLS.has(name) && !output.atLineStart && !output.breakWanted) output.parts.push(' ')
  else if (BLOCKS.has(name)) {
    output.breakWanted = false
    output.atLineStart = true
  } else if (rewritten.before !== '') startLineIfWanted(output)
  output.parts.push(rewritten.before)
}

function text(output: Output, content: string): void {
  if (output.dropped > 0) return
  if (/\S/.test(content)) {
    startLineIfWanted(output)
    output.atLineStart = false
  }
  output.parts.push(escapeHtml(content))
}

function close(output: Output, name: string): void {
  if (output.dropped === 0) {
    output.parts.push(output.closers.pop() ?? '')
    if (LAYOUT.has(name)) output.breakWanted = true
    if (BLOCKS.has(name)) output.atLineStart = true
  }
  if (DROPPED.has(name)) output.dropped -= 1
}

/** The rewritten HTML, balanced and escaped; null when it is nested too deep. Linear in the length. */
export function rewriteHtml(html: string): string | null {
  const output: Output = { parts: [], closers: [], dropped: 0, breakWanted: false, atLineStart: true }
  const complete = readHtml(html, {
    open: (name, attributes) => open(output, name, attributes),
    text: (content) => text(output, content),
    close: (name) => close(output, name),
  })
  return complete ? output.parts.join('') : null
}
