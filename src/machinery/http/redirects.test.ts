// What is an address that may be requested.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextHop, readUrl } from './redirects.ts'

test('no names and passwords, no endless addresses, no fragment', () => {
  for (const address of ['https://user@x.example/', 'https://user:word@x.example/', 'https://:word@x.example/', `https://x.example/${'a'.repeat(5000)}`, 'x', '']) {
    const read = readUrl(address, false)
    assert.ok(!(read instanceof URL) && read.reason === 'invalid-url', address)
  }
  assert.equal(String(readUrl('https://x.example/a#b', false)), 'https://x.example/a')
})

test('a redirect is read by the same rules, and names one place', () => {
  const from = new URL('https://x.example/a')
  const to = (location: string | string[]) => {
    const next = nextHop(from, { status: 302, headers: { location: location as string } }, false)
    return next instanceof URL ? next.href : next.reason
  }
  assert.equal(to('/b'), 'https://x.example/b')
  assert.equal(to('https://user:word@y.example/'), 'invalid-url')
  assert.equal(to('file:///etc/passwd'), 'forbidden-scheme')
  assert.equal(to(['https://y.example/', 'https://z.example/']), 'bad-response')
})
