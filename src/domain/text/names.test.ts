// One spelling for every name, tag, language and search term.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLanguage, languageName, LANGUAGES, normaliseLanguage } from './language.ts'
import { handleKey, isRemoteUsername, isReservedName, isUsername, normaliseHost, parseHandle } from './names.ts'
import { seededRandom } from '#bench/seed/random.ts'
import { tokenise, tokeniseQuery } from './search-tokens.ts'
import { foldTag, normaliseTag } from './tags.ts'

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000

describe('user names', () => {
  it('local', () => {
    for (const name of ['a', 'Ada_99', '_', 'x'.repeat(30)]) assert.ok(isUsername(name), name)
    for (const name of ['', 'x'.repeat(31), 'a.b', 'a-b', 'ä', 'a b', 'a\n', '@a', 'ａ']) assert.ok(!isUsername(name), name)
  })
  it('remote', () => {
    for (const name of ['a', 'a.b', 'a-b_c.d', 'A--b']) assert.ok(isRemoteUsername(name), name)
    for (const name of ['', '.a', 'a.', 'a b', 'a/b', 'ä', 'x'.repeat(513)]) assert.ok(!isRemoteUsername(name), name)
  })
  it('reserved', () => {
    for (const name of ['admin', 'Admin', '_admin_', 'admin1', 'root', 'support', 'covey']) assert.ok(isReservedName(name), name)
    for (const name of ['ada', 'adminton', 'rooted', '___', '123']) assert.ok(!isReservedName(name), name)
  })
})

describe('hosts', () => {
  const cases: [host: string, normalised: string | null][] = [
    ['Example.COM', 'example.com'], ['example.com.', 'example.com'], ['bücher.example', 'xn--bcher-kva.example'],
    ['ＥＸＡＭＰＬＥ.com', 'example.com'], ['localhost:3000', 'localhost:3000'], ['192.0.2.1', '192.0.2.1'],
    ['a_b.example', 'a_b.example'], [' x.example ', 'x.example'],
    ['', null], ['.', null], ['a..b', null], ['a b', null], ['a/b', null], ['u@a', null], ['[::1]', null], ['::1', null],
    ['a:0', null], ['a:65536', null], ['a:b', null], ['a%2fb', null], [`${'a'.repeat(64)}.example`, null],
    [`${'a.'.repeat(130)}example`, null], ['xn--', null],
  ]
  for (const [host, normalised] of cases) it(`${JSON.stringify(host.slice(0, 30))}`, () => assert.equal(normaliseHost(host), normalised))
})

describe('handles', () => {
  it('parse', () => {
    assert.deepEqual(parseHandle('@Ada@Bücher.example'), { username: 'Ada', host: 'xn--bcher-kva.example' })
    assert.deepEqual(parseHandle('ada'), { username: 'ada', host: null })
    assert.deepEqual(parseHandle('acct:ada@x.example'), { username: 'ada', host: 'x.example' })
    for (const text of ['', '@', '@@a', 'a@', '@a@b@c', 'a b', '@a@b/c', 'https://x.example/@a']) assert.equal(parseHandle(text), null, text)
  })
  it('key', () => {
    assert.equal(handleKey('Ada', null), 'ada')
    assert.equal(handleKey('Ada', 'Bücher.Example.'), 'ada@xn--bcher-kva.example')
  })
})

describe('tags', () => {
  const cases: [tag: string, name: string | null][] = [
    ['#Café', 'cafe'], ['ＣＡＦÉ', 'cafe'], ['Straße', 'straße'], ['Łódź', 'lodz'], ['İstanbul', 'istanbul'], ['東京', '東京'],
    ['ｶﾞﾝﾀﾞﾑ', 'ガンダム'], ['a_b', 'a_b'], ['l·l', 'l·l'], ['हिन्दी', 'हिन्दी'],
    ['123', null], ['', null], ['#', null], ['a b', null], ['a-b', null], ['<b>', null], ['_', null], ['x'.repeat(501), null],
  ]
  for (const [tag, name] of cases) it(JSON.stringify(tag.slice(0, 20)), () => assert.equal(normaliseTag(tag)?.name ?? null, name))
  it('keeps how it was written', () => assert.deepEqual(normaliseTag('＃BlackLivesMatter'), { name: 'blacklivesmatter', display: 'BlackLivesMatter' }))
  it('folds anything', () => assert.equal(foldTag('Ærø & Ñandú!'), 'ærønandu'.replace('ø', 'o')))
})

describe('languages', () => {
  const cases: [code: string | null | undefined, normalised: string | null][] = [
    ['en', 'en'], ['EN', 'en'], ['en-GB', 'en'], ['pt_BR', 'pt'], ['zh-cn', 'zh-CN'], ['zh-Hant', 'zh'], ['ast', 'ast'],
    ['haw', 'haw'], ['', null], [null, null], [undefined, null], ['und', null], ['xx', null], ['english', null], ['e', null],
    ['<b>', null], ['en-'.repeat(50), null],
  ]
  for (const [code, normalised] of cases) it(String(code).slice(0, 20), () => assert.equal(normaliseLanguage(code), normalised))
  it('has a name for each', () => {
    for (const code of LANGUAGES) assert.ok(isLanguage(code) && languageName(code) !== code, code)
    assert.equal(languageName('de'), 'German')
    assert.equal(languageName('de', 'fr'), 'allemand')
    assert.equal(languageName('zz'), 'zz')
  })
})

describe('search tokens', () => {
  const cases: [text: string, ...tokens: string[]][] = [
    ['The Quick, quick fox!', 'the', 'quick', 'fox'],
    ["Don't don’t", 'dont'],
    ['Straße STRASSE', 'strasse'],
    ['Café CAFE', 'cafe'],
    ['ΟΔΟΣ οδός', 'οδοσ'],
    ['ｆｕｌｌ ﬁne', 'full', 'fine'],
    ['東京タワー', '東京', '京タ', 'タワ', 'ワー', 'ー'],
    ['猫', '猫'],
    ['web3東京', 'web3', '東京', '京'],
    ['서울 시', '서울', '울', '시'],
    ['#tag @ada@x.example snake_case', 'tag', 'ada', 'x', 'example', 'snake', 'case'],
    ['हिन्दी', 'हिन्दी'],
    ['🎉 !? "', ],
  ]
  for (const [text, ...tokens] of cases) it(text, () => assert.deepEqual(tokenise(text), tokens))

  it('cuts plain ASCII as it cuts everything else', () => {
    const { under } = seededRandom(3)
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: under(40) }, () => String.fromCharCode(under(128))).join('') + (round % 2 ? "it's O'Neil's _a_ 3d" : '')
      assert.deepEqual([...tokenise(text), '猫'], tokenise(`${text} 猫`), JSON.stringify(text))
    }
  })

  it('finds what was indexed', () => {
    const finds = (query: string, text: string): boolean => {
      const indexed = tokenise(text)
      return tokeniseQuery(query).every(({ token, prefix }) => indexed.some((word) => (prefix ? word.startsWith(token) : word === token)))
    }
    const hits: [query: string, text: string][] = [
      ['東京', '昨日東京に行った'], ['猫', '黒猫'], ['猫', '猫好き'], ['猫', '黒猫です'], ['서울', '서울에서'], ['cafe', 'Le Café'],
      ['x'.repeat(80), `a ${'x'.repeat(80)} b`], ['東京 tower', 'Tower in 東京都'],
    ]
    for (const [query, text] of hits) assert.ok(finds(query, text), `${query} in ${text}`)
    assert.ok(!finds('京東', '東京'))
    assert.deepEqual(tokeniseQuery('猫 猫'), [{ token: '猫', prefix: true }])
  })

  it('limits tokens and stays fast', () => {
    assert.deepEqual(tokenise('a'.repeat(100)), ['a'.repeat(64)])
    for (const token of tokenise(`${'a'.repeat(63)}𝒳${'𐌰'.repeat(60)}`)) assert.ok(token.length <= 64 && token.isWellFormed())
    for (const text of ['a'.repeat(1e5), '東'.repeat(1e5), 'a東'.repeat(5e4), '\u0301'.repeat(1e5), "a'".repeat(5e4)]) {
      const start = performance.now()
      tokenise(text)
      assert.ok(performance.now() - start < HANGS)
    }
  })
})
