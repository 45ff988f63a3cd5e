// The judge of stored HTML finds what it is there to find.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOfHtml } from './strict-html.ts'

test('what may be stored is without fault', () => {
  for (const html of ['', 'plain &amp; simple', '<p>a<br />b</p>', '<p class="quote-inline" lang="de">x</p>', '<ol start="3" reversed="reversed"><li value="2">x</li></ol>',
    '<a href="https://x.example/?a=1&amp;b" class="u-url mention" rel="nofollow noopener" target="_blank">x</a>']) assert.equal(faultOfHtml(html), null, html)
})

test('what runs, borrows or breaks is found', () => {
  for (const html of ['<script>x</script>', '<img src="x">', '<p onclick="x">x</p>', '<p style="x">x</p>', '<a href="javascript:x" rel="nofollow noopener">x</a>', '<a href="https://x.example">x</a>',
    '<p class="composer">x</p>', '<p>x', 'x</p>', '<b>x</i>', 'a & b', 'a < b', '<br>', '<p lang="x&quot; onclick">x</p>', '<span class="mention" class="mention">x</span>', '<svg>x</svg>', '<!-- x -->']) {
    assert.notEqual(faultOfHtml(html), null, html)
  }
})
