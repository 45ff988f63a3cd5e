// What has to be there before some calls of the series can be right: collections with somebody in them, a post that quotes,
// a device, a fetch behind the reader's back.
import { repliesRefresh, startRefresh } from '#domain/statuses/refreshes.ts'
import { appOn } from '#test/support/app.ts'
import type { Member } from '#test/support/members.ts'
import { makeDevice } from '#test/support/push-service.ts'
import type { TestServer } from '#test/support/server.ts'

/** What a browser would give. */
export const device = () => ({ endpoint: 'http://127.0.0.1:9/push', keys: makeDevice().keys })

interface Stage {
  server: TestServer
  alice: Member
  /** Somebody who gets on with alice. */
  newcomer(): Promise<Member>
  /** A post of alice's. */
  status: string
}

/** For alice, who makes the calls: by path, what its words stand for; and somebody who may be put into collections. */
export function readyThings({ server, alice, newcomer, status }: Stage) {
  const { post } = appOn(() => server)
  let count = 0

  /** Lets themselves be recommended, whatever a call has said before. */
  const openTo = (accountId: number) => server.house.write((tx) => tx.db.updateTable('accounts').set({ discoverable: 1 }).where('id', '=', accountId).execute())

  /** Somebody new who may be put into collections. */
  async function discoverable(): Promise<Member> {
    const member = await newcomer()
    await openTo(member.accountId)
    return member
  }

  const collectionOf = async (who: Member): Promise<string> =>
    (await server.call<{ collection: { id: string } }>('POST', '/api/v1/collections', { token: who.token, json: { name: 'Good people' } })).body.collection.id

  /** An empty collection of alice's, who may have ten. */
  async function ownCollection(): Promise<string> {
    await server.house.write((tx) => tx.db.deleteFrom('collections').where('account_id', '=', alice.accountId).execute())
    return collectionOf(alice)
  }

  const itemIn = async (owner: Member, collection: string, accountId: number): Promise<string> =>
    (await server.call<{ collection_item: { id: string } }>('POST', `/api/v1/collections/${collection}/items`, { token: owner.token, json: { account_id: String(accountId) } })).body.collection_item.id

  /** What a path's words stand for where one word is not enough, or something has to be there first. */
  const paths: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
    '/api/v1/collections/{id}': async () => ({ id: await ownCollection() }),
    '/api/v1/collections/{collection_id}/items': async () => ({ collection_id: await ownCollection() }),
    '/api/v1/collections/{collection_id}/items/{id}': async () => {
      const collection = await ownCollection()
      return { collection_id: collection, id: await itemIn(alice, collection, (await discoverable()).accountId) }
    },
    '/api/v1/collections/{collection_id}/items/{id}/revoke': async () => {
      const owner = await newcomer()
      await openTo(alice.accountId)
      const collection = await collectionOf(owner)
      return { collection_id: collection, id: await itemIn(owner, collection, alice.accountId) }
    },
    '/api/v1/accounts/{account_id}/in_collections': async () => ({ account_id: String(alice.accountId) }),
    '/api/v1/{account_id}/in_collections': async () => ({ account_id: String(alice.accountId) }),
    '/api/v1/statuses/{id}/quotes/{quoting_status_id}/revoke': async () => {
      const quoted = await post(alice, `quote me ${count += 1}`, { quote_approval_policy: 'public', visibility: 'public' })
      return { id: quoted.id, quoting_status_id: (await post(await newcomer(), 'I quote', { quoted_status_id: quoted.id })).id }
    },
    '/api/v1_alpha/async_refreshes/{id}': async () => {
      const { house } = server
      await house.write((tx) => startRefresh(tx, Number(status)))
      return { id: (await repliesRefresh(house.db, Number(status), Date.now()))?.id ?? '' }
    },
    '/api/v1/push/subscription': async () => {
      await server.call('POST', '/api/v1/push/subscription', { token: alice.token, json: { subscription: device() } })
      return {}
    },
  }

  return { paths, discoverable }
}
