// The HTML that nearly every post is made of, read without the parser: a few well-nested elements, quoted attributes, the
// commonest entities. Whatever is not exactly that is left to the parser, so this never has to guess.

export type HtmlEvent =
  | { kind: 'open'; name: string; attributes: Record<string, string>; start: number }
  | { kind: 'text'; text: string }
  | { kind: 'close'; name: string; end: number }

const NAMES = 'p|br|span|a|b|strong|i|em|u|s|del|code'
const DEPTH_LIMIT = 100

const TOKEN = new RegExp(`([^<]+)|<(${NAMES})((?: [a-z-]+="[^"<>]*")*) ?/?>|</(${NAMES})>`, 'y')
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g
const ENTITY = /&(?:(amp|lt|gt|quot|nbsp)|#39);/g
const DECODED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00A0' }

/** Null where an ampersand means something rarer. */
function decode(text: string): string | null {
  if (!text.includes('&')) return text
  return text.replaceAll(ENTITY, '').includes('&') ? null : text.replaceAll(ENTITY, (_, name: string | undefined) => DECODED[name ?? ''] ?? "'")
}

function attributesOf(text: string): Record<string, string> | null {
  const attributes: Record<string, string> = {}
  for (const [, name = '', encoded = ''] of text.matchAll(ATTRIBUTE)) {
    const value = decode(encoded)
    if (value === null || Object.hasOwn(attributes, name)) return null
    attributes[name] = value
  }
  return attributes
}

/** A paragraph ends the one it stands in, a link any other. */
const endsAnother = (name: string, open: readonly string[]): boolean => (name === 'p' && open.at(-1) === 'p') || (name === 'a' && open.includes('a'))

/** What the parser would report, text in one piece; null for what is for the parser to judge. */
export function readSimpleHtml(html: string): HtmlEvent[] | null {
  const events: HtmlEvent[] = []
  const open: string[] = []
  for (let start = 0; start < html.length; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start
    const [, text, opened, given = '', closed] = TOKEN.exec(html) ?? []
    if (text !== undefined) {
      const decoded = decode(text)
      if (decoded === null) return null
      events.push({ kind: 'text', text: decoded })
    } else if (opened !== undefined) {
      const attributes = given === '' ? {} : attributesOf(given)
      if (attributes === null || endsAnother(opened, open) || open.length === DEPTH_LIMIT) return null
      events.push({ kind: 'open', name: opened, attributes, start })
      if (opened === 'br') events.push({ kind: 'close', name: opened, end: TOKEN.lastIndex })
      else open.push(opened)
    } else if (closed !== undefined && open.pop() === closed) events.push({ kind: 'close', name: closed, end: TOKEN.lastIndex })
    else return null
  }
  return open.length === 0 ? events : null
}
