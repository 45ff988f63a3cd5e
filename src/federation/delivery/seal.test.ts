// What is sent again is the same to the letter, its signature included: a peer may know an activity by its bytes.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actorUri } from '#domain/addresses.ts'
import { PUBLIC } from '#federation/documents/context.ts'
import { readPrivateKey } from '#federation/signatures/keys.ts'
import { newKeys } from '#test/peers/simulated-peer.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import { seal } from './seal.ts'

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.remove())

test('an activity for everybody is signed, the same way each time; one for some is not', async () => {
  const actor = actorUri(house.config, 7)
  const key = { keyId: `${actor}#main-key`, privateKey: readPrivateKey(newKeys().privatePem) }
  const said = (to: string) => ({
    accountId: 7, saidAt: Date.UTC(2026, 0, 2),
    body: JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', id: `${actor}#likes/1`, type: 'Like', actor, object: 'https://peer.example/1', to: [to] }),
  })
  const first = await seal(house, said(PUBLIC), key)
  assert.match(first, /"created":"2026-01-02T00:00:00Z"/)
  assert.equal(await seal(house, said(PUBLIC), key), first)
  assert.equal(await seal(house, said('https://peer.example/users/zoe'), key), said('https://peer.example/users/zoe').body)
})
