import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from './passwords.ts'

test('a password fits its own hash and no other', async () => {
  const encoded = await hashPassword('correct horse')
  assert.match(encoded, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.equal(await verifyPassword('correct horse', encoded), true)
  assert.equal(await verifyPassword('correct horse ', encoded), false)
  assert.equal(await verifyPassword('', encoded), false)
})

test('two people with one password have different hashes', async () => {
  assert.notEqual(await hashPassword('same'), await hashPassword('same'))
})

test('nobody signs in without a hash, or with a broken one', async () => {
  assert.equal(await verifyPassword('anything', null), false)
  assert.equal(await verifyPassword('anything', 'plain'), false)
})


test('an é is an é, however it was typed', async () => {
  assert.equal(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9')), true)
})
