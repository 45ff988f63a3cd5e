// A post is as long as the counter under the text field says.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countCharacters, countGraphemes } from './count.ts'

// Not a measure of speed: super-linear work on hostile input would take minutes, on any machine.
const HANGS = 30_000

const cases: [text: string, warning: string, length: number][] = [
  ['', '', 0],
  ['abc', '', 3],
  ['abc', 'de', 5],
  ['a\nb', '', 3],
  ['日本語', '', 3],
  ['e\u0301', '', 1],
  ['👩‍👩‍👧‍👦👍🏽🇫🇮', '', 3],
  ['https://x.example', '', 23],
  [`https://x.example/${'a'.repeat(500)}`, '', 23],
  ['a https://x.example b', '', 27],
  ['', 'https://x.example', 17],
  ['gemini://x.example/long/path', '', 23],
  ['xmpp:a@x.example', '', 16],
  ['@ada@a-very-long-host.example', '', 4],
  ['@ada hi', '', 7],
  ['#tag', '', 4],
  ['ada@x.example', '', 13],
]

describe('countCharacters', () => {
  for (const [text, warning, length] of cases) {
    it(`${JSON.stringify(text.slice(0, 40))} with ${JSON.stringify(warning)} is ${length}`, () => {
      assert.equal(countCharacters(text, warning), length)
    })
  }

  it('stays fast on 100 kB', () => {
    for (const text of ['\u0301'.repeat(100_000), '👩‍'.repeat(33_000), 'https://a.bc '.repeat(8000)]) {
      const start = performance.now()
      countCharacters(text)
      assert.ok(performance.now() - start < HANGS)
    }
  })

  it('counts a line break as one', () => assert.equal(countGraphemes('a\r\nb'), 3))
})
