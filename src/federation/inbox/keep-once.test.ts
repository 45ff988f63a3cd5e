// What arrives together is kept together: each once, in order, and all of it refused where the database refuses.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { findSigner } from '#domain/accounts/peers.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { remoteProfile } from '#test/support/remote-profile.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Reach } from '#federation/resolve/memory.ts'
import { keepOnce, PROCESS } from './keep-once.ts'

const { publicKey: OTHER_KEY } = await generateRsaKeyPair()

let house: TestHouse
let reach: Reach
let writes = 0
let refusing = false

before(async () => {
  house = await openTestHouse()
  const write: Reach['write'] = (verb) => {
    writes += 1
    return refusing ? Promise.reject(new Error('the disk is full')) : house.write(verb)
  }
  reach = { ...house, write, outbound: {} as Reach['outbound'] }
})
after(() => house.remove())

const keep = (name: string, signer = 7) => keepOnce(reach, { name, signer, deliveredTo: null, text: JSON.stringify({ type: 'Like', name }) })
const kept = async () => (await house.db.selectFrom('jobs').select('payload').where('kind', '=', PROCESS).orderBy('id').execute())
  .map(({ payload }) => JSON.parse(payload) as { signer: number; deliveredTo: null; activity: { name: string } })

test('what comes while others wait goes with them, each name once, in the order of arrival', async () => {
  assert.deepEqual(await Promise.all([keep('b'), keep('a'), keep('b'), keep('c')]), ['kept', 'kept', 'seen', 'kept'])
  assert.equal(writes, 1)
  assert.deepEqual((await kept()).map((one) => one.activity.name), ['b', 'a', 'c'])
  assert.deepEqual((await kept())[0], { signer: 7, deliveredTo: null, activity: { type: 'Like', name: 'b' } })
})

test('what was kept before is not kept again', async () => {
  assert.deepEqual(await Promise.all([keep('a'), keep('d')]), ['seen', 'kept'])
  assert.equal(await keep('d'), 'seen')
  assert.deepEqual((await kept()).map((one) => one.activity.name), ['b', 'a', 'c', 'd'])
})

test('when the database refuses, everybody hears of it, and the next are kept', async () => {
  refusing = true
  const ended = await Promise.allSettled([keep('e'), keep('f')])
  assert.deepEqual(ended.map((one) => one.status), ['rejected', 'rejected'])
  refusing = false
  assert.deepEqual(await Promise.all([keep('e'), keep('f')]), ['kept', 'kept'])
})

test('a signer that was only remembered: kept while the key is in force, else left undone, and nobody else with it', async () => {
  const profile = remoteProfile('http://127.0.0.2:9', 'zoe')
  const signer = await house.write((tx) => upsertRemoteAccount(tx, profile))
  const keyId = profile.keys[0]?.uri ?? ''
  const key = (await findSigner(house.db, keyId))?.key_id ?? 0
  const sure = (name: string) => keepOnce(reach, { name, signer, key, deliveredTo: null, text: JSON.stringify({ type: 'Like', name }) })
  assert.equal(await sure('g'), 'kept')

  await house.write((tx) => upsertRemoteAccount(tx, { ...profile, keys: [{ uri: keyId, algorithm: 'rsa', publicKey: OTHER_KEY }] }))
  assert.notEqual((await findSigner(house.db, keyId))?.key_id, key)
  assert.deepEqual(await Promise.all([sure('h'), keep('i')]), ['unsure', 'kept'])
  assert.equal(await keep('h'), 'kept', 'what was left undone leaves no trace')
})
