// HTML from other servers becomes HTML we may store and show: Mastodon's allow-list, nothing else.
// rewrite-html.ts writes it anew; last-word.ts then looks at it once more, so that one mistake alone lets nothing through.
import type { IOptions } from 'sanitize-html'
import { CONTENT_DROPPED, cutHtml } from './html-limits.ts'
import { lastWord } from './last-word.ts'
import { replaceMath } from './mathml.ts'
import { ALLOWED_ELEMENTS, LINK_SCHEMES, rewriteHtml } from './rewrite-html.ts'

/** What the sanitizing library lets through. */
export const LAST_WORD: IOptions = {
  allowedTags: [...ALLOWED_ELEMENTS],
  allowedAttributes: {
    '*': ['lang'],
    a: ['href', 'class', 'translate', 'rel', 'target'],
    span: ['class', 'translate'],
    p: ['class'],
    ol: ['start', 'reversed'],
    li: ['value'],
  },
  allowedSchemes: [...LINK_SCHEMES],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [...CONTENT_DROPPED],
  parseStyleAttributes: false,
}

/**
 * Remote HTML made safe to store and show: Mastodon's elements, attributes, classes and link schemes. Links get
 * `rel="nofollow noopener"` and a new window; headings become strong paragraphs; MathML becomes its source (FEP-dc88);
 * scripts, styles, embeds and SVG go with their content. HTML over `HTML_LENGTH_LIMIT` is cut; HTML nested deeper than
 * `HTML_DEPTH_LIMIT` gives `''`. Linear, idempotent, never throws.
 */
export function sanitizeHtml(html: string): string {
  const rewritten = rewriteHtml(replaceMath(cutHtml(html)))
  return rewritten === null ? '' : lastWord(rewritten, LAST_WORD)
}
