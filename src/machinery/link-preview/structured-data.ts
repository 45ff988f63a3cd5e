// The article in a page's JSON-LD, as search engines read it too. Nothing is fetched: contexts are taken for schema.org's.

export interface Article {
  isArticle: boolean
  headline: string
  description: string
  language: string
  imageUrl: string
  publishedAt: string
  authorName: string
  authorUrl: string
  publisher: string
}

type Thing = Record<string, unknown>

const ARTICLES = new Set(['NewsArticle', 'Article', 'BlogPosting', 'ReportageNewsArticle'])
const LONGEST = 200_000
/** Publications hide their JSON from old browsers in these. */
const CDATA = /^\s*(?:\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|<!\[CDATA\[|\]\]>)\s*$/gm

const isThing = (value: unknown): value is Thing => value !== null && typeof value === 'object' && !Array.isArray(value)
const first = (value: unknown): unknown => Array.isArray(value) ? value[0] as unknown : value
const text = (value: unknown): string => typeof first(value) === 'string' ? first(value) as string : ''
const named = (value: unknown, name = 'name'): string => isThing(first(value)) ? text((first(value) as Thing)[name]) : ''
const typesOf = (thing: Thing): unknown[] => Array.isArray(thing['@type']) ? thing['@type'] : [thing['@type']]

function thingsIn(json: string): Thing[] {
  if (json.length > LONGEST) return []
  try {
    const root = JSON.parse(json.replaceAll(CDATA, '')) as unknown
    const roots = (Array.isArray(root) ? root : [root]).filter(isThing)
    return roots.flatMap((thing) => Array.isArray(thing['@graph']) ? [thing, ...thing['@graph'].filter(isThing)] : [thing])
  } catch {
    return []
  }
}

const languageOf = (value: unknown): string => text(value) || named(value, 'alternateName') || named(value)

/** The article that these scripts describe, or else the page; null when they describe something else. */
export function readArticle(scripts: readonly string[]): Article | null {
  const things = scripts.flatMap(thingsIn)
  const article = things.find((thing) => typesOf(thing).some((type) => typeof type === 'string' && ARTICLES.has(type)))
  const thing = article ?? things.find((one) => typesOf(one).includes('WebPage'))
  if (!thing) return null
  return {
    isArticle: article !== undefined, headline: text(thing['headline']), description: text(thing['description']), language: languageOf(thing['inLanguage']),
    imageUrl: named(thing['image'], 'url') || text(thing['image']), publishedAt: text(thing['datePublished']),
    authorName: named(thing['author']), authorUrl: named(thing['author'], 'url'), publisher: named(thing['publisher']),
  }
}
