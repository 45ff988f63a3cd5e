// Local text becomes the HTML every Mastodon client and server knows.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatBio, formatField, formatStatus, shortenedLink } from './format.ts'
import type { MentionTarget } from './format.ts'
import { handleKey } from './names.ts'
import { sanitizeHtml } from './sanitize.ts'

const ada: MentionTarget = { url: 'https://here.example/@Ada', username: 'Ada', acct: 'Ada' }
const bob: MentionTarget = { url: 'https://there.example/@bob', username: 'bob', acct: 'bob@there.example' }
const otherAda: MentionTarget = { url: 'https://there.example/@ada', username: 'ada', acct: 'ada@there.example' }
const options = {
  mentions: new Map([
    [handleKey('ada', null), ada], [handleKey('ada', 'here.example'), ada], [handleKey('bob', 'there.example'), bob],
  ]),
  tagUrl: (name: string) => `https://here.example/tags/${encodeURIComponent(name.toLowerCase())}`,
}

function mention(url: string, name: string): string {
  return `<span class="h-card" translate="no"><a href="${url}" class="u-url mention">@<span>${name}</span></a></span>`
}

function link(url: string, prefix: string, shown: string, hidden = '', rel = 'nofollow noopener noreferrer'): string {
  return `<a href="${url}" target="_blank" rel="${rel}" translate="no"><span class="invisible">${prefix}</span>`
    + `<span class="${hidden === '' ? '' : 'ellipsis'}">${shown}</span><span class="invisible">${hidden}</span></a>`
}

const cases: [name: string, text: string, html: string][] = [
  ['nothing', '', ''],
  ['blanks', ' \n\n ', ''],
  ['a line', 'hello', '<p>hello</p>'],
  ['lines', 'one\ntwo', '<p>one<br />two</p>'],
  ['Windows lines', 'one\r\ntwo\r\n\r\nthree', '<p>one<br />two</p><p>three</p>'],
  ['paragraphs', 'one\n\ntwo\n\n\n\nthree\n', '<p>one</p><p>two</p><p>three</p>'],
  ['markup', '<b onclick="x">&\'', '<p>&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;</p>'],
  ['a mention', 'hi @ADA!', `<p>hi ${mention('https://here.example/@Ada', 'Ada')}!</p>`],
  ['our own host', '@ada@HERE.example', `<p>${mention('https://here.example/@Ada', 'Ada')}</p>`],
  ['a remote mention', '@bob@there.example', `<p>${mention('https://there.example/@bob', 'bob')}</p>`],
  ['an unknown mention', '@bob @eve@x.example', '<p>@bob @eve@x.example</p>'],
  ['a hashtag', '#Café', '<p><a href="https://here.example/tags/caf%C3%A9" class="mention hashtag" rel="tag">#<span>Café</span></a></p>'],
  ['a short link', 'https://x.example/', `<p>${link('https://x.example/', 'https://', 'x.example/')}</p>`],
  ['www', 'http://www.x.example/a', `<p>${link('http://www.x.example/a', 'http://www.', 'x.example/a')}</p>`],
  ['a long link', 'https://x.example/0123456789/0123456789/0123456789',
    `<p>${link('https://x.example/0123456789/0123456789/0123456789', 'https://', 'x.example/0123456789/012345678', '9/0123456789')}</p>`],
  ['an ampersand in a link', 'https://x.example/?a=1&b=2', `<p>${link('https://x.example/?a=1&amp;b=2', 'https://', 'x.example/?a=1&amp;b=2')}</p>`],
  ['a quote after a link', 'https://x.example/"onmouseover="x',
    `<p>${link('https://x.example/', 'https://', 'x.example/')}&quot;onmouseover=&quot;x</p>`],
  ['xmpp', 'xmpp:ada@x.example', `<p>${link('xmpp:ada@x.example', 'xmpp:', 'ada@x.example')}</p>`],
]

describe('formatStatus', () => {
  for (const [name, text, html] of cases) {
    it(name, () => {
      assert.equal(formatStatus(text, options), html)
      assert.equal(formatBio(text, options), html)
    })
  }

  it('tells namesakes apart', () => {
    const mentions = new Map([[handleKey('ada', null), ada], [handleKey('ada', 'there.example'), otherAda]])
    assert.equal(
      formatStatus('@ada @ada@there.example', { ...options, mentions }),
      `<p>${mention(ada.url, 'Ada')} ${mention(otherAda.url, 'ada@there.example')}</p>`,
    )
  })

  it('escapes what the account and the tag address contain', () => {
    const mentions = new Map([['ada', { url: 'https://x.example/"><script>', username: '<b>', acct: '<b>' }]])
    const html = formatStatus('@ada #x', { mentions, tagUrl: () => '"><script>' })
    assert.ok(!html.includes('<script>') && !html.includes('<b>'))
  })

  it('survives another server: the links, mentions and classes are on the allow-list', () => {
    const html = formatStatus('@bob@there.example https://x.example/0123456789/0123456789/0123456789\n\n#tag', options)
    const sanitised = sanitizeHtml(html)
    for (const part of ['class="h-card"', 'class="u-url mention"', 'class="ellipsis"', 'class="mention hashtag"', 'class="invisible"', 'translate="no"']) {
      assert.ok(sanitised.includes(part), part)
    }
  })
})

describe('shortenedLink', () => {
  it('cuts between characters and spares a single one', () => {
    const thirtyOne = `https://${'🎉'.repeat(31)}`
    assert.ok(!shortenedLink(thirtyOne).includes('ellipsis'))
    assert.ok(shortenedLink(`${thirtyOne}!`).includes(`<span class="ellipsis">${'🎉'.repeat(30)}</span><span class="invisible">🎉!</span>`))
  })
})

describe('formatField', () => {
  it('is one line, says whose page it is, and names hosts', () => {
    const rel = 'nofollow noopener noreferrer me'
    assert.equal(formatField('https://x.example', options), link('https://x.example', 'https://', 'x.example', '', rel))
    assert.equal(formatField('a\n\nb <i>', options), 'a b &lt;i&gt;')
    assert.equal(formatField('@bob@there.example', options), mention(bob.url, 'bob@there.example'))
  })
})
