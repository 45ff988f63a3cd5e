// Mathematics from other servers: MathML becomes the source it was written in, before sanitize.ts drops the markup.
// FEP-dc88 says where that source is found.
import { escapeHtml } from './escape.ts'
import { readHtml } from './html-limits.ts'

interface Formula {
  start: number
  end: number
  depth: number
  display: boolean
  alternative: string
  encoding: string | null
  tex: string
  plain: string
}

function sourceOf(formula: Formula): string {
  if (formula.tex.trim() !== '') {
    const mark = formula.display ? '$$' : '$'
    return `${mark}${formula.tex.trim()}${mark}`
  }
  return formula.plain.trim() === '' ? formula.alternative.trim() : formula.plain.trim()
}

function startFormula(attributes: Record<string, string>, start: number): Formula {
  return {
    start, end: -1, depth: 1, display: attributes['display'] === 'block', alternative: attributes['alttext'] ?? '',
    encoding: null, tex: '', plain: '',
  }
}

function findFormulas(html: string): Formula[] | null {
  const found: Formula[] = []
  let current: Formula | null = null
  const complete = readHtml(html, {
    open(name, attributes, start) {
      if (current === null) {
        if (name === 'math') found.push((current = startFormula(attributes, start)))
      } else if (name === 'math') current.depth += 1
      else if (name === 'annotation') current.encoding = attributes['encoding'] ?? null
    },
    text(text) {
      if (current?.encoding === 'application/x-tex') current.tex += text
      else if (current?.encoding === 'text/plain') current.plain += text
    },
    close(name, end) {
      if (current === null) return
      if (name === 'annotation') current.encoding = null
      if (name !== 'math') return
      current.depth -= 1
      if (current.depth > 0) return
      current.end = end
      current = null
    },
  })
  return complete ? found : null
}

/**
 * Replaces every `<math>` by its TeX between `$` (or `$$` when displayed), its plain annotation, or its `alttext`.
 * What carries none of these disappears. Returns the HTML unchanged when it has no formula or is nested too deep.
 */
export function replaceMath(html: string): string {
  if (!/<math[\s>/]/i.test(html)) return html
  const parts: string[] = []
  let last = 0
  for (const formula of findFormulas(html) ?? []) {
    parts.push(html.slice(last, formula.start), escapeHtml(sourceOf(formula)))
    last = formula.end
  }
  parts.push(html.slice(last))
  return parts.join('')
}
