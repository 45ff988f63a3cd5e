// Players of other sites: a frame that we write ourselves, of an https address and a size, and nothing of their HTML.
import { parseHtml } from '#domain/text/html-limits.ts'
import { escapeHtml } from '#domain/text/escape.ts'

export interface Frame { html: string; width: number; height: number }
interface Size { width: number; height: number }

const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms'

const sideOf = (text: string | undefined): number => /^\d{1,5}(?:px)?$/.test(text ?? '') ? Math.min(10_000, Number.parseInt(text ?? '', 10)) : 0

/** A frame of the page at `address`; null if that is no https address. */
export function frameFor(address: string, { width, height }: Size): Frame | null {
  const url = address === '' ? null : URL.parse(address)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  const size = `${width > 0 ? ` width="${width}"` : ''}${height > 0 ? ` height="${height}"` : ''}`
  return { html: `<iframe src="${escapeHtml(url.href)}"${size} frameborder="0" scrolling="no" allowfullscreen sandbox="${SANDBOX}"></iframe>`, width, height }
}

/** The first frame in somebody's HTML, written anew; null if there is none of an https address. */
export function frameIn(html: string, { width, height }: Size): Frame | null {
  let frame: Frame | null = null
  parseHtml(html.slice(0, 20_000), {
    open(name, attributes) {
      if (name !== 'iframe' || frame) return
      const src = (attributes['src'] ?? '').trim()
      frame = frameFor(src.startsWith('//') ? `https:${src}` : src, { width: width || sideOf(attributes['width']), height: height || sideOf(attributes['height']) })
    },
  })
  return frame
}
