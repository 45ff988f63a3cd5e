// Folders are made as deep as asked, and what cannot be made says so at once.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeFolder } from './make-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'covey-folder-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('as deep as asked, for the owner alone, and twice', () => {
  const deep = join(folder, 'a/b/c')
  makeFolder(deep)
  makeFolder(deep)
  assert.equal(statSync(deep).mode & 0o777, 0o700)
})

test('where there can be none', () => {
  writeFileSync(join(folder, 'file'), '')
  assert.throws(() => makeFolder(join(folder, 'file/inner')), { code: 'ENOTDIR' })
  assert.throws(() => makeFolder('/proc/nope/inner'), { code: 'ENOENT' })
})
