// Addresses are told apart as the table of screens means them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPath, matchPath } from './paths.ts'
import { screens } from './screens.ts'

test('parameters are read and decoded; an id is digits only', () => {
  assert.deepEqual(matchPath('/tags/:tag', '/tags/caf%C3%A9'), { tag: 'café' })
  assert.deepEqual(matchPath('/@:acct/:id', '/@mira@town.example/123'), { acct: 'mira@town.example', id: '123' })
  assert.equal(matchPath('/@:acct/:id', '/@mira/media'), null)
  assert.deepEqual(matchPath('/home', '/home/'), {})
  assert.equal(matchPath('/home', '/homes'), null)
  assert.equal(matchPath('/tags/:tag', '/tags/a/b'), null)
  assert.deepEqual(matchPath('/tags/:tag', '/tags/%E0%A4%A'), { tag: '%E0%A4%A' })
})

test('each screen is found by its own address, and none is hidden by an earlier one', () => {
  assert.ok(screens.length > 8)
  const example = (pattern: string): string => pattern.replace(/:([a-z]+)/gi, (_whole, name: string) => name === 'id' ? '12' : name)
  for (const entry of screens) assert.equal(findPath(screens, example(entry.pattern))?.entry.pattern, entry.pattern)
  assert.equal(findPath(screens, '/nowhere'), null)
})

test('/lists/12 is a list and nobody’s post', () => {
  assert.equal(findPath(screens, '/lists/12')?.entry.pattern, '/lists/:id')
})
