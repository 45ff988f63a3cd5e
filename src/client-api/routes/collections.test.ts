// Collections from all sides: the owner, who is in them, who is not, who is blocked, everybody.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Collection } from '#entities/collection.ts'
import type { Member } from '#test/support/members.ts'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { remotePerson } from '#test/seeds/village.ts'

let server: TestServer
let ada: Member
let ben: Member
let eve: Member
before(async () => {
  server = await startTestServer()
  ada = await server.member('ada')
  ben = await server.member('ben')
  eve = await server.member('eve')
  await ask(ben, 'PATCH', '/accounts/update_credentials', { discoverable: true })
  await ask(eve, 'PATCH', '/accounts/update_credentials', { discoverable: false })
})
after(() => server.remove())

const call = <T>(who: Member | null, method: string, path: string, json?: object) =>
  server.call<T>(method, `/api/v1${path}`, { token: who?.token, ...(json ? { json } : {}) })

async function ask<T>(who: Member | null, method: string, path: string, json?: object): Promise<T> {
  const answer = await call<T>(who, method, path, json)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const make = async (fields: object = {}) =>
  (await ask<{ collection: Collection }>(ada, 'POST', '/collections', { name: 'Sailors', discoverable: true, ...fields })).collection

test('a collection is made, shown, changed and removed by its owner', async () => {
  const made = await make({ description: 'They sail', tag_name: '#Sea', language: 'en', account_ids: [ben.accountId] })
  assert.deepEqual([made.name, made.description, made.tag?.name, made.language, made.item_count, made.items[0]?.account_id],
    ['Sailors', 'They sail', 'sea', 'en', 1, String(ben.accountId)])
  const shown = await ask<{ accounts: { id: string }[]; collection: Collection }>(null, 'GET', `/collections/${made.id}`)
  assert.deepEqual(shown.accounts.map((one) => one.id), [String(ada.accountId), String(ben.accountId)])
  const changed = await ask<{ collection: Collection }>(ada, 'PATCH', `/collections/${made.id}`, { name: 'Rowers', tag_name: '', sensitive: true })
  assert.deepEqual([changed.collection.name, changed.collection.tag, changed.collection.sensitive, changed.collection.description], ['Rowers', null, true, 'They sail'])
  assert.equal((await call(ben, 'PATCH', `/collections/${made.id}`, { name: 'Mine' })).status, 403)
  assert.equal((await call(ben, 'DELETE', `/collections/${made.id}`)).status, 403)
  await ask(ada, 'DELETE', `/collections/${made.id}`)
  assert.equal((await call(null, 'GET', `/collections/${made.id}`)).status, 404)
})

test('names and descriptions have limits, and so has their number', async () => {
  assert.equal((await call(ada, 'POST', '/collections', { description: 'x' })).status, 422)
  assert.equal((await call(ada, 'POST', '/collections', { name: 'x'.repeat(41) })).status, 422)
  assert.equal((await call(ada, 'POST', '/collections', { name: 'x', description: 'x'.repeat(101) })).status, 422)
  for (let index = 0; index < 10; index++) await ask(eve, 'POST', '/collections', { name: `No ${index}` })
  assert.equal((await call(eve, 'POST', '/collections', { name: 'One more' })).status, 422)
})

test('only who lets themselves be found is put in, and hears of it; who leaves stays out', async () => {
  const { id } = await make()
  const far = await remotePerson(server.house, 'far')
  assert.equal((await call(ada, 'POST', `/collections/${id}/items`, { account_id: eve.accountId })).status, 403)
  assert.equal((await call(ada, 'POST', `/collections/${id}/items`, { account_id: far })).status, 403)
  assert.equal((await call(ada, 'POST', `/collections/${id}/items`, {})).status, 422)
  assert.equal((await call(ben, 'POST', `/collections/${id}/items`, { account_id: ben.accountId })).status, 403)
  const { collection_item: item } = await ask<{ collection_item: { id: string; state: string } }>(ada, 'POST', `/collections/${id}/items`, { account_id: ben.accountId })
  assert.equal(item.state, 'accepted')
  assert.equal((await call(ada, 'POST', `/collections/${id}/items`, { account_id: ben.accountId })).status, 422)
  await ask(ada, 'PATCH', `/collections/${id}`, { description: 'Changed' })
  const told = await ask<{ type: string; collection?: Collection; account: { id: string } }[]>(ben, 'GET', '/notifications?types[]=added_to_collection&types[]=collection_update')
  assert.deepEqual(told.filter((one) => one.collection?.id === id).map((one) => [one.type, one.account.id]),
    [['collection_update', String(ada.accountId)], ['added_to_collection', String(ada.accountId)]])
  const mine = await ask<{ collections: Collection[] }>(ben, 'GET', `/accounts/${ben.accountId}/in_collections`)
  assert.ok(mine.collections.some((one) => one.id === id))
  assert.equal((await call(ada, 'GET', `/accounts/${ben.accountId}/in_collections`)).status, 403)
  assert.equal((await call(ada, 'POST', `/collections/${id}/items/${item.id}/revoke`)).status, 403)
  await ask(ben, 'POST', `/collections/${id}/items/${item.id}/revoke`)
  assert.deepEqual((await ask<{ collection: Collection }>(null, 'GET', `/collections/${id}`)).collection.items, [])
  assert.equal((await call(ada, 'POST', `/collections/${id}/items`, { account_id: ben.accountId })).status, 422)
})

test('an account’s collections: the hidden ones for their owner alone, none for whom the owner blocks; both paths of the documentation', async () => {
  const hidden = await make({ discoverable: false })
  const open = await make()
  const ids = async (who: Member | null, path: string) => (await ask<{ collections: Collection[] }>(who, 'GET', path)).collections.map((one) => one.id)
  assert.deepEqual((await ids(ada, `/accounts/${ada.accountId}/collections`)).slice(0, 2), [open.id, hidden.id])
  assert.equal((await ids(null, `/accounts/${ada.accountId}/collections`)).includes(hidden.id), false)
  assert.deepEqual(await ids(null, `/${ada.accountId}/collections`), await ids(null, `/accounts/${ada.accountId}/collections`))
  const { headers } = await call(ada, 'GET', `/accounts/${ada.accountId}/collections?limit=1`)
  assert.match(headers.get('link') ?? '', /offset=1>; rel="next"/)
  await ask(ada, 'POST', `/accounts/${ben.accountId}/block`)
  assert.deepEqual(await ids(ben, `/accounts/${ada.accountId}/collections`), [])
  assert.equal((await call(ben, 'GET', `/collections/${open.id}`)).status, 404)
})

test('accounts say whether they may be put in', async () => {
  const approval = async (id: number) => (await ask<{ feature_approval: { current_user: string } }>(ada, 'GET', `/accounts/${id}`)).feature_approval.current_user
  assert.deepEqual([await approval(eve.accountId), await approval(await remotePerson(server.house, 'far'))], ['denied', 'missing'])
})
