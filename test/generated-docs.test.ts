// The generated pages say what the code says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { generatedDocs } from './support/generated-docs.ts'

for (const [path, text] of Object.entries(generatedDocs())) {
  test(`${path} has not drifted (npm run docs)`, () => {
    assert.equal(readFileSync(path, 'utf8'), text)
  })
}
