// The door to the sanitizing library. It brings fifty modules along, most of them for style sheets that are never
// allowed, so it is loaded when the first HTML from elsewhere arrives and not at every start.
import { createRequire } from 'node:module'
import type { IOptions } from 'sanitize-html'

type Library = (html: string, options: IOptions) => string

let library: Library | null = null

/** `html` with nothing but what `options` allow. */
export function filterHtml(html: string, options: IOptions): string {
  library ??= createRequire(import.meta.url)('sanitize-html') as Library
  return library(html, options)
}
