// What staff write at length (about page, policies) made safe to show: more than a post may have, and still no script.
import type { IOptions } from 'sanitize-html'
import { escapeHtml } from './escape.ts'
import { filterHtml } from './filter-html.ts'

const PAPER: IOptions = {
  allowedTags: ['h2', 'h3', 'h4', 'p', 'br', 'hr', 'a', 'strong', 'b', 'em', 'i', 'u', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li',
    'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'abbr', 'span', 'div'],
  allowedAttributes: { '*': ['lang', 'dir'], a: ['href'], abbr: ['title'], ol: ['start', 'reversed'], th: ['scope'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  // A page has one first heading, and it is the page's own.
  transformTags: { h1: 'h2', h5: 'h4', h6: 'h4' },
  parseStyleAttributes: false,
}

const asParagraphs = (text: string): string =>
  text.trim().split(/\n\s*\n/).map((one) => `<p>${escapeHtml(one.trim()).replaceAll('\n', '<br>')}</p>`).join('')

/** HTML for a page of text: headings, lists, tables and links stay. Text without any markup becomes paragraphs. */
export function sanitizePaper(written: string): string {
  return filterHtml(/<[a-z][^>]*>/i.test(written) ? written : asParagraphs(written), PAPER)
}
