// Files survive, keys cannot leave the root, and nothing half-written is ever visible.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { createLocalStorage } from './local.ts'
import { InvalidKey, inertContentType } from './storage.ts'

describe('local storage', () => {
  let parent = ''
  let root = ''
  let storage: ReturnType<typeof createLocalStorage>
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), 'covey-storage-'))
    root = join(parent, 'files')
    storage = createLocalStorage(root)
  })
  after(() => rm(parent, { recursive: true }))

  const readBack = async (key: string): Promise<string | null> => {
    const file = await storage.get(key)
    return file === null ? null : (await buffer(file.body)).toString()
  }

  it('gives back what was put, from a buffer and from a stream', async () => {
    assert.deepEqual(await storage.put('media/ab/one.webp', Buffer.from('first'), 'image/webp'), { size: 5 })
    assert.deepEqual(await storage.put('media/ab/two.mp4', Readable.from([Buffer.from('sec'), Buffer.from('ond')]), 'video/mp4'), { size: 6 })
    assert.equal(await readBack('media/ab/one.webp'), 'first')
    assert.equal(await readBack('media/ab/two.mp4'), 'second')
    const file = await storage.get('media/ab/one.webp')
    assert.equal(file?.contentType, 'image/webp')
    assert.equal(file?.size, 5)
    assert.ok(Math.abs((file?.modifiedAt ?? 0) - Date.now()) < 60_000)
    file?.body.destroy()
  })

  it('replaces a file as a whole, also under a reader', async () => {
    await storage.put('a/old.png', Buffer.from('old'), 'image/png')
    const reading = await storage.get('a/old.png')
    await storage.put('a/old.png', Buffer.from('new one'), 'image/png')
    assert.equal(await readBack('a/old.png'), 'new one')
    assert.ok(reading !== null)
    assert.equal((await buffer(reading.body)).toString(), 'old')
  })

  it('serves ranges and refuses impossible ones', async () => {
    await storage.put('a/range.mp4', Buffer.from('0123456789'), 'video/mp4')
    const cases: [start: number, end: number | undefined, text: string][] = [
      [0, 3, '0123'], [4, undefined, '456789'], [8, 99, '89'], [9, 9, '9'],
    ]
    for (const [start, end, text] of cases) {
      const file = await storage.get('a/range.mp4', end === undefined ? { start } : { start, end })
      assert.ok(file !== null)
      assert.equal((await buffer(file.body)).toString(), text)
      assert.equal(file.size, 10)
    }
    await assert.rejects(storage.get('a/range.mp4', { start: 10 }), RangeError)
    await assert.rejects(storage.get('a/range.mp4', { start: 5, end: 2 }), RangeError)
  })

  it('answers null for what is not there, directories included', async () => {
    await storage.put('dir/file.png', Buffer.from('x'), 'image/png')
    assert.equal(await storage.get('dir'), null)
    assert.equal(await storage.get('nothing/here.png'), null)
    assert.equal(await storage.get('dir/file.png/below'), null)
  })

  it('deletes files and prefixes, twice without complaint', async () => {
    for (const key of ['p/1/a.png', 'p/1/b.png', 'p/10/c.png']) await storage.put(key, Buffer.from('x'), 'image/png')
    await storage.delete('p/1/a.png')
    await storage.delete('p/1/a.png')
    assert.equal(await readBack('p/1/a.png'), null)
    await storage.deletePrefix('p/1')
    await storage.deletePrefix('p/1')
    assert.equal(await readBack('p/1/b.png'), null)
    assert.equal(await readBack('p/10/c.png'), 'x')
  })

  it('leaves nothing behind when the stream breaks', async () => {
    await storage.put('b/kept.png', Buffer.from('kept'), 'image/png')
    const broken = Readable.from((async function* () {
      yield Buffer.from('half')
      throw new Error('connection lost')
    })())
    await assert.rejects(storage.put('b/kept.png', broken, 'image/png'), /connection lost/)
    assert.equal(await readBack('b/kept.png'), 'kept')
    assert.deepEqual(await readdir(join(root, '.unfinished')), [])
  })

  it('removes what a crash left unfinished', async () => {
    await writeFile(join(root, '.unfinished', 'leftover'), 'x')
    await storage.removeUnfinished()
    await assert.rejects(stat(join(root, '.unfinished')))
    await storage.put('c/after.png', Buffer.from('y'), 'image/png')
    assert.equal(await readBack('c/after.png'), 'y')
  })

  it('refuses every key that could name something else', async () => {
    await writeFile(join(parent, 'secret'), 'secret')
    const keys = [
      '', '/', '.', '..', '../secret', 'a/../../secret', 'a/..', '/etc/passwd', 'a//b', 'a/', './a', 'a/./b', 'a\\..\\b',
      'a\0b', 'a b', '.unfinished/x', 'a/.hidden', 'ü.png', 'a\n', 'x'.repeat(513), '%2e%2e/secret', 'C:/x',
    ]
    for (const key of keys) {
      await assert.rejects(storage.put(key, Buffer.from('x'), 'image/png'), InvalidKey, key)
      await assert.rejects(async () => storage.get(key), InvalidKey, key)
      await assert.rejects(storage.delete(key), InvalidKey, key)
      await assert.rejects(storage.deletePrefix(key), InvalidKey, key)
    }
    assert.equal(await readFile(join(parent, 'secret'), 'utf8'), 'secret')
  })

  it('replaces a symbolic link instead of writing through it', async () => {
    await storage.put('l/target.png', Buffer.from('x'), 'image/png')
    await writeFile(join(parent, 'outside'), 'outside')
    await symlink(join(parent, 'outside'), join(root, 'l', 'link.png'))
    await storage.put('l/link.png', Buffer.from('inside'), 'image/png')
    assert.equal(await readFile(join(parent, 'outside'), 'utf8'), 'outside')
  })
})

describe('inert content types', () => {
  const cases: [key: string, type: string][] = [
    ['media/a.webp', 'image/webp'], ['a.JPG', 'image/jpeg'], ['a.png', 'image/png'], ['v.mp4', 'video/mp4'],
    ['s.ogg', 'audio/ogg'], ['page.html', 'application/octet-stream'], ['pic.svg', 'application/octet-stream'],
    ['actor.json', 'application/octet-stream'], ['x.xml', 'application/octet-stream'],
    ['x.xhtml', 'application/octet-stream'], ['noextension', 'application/octet-stream'],
    ['a.png/b', 'application/octet-stream'], ['x.constructor', 'application/octet-stream'],
    ['x.jsonld', 'application/octet-stream'], ['x.pdf', 'application/octet-stream'],
    ['archive.tar.gz', 'application/octet-stream'], ['x.png.html', 'application/octet-stream'],
  ]
  for (const [key, type] of cases) it(`${key} is ${type}`, () => assert.equal(inertContentType(key), type))
})
