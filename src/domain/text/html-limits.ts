// What HTML from elsewhere may cost: checked while parsing, so that a hostile document is dropped, not suffered.
import { Parser } from 'htmlparser2'
import { readSimpleHtml } from './simple-html.ts'

/** Longer HTML is cut before it is parsed; in UTF-16 units. */
export const HTML_LENGTH_LIMIT = 200_000

/** Deeper nesting means the document is dropped: parsers get quadratic there, and no person wrote it. */
export const HTML_DEPTH_LIMIT = 100

/** Elements whose content is no text for reading: it goes together with the element. */
export const CONTENT_DROPPED: readonly string[] = [
  'applet', 'audio', 'canvas', 'embed', 'head', 'iframe', 'math', 'noembed', 'noframes', 'noscript', 'object', 'option',
  'plaintext', 'script', 'select', 'style', 'svg', 'template', 'textarea', 'title', 'video', 'xmp',
]

export interface HtmlHandlers {
  /** Offsets are into the string given to `readHtml`; `start` is where the tag's `<` stands. */
  open?: (name: string, attributes: Record<string, string>, start: number) => void
  text?: (text: string) => void
  /** `end` is the offset just after the closing tag. */
  close?: (name: string, end: number) => void
}

class TooDeep extends Error {}

/** `html` without what is over the length limit, and without broken surrogates and NULs. */
export function cutHtml(html: string): string {
  return html.slice(0, HTML_LENGTH_LIMIT).toWellFormed().replaceAll('\0', '')
}

/** Goes through HTML. False when it is nested deeper than the limit; what was reported by then is to be dropped. */
export function readHtml(html: string, handlers: HtmlHandlers): boolean {
  const simple = readSimpleHtml(html)
  if (simple === null) return parseHtml(html, handlers)
  for (const event of simple) {
    if (event.kind === 'text') handlers.text?.(event.text)
    else if (event.kind === 'open') handlers.open?.(event.name, event.attributes, event.start)
    else handlers.close?.(event.name, event.end)
  }
  return true
}

/** As {@link readHtml}, always with the parser; text comes in pieces. */
export function parseHtml(html: string, handlers: HtmlHandlers): boolean {
  let depth = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1
      if (depth > HTML_DEPTH_LIMIT) throw new TooDeep()
      handlers.open?.(name, attributes, parser.startIndex)
    },
    ontext(text) {
      handlers.text?.(text)
    },
    onclosetag(name) {
      depth -= 1
      handlers.close?.(name, parser.endIndex + 1)
    },
  })
  try {
    parser.write(html)
    parser.end()
    return true
  } catch (error) {
    if (error instanceof TooDeep) return false
    throw error
  }
}
