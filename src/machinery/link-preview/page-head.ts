// What a page says of itself to whoever wants to show it: its title, meta tags, links and structured data, unjudged.
import { Parser } from 'htmlparser2'

export interface PageHead {
  title: string
  language: string
  /** The first content of each meta tag, by its property or name in lower case. */
  meta: ReadonlyMap<string, string>
  links: readonly { rel: string; type: string; href: string }[]
  /** The texts of its JSON-LD scripts. */
  structured: readonly string[]
}

/** Longer pages are read up to here, in UTF-16 units: what counts stands above. */
const READ = 1_048_576
const MOST = 200
const LONGEST = 4000

/** Reads a page's head, wherever in the page it stands. Linear, never throws. */
export function readPageHead(html: string): PageHead {
  const meta = new Map<string, string>()
  const links: { rel: string; type: string; href: string }[] = []
  const structured: string[] = []
  let [title, language, collecting, inSvg] = ['', '', '' as '' | 'title' | 'json', 0]
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'svg') inSvg += 1
      if (name === 'html') language ||= attributes['lang'] ?? ''
      if (name === 'title' && inSvg === 0 && title === '') collecting = 'title'
      if (name === 'script' && attributes['type']?.toLowerCase() === 'application/ld+json' && structured.length < MOST) {
        collecting = 'json'
        structured.push('')
      }
      if (name === 'link' && attributes['href'] && links.length < MOST) {
        links.push({ rel: (attributes['rel'] ?? '').toLowerCase(), type: (attributes['type'] ?? '').toLowerCase(), href: attributes['href'] })
      }
      const content = attributes['content']
      if (name !== 'meta' || !content || meta.size >= MOST) return
      for (const key of [attributes['property'], attributes['name']].flatMap((names) => names?.toLowerCase().split(/\s+/) ?? [])) {
        if (!meta.has(key)) meta.set(key, content.slice(0, LONGEST))
      }
    },
    ontext(text) {
      if (collecting === 'title') title += text
      else if (collecting === 'json') structured[structured.length - 1] += text
    },
    onclosetag(name) {
      if (name === 'svg') inSvg -= 1
      if (name === 'title' || name === 'script') collecting = ''
    },
  })
  parser.end(html.slice(0, READ))
  return { title: title.slice(0, LONGEST), language, meta, links, structured }
}
