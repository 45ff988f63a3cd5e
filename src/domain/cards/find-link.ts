// Which link of a post is shown below it: the first that leads out, is no mention and no hashtag.
import type { Reader } from '#domain/context.ts'
import { readHtml } from '#domain/text/html-limits.ts'
import type { Config } from '#machinery/config/config.ts'
import { prepared } from '#machinery/db/prepared.ts'

const LONGEST = 2000
/** Mentions and hashtags carry these classes, and so does the address of a quoted post. */
const NOT_PAGES = /(?:^|\s)(?:mention|hashtag|u-url|h-card|quote-inline)(?:\s|$)/

interface Link { href: string; text: string }

/** Links of a post's HTML that may be pages, in order. */
function linksIn(html: string): Link[] {
  const found: Link[] = []
  let open: Link | null = null
  let quote = 0
  const stack: boolean[] = []
  readHtml(html, {
    open(name, attributes) {
      const isQuote = /(?:^|\s)quote-inline(?:\s|$)/.test(attributes['class'] ?? '')
      stack.push(isQuote)
      if (isQuote) quote += 1
      if (name === 'a' && quote === 0 && attributes['href'] && !NOT_PAGES.test(attributes['class'] ?? '')) open = { href: attributes['href'], text: '' }
    },
    text(text) { if (open) open.text += text },
    close(name) {
      if (stack.pop()) quote -= 1
      if (name !== 'a' || !open) return
      // Some servers mark neither.
      if (!/^\s*[#＃@]/.test(open.text)) found.push(open)
      open = null
    },
  })
  return found
}

/** The address as it is asked for: without fragment; null for what is no page elsewhere. */
export function pageAddress(href: string, { origin, domain }: Pick<Config, 'origin' | 'domain'>): string | null {
  const url = href.length <= LONGEST ? URL.parse(href) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return null
  if (url.origin === origin || url.host === domain) return null
  url.hash = ''
  return url.href.length <= LONGEST ? url.href : null
}

const mentioned = prepared<{ uri: string | null; url: string | null }, { status: number }>(
  'select a.uri, a.url from mentions m join accounts a on a.id = m.account_id where m.status_id = :status')

/** The page that a post links to first, or null. One statement, and only if there is a link at all. */
export async function linkOf(db: Reader, config: Pick<Config, 'origin' | 'domain'>, { id, content }: { id: number; content: string }): Promise<string | null> {
  if (!content.includes('<a')) return null
  const links = linksIn(content)
  if (links.length === 0) return null
  const people = new Set((await mentioned(db, { status: id })).flatMap(({ uri, url }) => [uri, url]))
  return links.flatMap(({ href }) => people.has(href) ? [] : pageAddress(href, config) ?? []).at(0) ?? null
}
