// What may come in from elsewhere, and what nobody gets past.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HTML_LENGTH_LIMIT } from './html-limits.ts'
import { stripAll, toPlainText } from './plain-text.ts'
import { sanitizeHtml } from './sanitize.ts'

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000

const REL = 'rel="nofollow noopener" target="_blank"'

const kept: [name: string, html: string, safe: string][] = [
  ['text', 'a &amp; b &lt;c&gt;', 'a &amp; b &lt;c&gt;'],
  ['paragraphs', '<p>a<br>b</p><p>c</p>', '<p>a<br />b</p><p>c</p>'],
  ['inline marks', '<del>a</del><s>b</s><b>c</b><strong>d</strong><u>e</u><i>f</i><em>g</em><code>h</code>',
    '<del>a</del><s>b</s><b>c</b><strong>d</strong><u>e</u><i>f</i><em>g</em><code>h</code>'],
  ['blocks', '<pre>a\n b</pre><blockquote>c</blockquote>', '<pre>a\n b</pre><blockquote>c</blockquote>'],
  ['ruby', '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>', '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>'],
  ['lists', '<ul><li>a</li></ul><ol start="3" reversed><li value="7">b</li></ol>',
    '<ul><li>a</li></ul><ol start="3" reversed="reversed"><li value="7">b</li></ol>'],
  ['a link', '<a href="https://x.example/?a=1&amp;b">x</a>', `<a href="https://x.example/?a=1&amp;b" ${REL}>x</a>`],
  ['link schemes', '<a href="gemini://x.example">x</a><a href="magnet:?xt=urn:x">y</a>',
    `<a href="gemini://x.example" ${REL}>x</a><a href="magnet:?xt=urn:x" ${REL}>y</a>`],
  ['a mention', '<span class="h-card" translate="no"><a class="u-url mention" href="https://x.example/@a" rel="me ugc">@<span>a</span></a></span>',
    `<span class="h-card" translate="no"><a href="https://x.example/@a" class="u-url mention" ${REL}>@<span>a</span></a></span>`],
  ['link parts', '<span class="invisible">https://</span><span class="ellipsis">x</span>', '<span class="invisible">https://</span><span class="ellipsis">x</span>'],
  ['quote fallback', '<p class="quote-inline">RE: x</p>', '<p class="quote-inline">RE: x</p>'],
  ['language', '<p lang="ja">x</p><span lang="zh-Hant-TW">y</span>', '<p lang="ja">x</p><span lang="zh-Hant-TW">y</span>'],
]

const changed: [name: string, html: string, safe: string][] = [
  ['headings', '<h1>a <em>b</em></h1><h6>c</h6>', '<p><strong>a <em>b</em></strong></p><p><strong>c</strong></p>'],
  ['strange classes', '<p class="btn h-card modal mention-x">x</p>', '<p class="h-card">x</p>'],
  ['classes where none belong', '<b class="h-card">x</b>', '<b>x</b>'],
  ['translate', '<span translate="yes">x</span>', '<span>x</span>'],
  ['styles and handlers', '<p style="position:fixed" onclick="x" id="y" data-z="1">a</p>', '<p>a</p>'],
  ['list numbers', '<ol start="x"><li value="1e9">a</li></ol>', '<ol><li>a</li></ol>'],
  ['images', 'a<img src="x" onerror="alert(1)">b', 'ab'],
  ['layout', '<div>a</div><div>b<div>c</div></div><section>d</section>', 'a<br />b<br />c<br />d'],
  ['layout around blocks', '<div><p>a</p></div><div><p>b</p></div>', '<p>a</p><p>b</p>'],
  ['tables', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b<br />c'],
  ['an unclosed element', '<p>a <b>b', '<p>a <b>b</b></p>'],
  ['a stray end', 'a</b></div></p>', 'a<p></p>'],
  ['links in links', '<a href="https://x.example">a<a href="https://y.example">b</a></a>',
    `<a href="https://x.example" ${REL}>a</a><a href="https://y.example" ${REL}>b</a>`],
  ['a link without address', '<a name="x">a <b>b</b></a>', 'a <b>b</b>'],
  ['comments', 'a<!-- <b>b</b> -->c', 'ac'],
  ['formulas', '<p><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x &lt; y</annotation></semantics></math></p>', '<p>$x &lt; y$</p>'],
  ['displayed formulas', '<math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>', '$$x^2$$'],
  ['plainly annotated formulas', '<math><semantics><mi>x</mi><annotation encoding="text/plain">x squared</annotation></semantics></math>', 'x squared'],
  ['formulas with alternative text', '<math alttext="x">…</math>, <math>lost</math>', 'x, '],
]

const dangerous: string[] = [
  '<script>alert(1)</script>', '<ScRiPt >alert(1)</sCrIpT>', '<script src=//x.example></script>', '<style>*{display:none}</style>',
  '<iframe src="https://x.example"><script>alert(1)</script></iframe>', '<object data="x"></object>', '<embed src="x">',
  '<svg onload=alert(1)><script>alert(1)</script></svg>', '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><img src=x onerror=alert(1)></textarea>', '<xmp><img src=x onerror=alert(1)></xmp>',
  '<title><img src=x onerror=alert(1)></title>', '<template><img src=x onerror=alert(1)></template>',
  '<plaintext><img src=x onerror=alert(1)>', '<form action="https://x.example"><input name=password><button>x</button></form>',
  '<a href="javascript:alert(1)">x</a>', '<a href="JaVaScRiPt:alert(1)">x</a>', '<a href=" javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>', '<a href="&#1;javascript:alert(1)">x</a>', '<a href="java\0script:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>', '<a href="vbscript:x">x</a>', '<a href="//x.example">x</a>',
  '<a href="/auth/sign_out">x</a>', '<a href="file:///etc/passwd">x</a>', '<a href="blob:https://x.example/1">x</a>',
  '<a href="https://x.example" onclick="alert(1)" style="position:fixed;inset:0">x</a>',
  '<a href="https://x.example/&quot; onmouseover=&quot;alert(1)">x</a>', '<a href=\'https://x.example/" onclick="alert(1)\'>x</a>',
  '<base href="https://x.example">', '<meta http-equiv="refresh" content="0;url=https://x.example">', '<link rel="stylesheet" href="x">',
  '<video src="x" onerror="alert(1)"></video>', '<audio src="x"></audio>', '<<script>alert(1)//<</script>', '<img src="x" / onerror=alert(1) //',
  '<p/onclick=alert(1)>x', '<span class="h-card" onpointerenter=alert(1)>x</span>', '<details open ontoggle=alert(1)>x</details>',
]
const ALLOWED_TAG = /^<\/?(?:p|br|span|a|del|s|pre|blockquote|code|b|strong|u|i|em|ul|ol|li|ruby|rt|rp)(?: (?:href|class|lang|translate|rel|target|start|reversed|value)="[^"<>]*")*(?: \/)?>$/

describe('sanitizeHtml', () => {
  for (const [name, html, safe] of kept) it(`keeps ${name}`, () => assert.equal(sanitizeHtml(html), safe))
  for (const [name, html, safe] of changed) it(`tames ${name}`, () => assert.equal(sanitizeHtml(html), safe))
  for (const html of dangerous) {
    it(`disarms ${html.slice(0, 70)}`, () => {
      for (const hostile of [html, `<p>a</p>${html}<p>b</p>`, html.slice(0, -1), `<b>${html}`]) {
        const safe = sanitizeHtml(hostile)
        for (const [tag] of safe.matchAll(/<[^>]*>?/g)) assert.match(tag, ALLOWED_TAG)
        for (const [, href = ''] of safe.matchAll(/href="([^"]*)"/g)) assert.match(href, /^https:\/\/x\.example/)
        assert.equal(sanitizeHtml(safe), safe, 'idempotent')
      }
    })
  }

  it('refuses deep nesting and cuts endless text', () => {
    assert.equal(sanitizeHtml('<b>'.repeat(101)), '')
    assert.ok(sanitizeHtml(`${'<b>'.repeat(90)}x`).includes('x'))
    assert.equal(sanitizeHtml('<p>x</p>'.repeat(50)).length, 400, 'many siblings are not deep')
    assert.equal(sanitizeHtml('x'.repeat(HTML_LENGTH_LIMIT + 5)).length, HTML_LENGTH_LIMIT)
    assert.equal(sanitizeHtml('a\ud800b\0c'), 'a\ufffdbc')
  })
})

describe('hostile HTML of 200 kB', () => {
  const seeds = [
    '<', '<b>', '</b>', '<p>', '</p>', '<li>', '<h1>', '<br>', '<!--', '<![CDATA[', '<a ', '<a a', '<b a=1 ', '&', '&#', '"',
    '<a href=https://x.y>', '<math>', '<math></math>', '<math><annotation>', '<svg>', '<select><option>', '<form>', '<title>',
    '<script>', '</script', '<noscript>', '<iframe>', '<textarea>', '<div>', '<div></div>', '<table><tr><td>', '\ud800',
  ]
  for (const seed of seeds) {
    it(seed, () => {
      const html = seed.repeat(Math.ceil(200_000 / seed.length))
      for (const read of [sanitizeHtml, stripAll]) {
        const start = performance.now()
        read(html)
        assert.ok(performance.now() - start < HANGS, 'linear time')
      }
    })
  }
})

describe('toPlainText', () => {
  const cases: [html: string, text: string][] = [
    ['<p>a<br>b</p><p>c &amp; d</p>', 'a\nb\n\nc & d'],
    ['plain', 'plain'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['<p><a href="https://x.example"><span class="invisible">https://</span><span>x.example</span></a></p>', 'https://x.example'],
    ['a<script>b</script><style>c</style>d<svg><text>e</text></svg>', 'ad'],
    ['&lt;b&gt;', '<b>'],
    ['<p>a</p><p></p><p></p><p>b</p>', 'a\n\nb'],
    ['<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math>', '$x$'],
    ['<b>'.repeat(101), ''],
  ]
  for (const [html, text] of cases) it(JSON.stringify(html.slice(0, 60)), () => assert.equal(toPlainText(html), text))
})

describe('stripAll', () => {
  it('leaves one line of text', () => {
    assert.equal(stripAll('<p>a\t<b>b</b></p>\n<p>c\u202Ed\u0007</p>'), 'a b cd')
    assert.equal(stripAll('<script>x</script>'), '')
  })
})
