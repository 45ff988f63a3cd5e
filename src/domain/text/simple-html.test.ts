// Reading without the parser says exactly what the parser says, or leaves it to the parser. Tried on thousands of
// documents put together from fragments, well-formed and not, and on what real servers send.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { seededRandom } from '#bench/seed/random.ts'
import { parseHtml } from './html-limits.ts'
import { readSimpleHtml, type HtmlEvent } from './simple-html.ts'

/** The parser's report, its pieces of text joined. */
function parsed(html: string): HtmlEvent[] {
  const events: HtmlEvent[] = []
  parseHtml(html, {
    open: (name, attributes, start) => events.push({ kind: 'open', name, attributes, start }),
    text(text) {
      const last = events.at(-1)
      if (last?.kind === 'text') last.text += text
      else events.push({ kind: 'text', text })
    },
    close: (name, end) => events.push({ kind: 'close', name, end }),
  })
  return events
}

const plain = (events: readonly HtmlEvent[]) => events.map((event) => event.kind === 'open' ? { ...event, attributes: { ...event.attributes } } : event)

const FRAGMENTS = [
  '<p>', '</p>', '<br>', '<br/>', '<br />', '</br>', '<span class="h-card">', '<span class="invisible" translate="no">', '<span>', '</span>',
  '<a href="https://a.example/@b?x=1&amp;y=2" class="u-url mention" rel="nofollow noopener" target="_blank">', '<a href="/x">', '</a>',
  '<b>', '</b>', '<em>', '</em>', '<code>', '</code>', '<del >', '<u/>', '</u>', 'words', ' ', '\n', '\t', 'é😀', 'a > b', '"q"', 'it\'s',
  '&amp;', '&lt;', '&gt;', '&quot;', '&#39;', '&nbsp;', '&', '&amp', '&copy;', '&#x27;', '&unknown;', '<', '< p>', '<P>', '<p/>', '<p class=x>', "<p class='x'>",
  '<p class="a" class="b">', '<p hidden>', '<a href="a<b">', '<a href="a&b">', '<script>', '</script>', '<!-- c -->', '<![CDATA[x]]>', '<div>', '</div>',
  '<li>', '<ul>', '<h1>', '<pre>', '<svg>', '<math>', '<textarea>', '<title>', '\r', '</p >', '</ p>', '<a  href="x">', '<constructor>', '<p constructor="x">', '',
]

const NAMES = ['p', 'span', 'a', 'b', 'strong', 'em', 'u', 'code']

/** A well-formed document, elements in elements of any kind. */
function tree(next: (below: number) => number, depth: number): string {
  return Array.from({ length: 1 + next(3) }, () => {
    const name = NAMES[next(NAMES.length)] ?? ''
    return depth === 0 || next(3) === 0 ? FRAGMENTS[26 + next(11)] : `<${name}${next(2) ? ' class="x"' : ''}>${tree(next, depth - 1)}</${name}>`
  }).join('')
}

it('says what the parser says, whatever it does not leave to it', () => {
  const { under: next } = seededRandom(7)
  let read = 0
  for (let round = 0; round < 40_000; round++) {
    // Some rounds with the well-behaved fragments only, or hardly anything would ever be read.
    const choice = round % 2 === 0 ? FRAGMENTS.length : 36
    let html = Array.from({ length: 1 + next(7) }, () => FRAGMENTS[next(choice)]).join('')
    if (round % 4 === 1) html = `<p>${html}</p>`
    if (round % 4 === 3) html = tree(next, 4)
    if (round % 16 === 5) html = `<p><span class="h-card">${html}</span></p>`
    const events = readSimpleHtml(html)
    if (events === null) continue
    read += 1
    assert.deepEqual(events, plain(parsed(html)), JSON.stringify(html))
  }
  assert.ok(read > 5000, `only ${read} were read`)
})

it('reads what Mastodon writes', () => {
  const html = '<p><span class="h-card" translate="no"><a href="https://a.example/@bob" class="u-url mention">@<span>bob</span></a></span> it&#39;s &quot;so&quot;<br />'
    + '<a href="https://b.example/x?y=1&amp;z=2" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://</span><span class="ellipsis">b.example/x</span></a></p><p>#<span>tag</span></p>'
  assert.deepEqual(readSimpleHtml(html), plain(parsed(html)))
})

it('leaves deep nesting to the parser, which refuses it', () => {
  assert.notEqual(readSimpleHtml('<b>'.repeat(100) + '</b>'.repeat(100)), null)
  assert.equal(readSimpleHtml('<b>'.repeat(101) + '</b>'.repeat(101)), null)
})

it('takes time in proportion to the length, also for what it gives up on', () => {
  for (const html of ['<p class="'.repeat(20_000), '<p a="b" '.repeat(20_000), `<p${' a="b"'.repeat(30_000)}`, '&'.repeat(200_000), '&amp'.repeat(50_000)]) {
    const began = performance.now()
    assert.equal(readSimpleHtml(html), null)
    assert.ok(performance.now() - began < 500)
  }
})
