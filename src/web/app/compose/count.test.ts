// The composer's counter counts what the server counts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countCharacters } from '#domain/text/count.ts'
import { countPost, handlesIn } from './count.ts'

const samples = [
  '', 'Hello', 'Two\nlines', '👩‍👩‍👧‍👦 family', 'é as two', '東京へ行きました', 'مرحبا', 'https://example.com', 'See https://example.com/a/very/long/path/that/goes/on?and=on#and-on.',
  'Really https://example.com/x! Yes', '(https://example.com/a_(b))', '(see https://example.com/a)', 'http://localhost:3000/x', 'https://127.0.0.1/x', 'https://nodot', 'ahttps://example.com/glued', 'https://a.example/x,https://b.example/y',
  '@ada hello', '@ada@social.example hello', 'mail ada@social.example', '@ada@social.example.', '@ada_b@münchen.example', '@a.b@c.example:3000 x', 'https://social.example/@ada@other.example/1', '@ada@one.example @ben@two.example',
  '"https://quoted.example/path"', 'https://user@host.example/', 'https://example.com/日本語', 'https://例え.jp/x', 'https://example.comです', 'Ends with https://example.com/?q=1&', 'https://example.com/path…', '#tag https://t.example #other', 'ftp://files.example/x', 'https://x.y', 'https://example.com/)',
]

for (const sample of samples) {
  test(`as the server counts: ${JSON.stringify(sample)}`, () => {
    assert.equal(countPost(sample, '', 23), countCharacters(sample))
    assert.equal(countPost(sample, 'Food', 23), countCharacters(sample, 'Food'))
  })
}

test('handles are found once, with their hosts, and not in links or addresses', () => {
  assert.deepEqual(handlesIn('@Ada and @ben@two.example, @ada again; mail x@y.example, https://z.example/@kit'), ['ada', 'ben@two.example'])
  assert.deepEqual(handlesIn('nobody'), [])
})
