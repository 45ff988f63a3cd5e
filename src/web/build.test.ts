// The build is made once, remade when the source changes, and may be asked for by two processes at once.
import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ensureBuilt } from './build.ts'
import { assetPaths, loadPages, pageHeaders, policySource } from './render.ts'

const checkout = resolve(import.meta.dirname, '../..')

async function copyOfSource(t: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'covey-web-'))
  t.after(() => rm(root, { recursive: true, force: true }))
  await cp(join(checkout, 'src/web'), join(root, 'src/web'), { recursive: true })
  for (const file of ['vite.config.ts', 'package.json', 'tsconfig.json']) await cp(join(checkout, file), join(root, file))
  await symlink(join(checkout, 'node_modules'), join(root, 'node_modules'))
  return root
}

test('builds once, and again only when the source has changed', async t => {
  const root = await copyOfSource(t)
  await assert.rejects(loadPages(root), /not built yet/)
  const first = await ensureBuilt(root)
  assert.equal(first.rebuilt, true)
  assert.deepEqual(await ensureBuilt(root), { ...first, rebuilt: false })

  await writeFile(join(root, 'src/web/styles/base.css'), 'body { color: red }')
  await writeFile(join(root, 'src/web/ignored.test.ts'), '// tests are no part of the build')
  const second = await ensureBuilt(root)
  assert.notEqual(second.hash, first.hash)
  assert.ok((await loadPages(root)).signInPage)
})

test('two builds at once end in one', async t => {
  const root = await copyOfSource(t)
  const builds = await Promise.all([ensureBuilt(root), ensureBuilt(root), ensureBuilt(root)])
  assert.equal(new Set(builds.map(build => build.directory)).size, 1)
  assert.deepEqual((await readdir(join(root, 'dist/web'))).sort(), ['.hash', builds[0]!.hash].sort())
})

const sizeOf = async (paths: readonly string[], files: readonly { path: string; file: string }[]): Promise<number> => {
  const sizes = await Promise.all(paths.map(async path => {
    const file = files.find(one => one.path === path)?.file
    assert.ok(file, path)
    return gzipSync(await readFile(file), { level: 9 }).length
  }))
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('style sheets have their hash in their names and stay within their budget', async () => {
  await ensureBuilt()
  const { stylesheets, memberStylesheets, files } = await assetPaths()
  const all = [...stylesheets, ...memberStylesheets]
  assert.equal(new Set(all).size, 2)
  for (const path of all) {
    assert.match(path, /^\/assets\/[\w-]{8,}\.css$/)
    assert.doesNotMatch(await readFile(files.find(one => one.path === path)?.file ?? '', 'utf8'), /https?:|@import/)
  }
  assert.ok(await sizeOf(all, files) <= 18_000, `${await sizeOf(all, files)} bytes of style`)
})

test('the app, with the largest of its screens, stays within the budget of a first load', async () => {
  await ensureBuilt()
  const { app, files } = await assetPaths()
  const atOnce = [app.script, ...app.preload]
  const screens = await Promise.all(files.filter(one => one.path.endsWith('.js') && !atOnce.includes(one.path)).map(one => sizeOf([one.path], files)))
  const first = await sizeOf(atOnce, files) + Math.max(...screens)
  assert.ok(first > 10_000 && first <= 90_000, `${first} bytes of script`)
})

test('the content policy admits what a page needs and nothing else', () => {
  const policy = (options?: Parameters<typeof pageHeaders>[0]): string => pageHeaders(options)['content-security-policy'] ?? ''
  assert.equal(policy(), "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
  assert.match(policy({ formTargets: ['https://app.example/cb?x=1', 'myapp://cb', 'urn:ietf:wg:oauth:2.0:oob'] }), /form-action 'self' https:\/\/app\.example myapp:;/)
  assert.match(policy({ mediaOrigins: ['https://media.example/bucket'] }), /img-src 'self' data: https:\/\/media\.example; media-src 'self' https:\/\/media\.example;/)
})

test('no address can add to the policy', () => {
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', "https://a;script-src *", 'nonsense', '', 'https://*/x', "https://'self'/"]) {
    assert.equal(policySource(bad), null, bad)
  }
  assert.equal(policySource('http://localhost:3000/cb'), 'http://localhost:3000')
  assert.equal(policySource('com.example.app:/oauth'), 'com.example.app:')
})
