// Whether a request wants a document or a page for people: the same address serves both.

const DOCUMENTS: ReadonlySet<string> = new Set(['application/activity+json', 'application/ld+json', 'application/json'])
const PAGES: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml'])

interface Wish { weight: number; position: number }

/** The strongest wish for one of `types`; `*` wishes for nothing in particular and does not count. */
function wishFor(types: ReadonlySet<string>, accept: string): Wish {
  let best: Wish = { weight: 0, position: Infinity }
  accept.slice(0, 1000).split(',').forEach((part, position) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    if (!types.has(type)) return
    const q = parameters.find((one) => one.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2)) || 0
    if (weight > best.weight) best = { weight, position }
  })
  return best
}

const stronger = (a: Wish, b: Wish): boolean => a.weight > b.weight || (a.weight > 0 && a.weight === b.weight && a.position < b.position)

/** Says whether a JSON document is asked for, rather than a page or anything. */
export const wantsDocument = (accept: string | undefined): boolean =>
  accept !== undefined && stronger(wishFor(DOCUMENTS, accept), wishFor(PAGES, accept))

/** Says whether a page is asked for, rather than a document or anything. */
export const wantsPage = (accept: string | undefined): boolean =>
  accept !== undefined && stronger(wishFor(PAGES, accept), wishFor(DOCUMENTS, accept))
