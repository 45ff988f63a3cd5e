// Structured data with things where words should be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArticle } from './structured-data.ts'

test('a type that is a thing with methods of its own is no type', () => {
  const odd = { toString: 1, valueOf: null }
  assert.equal(readArticle([JSON.stringify({ '@type': odd, headline: 'x' })]), null)
  assert.equal(readArticle([JSON.stringify([{ '@type': [odd, 'NewsArticle'], headline: 'The light', author: odd }])])?.headline, 'The light')
})
