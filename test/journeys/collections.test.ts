// Collections of people between two servers: asked, consented, shown there, changed, left, declined, removed (FEP-7aa9).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account } from '#entities/account.ts'
import type { Collection } from '#entities/collection.ts'
import { testEngine } from '#test/support/database.ts'
import type { Member } from '#test/support/members.ts'
import type { TestServer } from '#test/support/server.ts'
import { startTowns, type Town, type Towns } from './town.ts'

let towns: Towns
let ada: Member
let ben: Member
let eve: Member
before(async () => {
  towns = await startTowns(testEngine)
  ada = await towns.a.server.member('ada')
  ben = await towns.b.server.member('ben')
  eve = await towns.b.server.member('eve')
  await ask(towns.b.server, ben, 'PATCH', '/accounts/update_credentials', { discoverable: true })
  await ask(towns.b.server, eve, 'PATCH', '/accounts/update_credentials', { discoverable: false })
})
after(() => towns.remove())

async function ask<T>(server: TestServer, who: Member, method: string, path: string, json?: object): Promise<T> {
  const answer = await server.call<T>(method, `/api/v1${path}`, { token: who.token, ...(json ? { json } : {}) })
  assert.equal(answer.status, 200, `${method} ${path}: ${answer.text}`)
  return answer.body
}

/** `name` of the other server, as `who` finds them. */
async function find(town: Town, who: Member, name: string, other: Town): Promise<Account> {
  const answer = await town.server.call<{ accounts: Account[] }>('GET', '/api/v2/search', { token: who.token, query: { q: `@${name}@${new URL(other.server.url).host}`, resolve: true } })
  const [account] = answer.body.accounts
  assert.ok(account, `${name} was not found`)
  return account
}

const make = async (fields: object): Promise<Collection> =>
  (await ask<{ collection: Collection }>(towns.a.server, ada, 'POST', '/collections', { name: 'Sailors', discoverable: true, ...fields })).collection
const see = async (id: string): Promise<Collection> => (await ask<{ collection: Collection }>(towns.a.server, ada, 'GET', `/collections/${id}`)).collection
const told = (type: string) => ask<{ type: string; collection?: Collection; account: Account }[]>(towns.b.server, ben, 'GET', `/notifications?types[]=${type}`)
/** As Ben's server knows them. */
const of = async (): Promise<Collection[]> => (await ask<{ collections: Collection[] }>(towns.b.server, ben, 'GET', `/accounts/${ben.accountId}/in_collections`)).collections

async function document(url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url, { headers: { accept: 'application/activity+json' } })
  return { status: answer.status, body: await answer.json() as Record<string, unknown> }
}

test('somebody elsewhere is asked, consents at once, hears of it, and is shown with a proof; a change is told; who leaves is out everywhere', async () => {
  const far = await find(towns.a, ada, 'ben', towns.b)
  assert.deepEqual([far.feature_approval.automatic, far.feature_approval.current_user], [['public'], 'automatic'])
  const made = await make({ description: 'They sail', tag_name: 'sea', language: 'en', account_ids: [far.id] })
  assert.equal(made.items[0]?.state, 'pending', 'the owner sees whom they asked')
  assert.deepEqual((await towns.a.server.call<{ collection: Collection }>('GET', `/api/v1/collections/${made.id}`)).body.collection.items, [], 'nobody else does')
  await towns.settle()
  assert.equal((await see(made.id)).items[0]?.state, 'accepted')
  const [note] = await told('added_to_collection')
  assert.deepEqual([note?.collection?.name, note?.account.acct], ['Sailors', `ada@${new URL(towns.a.server.url).host}`])
  const [there] = await of()
  assert.deepEqual([there?.uri, there?.local, there?.description, there?.tag?.name, there?.language, there?.item_count], [made.uri, false, 'They sail', 'sea', 'en', 1])

  const { body } = await document(made.uri)
  assert.deepEqual([body['type'], body['name'], body['totalItems'], body['summaryMap'], body['topic'] && (body['topic'] as { name: string }).name],
    ['FeaturedCollection', 'Sailors', 1, { en: 'They sail' }, '#sea'])
  const [item] = body['orderedItems'] as Record<string, string>[]
  assert.equal(item?.['featuredObject'], far.uri)
  assert.equal((await document(item?.['id'] ?? '')).body['type'], 'FeaturedItem')
  const proof = item?.['featureAuthorization'] ?? ''
  assert.deepEqual((({ type, interactingObject, interactionTarget }) => [type, interactingObject, interactionTarget])((await document(proof)).body), ['FeatureAuthorization', made.uri, far.uri])
  const actor = (await document(made.uri.replace(/\/featured_collections.*/, ''))).body
  assert.equal((await document(String(actor['featuredCollections']))).body['totalItems'], 1)

  await ask(towns.a.server, ada, 'PATCH', `/collections/${made.id}`, { name: 'Rowers', sensitive: true })
  await towns.settle()
  assert.deepEqual((await of()).map((one) => [one.name, one.sensitive]), [['Rowers', true]])
  assert.equal((await told('collection_update'))[0]?.collection?.name, 'Rowers')

  const mine = (await of())[0]
  const own = mine?.items.find((one) => one.account_id === String(ben.accountId))
  await ask(towns.b.server, ben, 'POST', `/collections/${mine?.id}/items/${own?.id}/revoke`)
  await towns.settle()
  assert.deepEqual((await see(made.id)).items, [])
  assert.deepEqual(await of(), [])
  assert.equal((await document(proof)).status, 410)
  assert.equal((await towns.a.server.call('POST', `/api/v1/collections/${made.id}/items`, { token: ada.token, json: { account_id: far.id } })).status, 422, 'for good')
})

test('who does not let themselves be found is not put in; who changes their mind meanwhile declines', async () => {
  const far = await find(towns.a, ada, 'eve', towns.b)
  assert.equal(far.feature_approval.current_user, 'denied')
  const made = await make({ name: 'Others' })
  const add = () => towns.a.server.call('POST', `/api/v1/collections/${made.id}/items`, { token: ada.token, json: { account_id: far.id } })
  assert.equal((await add()).status, 403)
  // What is known here of her choice is old.
  await towns.a.server.house.write((tx) => tx.db.updateTable('accounts').set({ feature_policy: 32 }).where('id', '=', Number(far.id)).execute())
  assert.equal((await add()).status, 200)
  await towns.settle()
  assert.deepEqual((await see(made.id)).items, [])
})

test('who is taken out, and a collection that goes, are gone on the other server, too', async () => {
  const uma = await towns.b.server.member('uma')
  await ask(towns.b.server, uma, 'PATCH', '/accounts/update_credentials', { discoverable: true })
  const far = await find(towns.a, ada, 'uma', towns.b)
  const [one, two] = [await make({ name: 'One', account_ids: [far.id] }), await make({ name: 'Two', account_ids: [far.id] })]
  await towns.settle()
  const hers = () => ask<{ collections: Collection[] }>(towns.b.server, uma, 'GET', `/accounts/${uma.accountId}/in_collections`)
  assert.deepEqual((await hers()).collections.map((each) => each.name).sort(), ['One', 'Two'])
  await ask(towns.a.server, ada, 'DELETE', `/collections/${one.id}/items/${(await see(one.id)).items[0]?.id}`)
  await ask(towns.a.server, ada, 'DELETE', `/collections/${two.id}`)
  await towns.settle()
  assert.deepEqual((await hers()).collections, [])
})

test('collections of somebody elsewhere are fetched with those who consent, and nobody else', async () => {
  const { house } = towns.a.server
  const kit = await towns.a.server.member('kit')
  const lea = await towns.a.server.member('lea')
  for (const who of [kit, lea]) await ask(towns.a.server, who, 'PATCH', '/accounts/update_credentials', { discoverable: true })
  const { collection } = await ask<{ collection: Collection }>(towns.a.server, kit, 'POST', '/collections', { name: 'Neighbours', discoverable: true, account_ids: [String(lea.accountId)] })
  // Mallory is named without a proof.
  const mallory = await towns.a.server.member('mallory')
  await house.write((tx) => tx.db.insertInto('collection_items').values({ id: tx.id(), collection_id: Number(collection.id), account_id: mallory.accountId, state: 'accepted', created_at: tx.now }).execute())
  const item = await house.db.selectFrom('collection_items').select('id').where('account_id', '=', mallory.accountId).executeTakeFirstOrThrow()
  const far = await find(towns.b, ben, 'kit', towns.a)
  await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', mallory.accountId).execute())
  await ask(towns.b.server, ben, 'GET', `/accounts/${far.id}/statuses`)
  await towns.settle()
  const [there] = (await ask<{ collections: Collection[] }>(towns.b.server, ben, 'GET', `/accounts/${far.id}/collections`)).collections
  assert.equal(there?.uri, collection.uri)
  assert.equal(there?.items.length, 1, 'Mallory’s proof is not given')
  const shown = await ask<{ accounts: Account[] }>(towns.b.server, ben, 'GET', `/collections/${there?.id}`)
  assert.deepEqual(shown.accounts.map((one) => one.username), ['kit', 'lea'])
  assert.ok(item.id)
})
