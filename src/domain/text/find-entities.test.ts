// What counts as a mention, a hashtag or a link, and that nothing anybody types takes long to read.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findEntities, hashtagNames } from './find-entities.ts'

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000

const cases: [text: string, ...found: string[]][] = [
  // mentions
  ['good morning @ada', '@ada'],
  ['@ada and @Grace_H@navy.example!', '@ada', '@Grace_H@navy.example'],
  ['(@ada) "@ada" @ada, @ada. @ada: @ada?', '@ada', '@ada', '@ada', '@ada', '@ada', '@ada'],
  ['@first.last@a.example @a-b@c-d.example', '@first.last@a.example', '@a-b@c-d.example'],
  ['@ada@例え.テスト hello', '@ada@例え.テスト'],
  ['@ada@localhost:3000 @ada@host.example:8443.', '@ada@localhost:3000', '@ada@host.example:8443'],
  ['@ada@host.example:) @ada@host.example:3rd', '@ada@host.example', '@ada@host.example'],
  ['mail ada@host.example or a/@ada or x=@ada'],
  ['@@ada', '@ada'], ['@ada@'], ['@ada@one@two'], ['@adaé'], ['@'], ['@ada://x'], ['ö@ada'],
  ['。@ada', '@ada'],
  // hashtags
  ['#one #Two, #THREE.', '#one', '#Two', '#THREE'],
  ['#東京 #Кошки #café #हिन्दी #ภาษาไทย', '#東京', '#Кошки', '#café', '#हिन्दी', '#ภาษาไทย'],
  ['#2024 #24h #a1 #_ #a_b #1_2', '#24h', '#a1', '#a_b', '#1_2'],
  ['#l·l #ジャズ・ピアノ #dot· #my-tag', '#l·l', '#ジャズ・ピアノ', '#dot', '#my'],
  ['＃全角', '＃全角'],
  ['a#b /#c )#d &#39; ##e #'],
  ['(#in) "#quotes" #a#b', '#in', '#quotes', '#a'],
  ['#seehttps://x.example', '#see'],
  ['line\n#next', '#next'],
  // links
  ['see https://x.example', 'https://x.example'],
  ['see https://x.example/a/b?c=d&e=f#g now', 'https://x.example/a/b?c=d&e=f#g'],
  ['https://x.example. https://x.example/a. https://x.example/a?b.', 'https://x.example', 'https://x.example/a', 'https://x.example/a?b'],
  ['(https://x.example/a) [https://x.example/b] <https://x.example/c> "https://x.example/d"',
    'https://x.example/a', 'https://x.example/b', 'https://x.example/c', 'https://x.example/d'],
  ['https://x.example/a_(b) (https://x.example/a_(b)) https://x.example/(a(b)c)',
    'https://x.example/a_(b)', 'https://x.example/a_(b)', 'https://x.example/(a(b)c)'],
  ['https://x.example/?q=(a) https://x.example/?a[]=1', 'https://x.example/?q=(a)', 'https://x.example/?a[]=1'],
  ['https://x.example/? https://x.example/!', 'https://x.example/', 'https://x.example/'],
  ['HTTPS://X.EXAMPLE/A', 'HTTPS://X.EXAMPLE/A'],
  ['https://例え.テスト/パス https://xn--r8jz45g.example', 'https://例え.テスト/パス', 'https://xn--r8jz45g.example'],
  ['https://x.exampleです https://x.example。次', 'https://x.example', 'https://x.example'],
  ['https://x.example/日本語。次', 'https://x.example/日本語。次'],
  ['https://x.example/日本語。', 'https://x.example/日本語'],
  ['https://x.example:8080/a http://192.0.2.7/a http://localhost:3000/a',
    'https://x.example:8080/a', 'http://192.0.2.7/a', 'http://localhost:3000/a'],
  ['https://x.example/@ada https://x.example/#tag', 'https://x.example/@ada', 'https://x.example/#tag'],
  ['https://x.example/a?b=c= https://x.example/~', 'https://x.example/a?b=c=', 'https://x.example/'],
  ['https://bank.example@evil.example/ https://u:p@x.example/'],
  ['https:// https://. https://nodots http://1.2 http://1.2.3.x5 https://a..example https://-a.example', 'http://1.2.3.x5'],
  ['x.example www.x.example javascript:alert(1) data:text/html,x ftp://x.example'],
  ['xhttps://x.example @https://x.example $https://x.example'],
  ['gemini://x.example/a ipfs://bafy.example/b', 'gemini://x.example/a', 'ipfs://bafy.example/b'],
  ['xmpp:ada@x.example xmpp:room@x.example?join', 'xmpp:ada@x.example', 'xmpp:room@x.example?join'],
  ['magnet:?xt=urn:btih:abc&dn=x magnet:?', 'magnet:?xt=urn:btih:abc&dn=x'],
  ['https://x.example/a\u202Eb', 'https://x.example/a'],
  ['日本https://x.example', 'https://x.example'],
  ['https://x.example/🎉', 'https://x.example/🎉'],
]

describe('findEntities', () => {
  for (const [text, ...expected] of cases) {
    it(JSON.stringify(text), () => {
      const found = findEntities(text)
      assert.deepEqual(found.map((entity) => entity.text), expected)
      let last = 0
      for (const entity of found) {
        assert.ok(entity.start >= last && entity.end > entity.start)
        assert.equal(text.slice(entity.start, entity.end), entity.text)
        last = entity.end
      }
    })
  }

  it('says what it found', () => {
    assert.deepEqual(findEntities('@ada@x.example #Tag Https://x.example'), [
      { kind: 'mention', start: 0, end: 14, text: '@ada@x.example', username: 'ada', host: 'x.example' },
      { kind: 'hashtag', start: 15, end: 19, text: '#Tag', name: 'Tag' },
      { kind: 'url', start: 20, end: 37, text: 'Https://x.example', url: 'Https://x.example', scheme: 'https' },
    ])
  })

  it('counts UTF-16 units after emoji', () => {
    const [entity] = findEntities('🎉🎉 @ada')
    assert.deepEqual([entity?.start, entity?.end], [5, 9])
  })

  it('collects distinct hashtags as first written', () => {
    assert.deepEqual(hashtagNames('#One #two #ONE @x https://x.example/#no'), ['One', 'two'])
  })
})

describe('hostile text of 100 kB', () => {
  const seeds = [
    '@', '#', '@a', '@a@', '@a.', '@a-', '@a@b.', '@a@a-', 'a@', '#1', '#a·', '#·', '·', '＃', 'a', '_', 'é', '\u0301',
    'http://', 'https://a', 'https://a.', 'https://a.bc/', 'https://a.bc/(', 'https://a.bc/)', 'https://a.bc/:',
    'https://a.bc/?', '(', ')', '()', '[(', '.a', 'a.', '-', 'xmpp:', 'xmpp:a', 'xmpp:a@', 'magnet:?', 'magnet:?(', '://',
    '\ud800', '🎉', '\n', ' ', '!',
  ]
  for (const seed of seeds) {
    it(JSON.stringify(seed), () => {
      const text = seed.repeat(Math.ceil(100_000 / seed.length))
      for (const hostile of [text, `https://a.bc/${text}`, `https://${text}`, `#a${text}`, `@a@b${text}`, `xmpp:${text}`]) {
        const start = performance.now()
        findEntities(hostile)
        assert.ok(performance.now() - start < HANGS, 'linear time')
      }
    })
  }
})
