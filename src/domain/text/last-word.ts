// The second look at HTML that rewrite-html.ts has written anew: the sanitizing library has the last word, so that one
// mistake alone lets nothing through. What consists of nothing but the commonest allowed pieces is recognised here
// without it, piece by piece, by a rule that knows nothing of how the HTML was made.
import type { IOptions } from 'sanitize-html'
import { filterHtml } from './filter-html.ts'

const TEXT = '(?:[^<>&]|&(?:amp|lt|gt|quot|#39);)+'
const VALUE = '(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)+'
const LINK = `<a href="https?://${VALUE}"(?: (?:class|translate|lang)="${VALUE}")* rel="nofollow noopener" target="_blank">`
const INLINE = 'b|strong|i|em|u|s|del|code'
const PIECE = new RegExp(`(${TEXT})|(<br />)|<(?:(p|span)(?: (?:class|translate|lang)="${VALUE}")*|(${INLINE}))>|(${LINK})|</(p|span|a|${INLINE})>`, 'y')

/** The library writes quotes as they are wherever they cannot be mistaken. */
const inText = (text: string): string => text.includes('&') ? text.replaceAll('&quot;', '"').replaceAll('&#39;', "'") : text
const inTag = (tag: string): string => tag.includes('&#39;') ? tag.replaceAll('&#39;', "'") : tag

/** What the library would make of well-nested text, paragraphs, breaks, spans, marks and links; null for the library to judge. */
export function recognise(html: string): string | null {
  const pieces: string[] = []
  const open: string[] = []
  for (let start = 0; start < html.length; start = PIECE.lastIndex) {
    PIECE.lastIndex = start
    const [whole = '', text, , block, mark, link, closed] = PIECE.exec(html) ?? []
    if (whole === '') return null
    pieces.push(text === undefined ? inTag(whole) : inText(text))
    const opened = block ?? mark ?? (link === undefined ? undefined : 'a')
    // A paragraph ends the one it stands in, a link any other: then there is more to say.
    if (opened !== undefined && ((opened === 'p' && open.at(-1) === 'p') || (opened === 'a' && open.includes('a')))) return null
    if (opened !== undefined) open.push(opened)
    if (closed !== undefined && open.pop() !== closed) return null
  }
  return open.length === 0 ? pieces.join('') : null
}

/** `html` with nothing but what `options` allow; they must allow what {@link recognise} lets through. */
export const lastWord = (html: string, options: IOptions): string => recognise(html) ?? filterHtml(html, options)
