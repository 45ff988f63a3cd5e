// HTML back to what a person would read aloud: for search, filters, push notifications, previews and names.
import { CONTENT_DROPPED, cutHtml, readHtml } from './html-limits.ts'
import { replaceMath } from './mathml.ts'

const PARAGRAPHS: ReadonlySet<string> = new Set([
  'p', 'blockquote', 'pre', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table',
])
const LINES: ReadonlySet<string> = new Set(['li', 'div', 'tr', 'section', 'article', 'figure', 'figcaption', 'dt', 'dd'])
const DROPPED: ReadonlySet<string> = new Set(CONTENT_DROPPED)

function collectText(html: string): string {
  const parts: string[] = []
  let dropped = 0
  const complete = readHtml(html, {
    open(name) {
      if (DROPPED.has(name)) dropped += 1
      else if (name === 'br' && dropped === 0) parts.push('\n')
    },
    text(text) {
      if (dropped === 0) parts.push(text)
    },
    close(name) {
      if (DROPPED.has(name)) dropped -= 1
      else if (dropped === 0 && PARAGRAPHS.has(name)) parts.push('\n\n')
      else if (dropped === 0 && LINES.has(name)) parts.push('\n')
    },
  })
  return complete ? parts.join('') : ''
}

/**
 * The text of an HTML fragment, entities decoded: `<br>` and list items end a line, paragraphs leave a blank line.
 * Scripts, styles and embeds are left out. The result is text, not HTML: escape it before it goes into a page.
 * Too long and too deep HTML is treated as in `sanitizeHtml`.
 */
export function toPlainText(html: string): string {
  return collectText(replaceMath(cutHtml(html)))
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** One line of text without any markup, for names and titles: whitespace collapsed, controls and reordering dropped. */
export function stripAll(html: string): string {
  return toPlainText(html)
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}
