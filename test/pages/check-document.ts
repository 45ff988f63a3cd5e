// Reads a page as a parser would and fails on what a browser would silently mend: for the tests of the pages.
import assert from 'node:assert/strict'
import { Parser } from 'htmlparser2'

export interface Element {
  name: string
  attributes: Record<string, string>
  text: string
}

const empty = new Set(['meta', 'link', 'input', 'img', 'br', 'wbr', 'path', 'rect', 'hr'])

/** All elements in document order; fails if tags are not balanced. */
export function readDocument(html: string): Element[] {
  const elements: Element[] = []
  const open: Element[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      const element = { name, attributes, text: '' }
      elements.push(element)
      if (!empty.has(name)) open.push(element)
    },
    ontext(text) {
      for (const element of open) element.text += text
    },
    onclosetag(name, implied) {
      if (empty.has(name)) return
      assert.ok(!implied, `<${name}> is never closed`)
      assert.equal(open.pop()?.name, name, `</${name}> closes something else`)
    },
  })
  parser.write(html)
  parser.end()
  assert.deepEqual(open, [])
  return elements
}

/** Language, one h1, labels, names, unique ids, described fields, no script but our own files and no inline style. */
export function checkDocument(html: string): void {
  assert.match(html, /^<!doctype html><html lang="[a-z-]+" dir="(ltr|rtl)">/)
  const elements = readDocument(html)
  const all = (name: string): Element[] => elements.filter(element => element.name === name)
  for (const name of ['h1', 'main', 'title', 'header'] as const) assert.ok(all(name).length >= 1, `no <${name}>`)
  assert.equal(all('h1').length, 1)
  assert.equal(all('main').length, 1)
  assert.ok(all('h1')[0]?.text.trim())
  assert.ok(all('title')[0]?.text.trim())
  // Data for search engines is no script: it is JSON, and nothing in it can end the element.
  for (const { attributes, text } of all('script')) {
    if (attributes['type'] === 'module') {
      assert.match(attributes['src'] ?? '', /^\/assets\//)
      assert.equal(text, '')
      continue
    }
    assert.equal(attributes['type'], 'application/ld+json')
    assert.equal((JSON.parse(text) as Record<string, unknown>)['@context'], 'https://schema.org')
    assert.doesNotMatch(text, /[<>&]/)
  }
  for (const element of elements) {
    assert.ok(!('style' in element.attributes), `<${element.name} style>`)
    assert.ok(!Object.keys(element.attributes).some(name => name.startsWith('on')), element.name)
  }
  checkIds(elements)
  checkNames(elements)
}

function checkIds(elements: Element[]): void {
  const ids = elements.flatMap(element => element.attributes['id'] ?? [])
  assert.equal(new Set(ids).size, ids.length, `an id is there twice: ${ids.join(' ')}`)
  for (const { attributes } of elements) {
    for (const id of [attributes['aria-describedby'], attributes['aria-labelledby'], attributes['for']].join(' ').split(' ').filter(Boolean)) {
      assert.ok(ids.includes(id), `nothing has the id ${id}`)
    }
    if (attributes['href']?.startsWith('#')) assert.ok(ids.includes(attributes['href'].slice(1)))
  }
}

function checkNames(elements: Element[]): void {
  const labelled = new Set(elements.filter(element => element.name === 'label' && element.text.trim()).map(element => element.attributes['for']))
  for (const { name, attributes, text } of elements) {
    const spoken = text.trim() || attributes['aria-label']
    if (name === 'img') assert.ok('alt' in attributes && 'width' in attributes && 'height' in attributes, `img ${attributes['src']}`)
    if (name === 'textarea' || (name === 'input' && attributes['type'] !== 'hidden' && attributes['aria-hidden'] !== 'true')) {
      assert.ok(labelled.has(attributes['id'] ?? ''), `no label for ${attributes['name']}`)
      assert.ok(attributes['type'] === 'checkbox' || attributes['autocomplete'], `no autocomplete for ${attributes['name']}`)
    }
    if (name === 'a' && attributes['aria-hidden'] !== 'true') assert.ok(spoken, `a link without a name to ${attributes['href']}`)
    if (['button', 'summary', 'h1', 'h2', 'nav'].includes(name)) assert.ok(spoken, `<${name}> without a name`)
    if (name === 'form') assert.equal(attributes['method'], 'post')
  }
}
