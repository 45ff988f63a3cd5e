// Recognising what needs no library: the same answer as the library's, or none. Tried on what rewriting makes of thousands
// of documents, and on the same documents raw, as if rewriting had let them through.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { seededRandom } from '#bench/seed/random.ts'
import { filterHtml } from './filter-html.ts'
import { lastWord, recognise } from './last-word.ts'
import { rewriteHtml } from './rewrite-html.ts'
import { LAST_WORD, sanitizeHtml } from './sanitize.ts'

const REST = 'rel="nofollow noopener" target="_blank"'

const FRAGMENTS = [
  '<p>', '</p>', '<br />', '<span class="h-card">', '<span class="invisible" translate="no">', '<span>', '</span>', '<b>', '</b>', '<em>', '</em>',
  `<a href="https://a.example/@b?x=1&amp;y=2&#39;" class="u-url mention" ${REST}>`, `<a href="http://a.example/é" lang="de" ${REST}>`, '</a>',
  '<p class="quote-inline" lang="ja">', '<code>', '</code>', 'words', ' ', '\n', 'é😀', '"q"', 'it\'s', '&amp;', '&lt;', '&gt;', '&quot;', '&#39;',
  '\u0001', '\r', '\u00A0', 'javascript:', '&', '&copy;', '<', '>', '<br>', '<script>', '</script>', '<!--', '<p onclick="x">', '<b class="x">', '<span style="x">',
  `<a href="javascript:x" ${REST}>`, `<a href="https://x" onclick="x" ${REST}>`, '<a href="https://x">', '<a>', '<img src="x">', '<p class="">', '<p class="a"b">',
  `<a href="https://x\u0000" ${REST}>`, `<a href="https:// &quot; onload=&quot;" ${REST}>`, '<li>', '<ul>', '</ul>', '<ruby>', '<pre>', '</p >', '<P>', '<a href="//x">',
]

it('says what the library says, or nothing', () => {
  const { under: next } = seededRandom(7)
  let recognised = 0
  for (let round = 0; round < 15_000; round++) {
    const choice = round % 2 === 0 ? FRAGMENTS.length : 32
    const raw = Array.from({ length: 1 + next(8) }, () => FRAGMENTS[next(choice)]).join('')
    for (const html of [raw, rewriteHtml(raw) ?? '']) {
      const said = recognise(html)
      if (said === null) continue
      recognised += 1
      assert.equal(said, filterHtml(html, LAST_WORD), JSON.stringify(html))
    }
  }
  assert.ok(recognised > 4000, `only ${recognised} were recognised`)
})

it('recognises what Mastodon posts become', () => {
  const html = '<p><span class="h-card" translate="no"><a href="https://a.example/@bob" class="u-url mention">@<span>bob</span></a></span> it&#39;s &quot;so&quot;<br />'
    + '<a href="https://b.example/x?y=1&amp;z=2" target="_blank" rel="nofollow noopener"><span class="invisible">https://</span><span class="ellipsis">b.example/x</span></a></p>'
  const rewritten = rewriteHtml(html) ?? ''
  assert.notEqual(recognise(rewritten), null)
  assert.equal(sanitizeHtml(html), filterHtml(rewritten, LAST_WORD))
})

it('leaves everything that is not allowed to the library', () => {
  for (const html of ['<script>', '<p onclick="x">a</p>', '<a href="javascript:x" rel="nofollow noopener" target="_blank">a</a>', '<p>a', 'a</p>', '<a href="https://x">a</a>',
    `<a href="https://x" ${REST} onclick="y">a</a>`, '<b>a</i>', '&copy;', 'a > b', `<a href="https://x" ${REST}><a href="https://y" ${REST}>a</a></a>`]) {
    assert.equal(recognise(html), null, html)
  }
})

it('what the first look has overlooked ends here', () => {
  for (const html of ['<p>a<script>alert(1)</script></p>', '<p onclick="alert(1)">a</p>', '<a href="javascript:alert(1)">a</a>', '<p>a<img src="x" onerror="alert(1)"></p>', '<p style="x">a</p>']) {
    assert.match(lastWord(html, LAST_WORD), /^<(?:p|a)>a<\/(?:p|a)>$/, html)
  }
})

it('takes time in proportion to the length, also for what it gives up on', () => {
  for (const html of ['<p class="'.repeat(20_000), `<p${' class="b"'.repeat(30_000)}`, `<a href="https://x"${' class="b"'.repeat(30_000)}>`, '&amp'.repeat(50_000), `${'a'.repeat(200_000)}<`]) {
    const began = performance.now()
    assert.equal(recognise(html), null)
    assert.ok(performance.now() - began < 500)
  }
})
