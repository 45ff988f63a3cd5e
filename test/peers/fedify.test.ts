// Covey and a server on Fedify 2.3.6: what each says, the other hears, with either kind of signature.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startTestServer, type TestServer } from '#test/support/server.ts'
import { eventually } from '#test/journeys/eventually.ts'
import { accountOf, act, home, meet, notifications, personOf, post, relate, relationship, statusOf, type Account, type Person, type Status } from '#test/journeys/person.ts'
import { emptyCells, tableOf, type Cell } from '#test/journeys/table.ts'
import { startFedifyPeer, type FedifyPeer, type Heard, type Spec } from './fedify-peer.ts'

const cells: Cell[] = []
const specs: readonly Spec[] = ['draft-cavage-http-signatures-12', 'rfc9421']
const short = (spec: Spec) => spec === 'rfc9421' ? 'RFC 9421' : 'draft-cavage'

for (const spec of specs) {
  describe(`signed with ${spec}`, () => {
    let server: TestServer
    let peer: FedifyPeer
    let ann: Person
    let bob: Person
    /** fay as Covey knows her, ann as everybody does. */
    let fay = ''
    let annUri = ''
    /** The last of either's posts that both have. */
    let annsPost: Status
    let fays = ''
    let faysHere: Status

    before(async () => {
      [server, peer] = await Promise.all([startTestServer({ host: '127.0.0.2' }), startFedifyPeer(spec)])
      const person = async (name: string) => personOf({ letter: '', server, newcomer: async () => { throw new Error('nobody new') } }, await server.member(name))
      ;[ann, bob] = [await person('ann'), await person('bob')]
      annUri = (await ann.ask<Account>('GET', '/v1/accounts/verify_credentials')).uri
    })
    after(async () => {
      await peer.close()
      await server.remove()
    })

    const hears = (what: Partial<Heard>, times = 1) => eventually(`Fedify hears ${JSON.stringify(what)}`, async () => {
      const found = peer.heard.filter((one) => Object.entries(what).every(([key, value]) => one[key as keyof Heard] === value))
      return found.length >= times ? found.at(-1) : null
    })
    const sees = (uri: string) => eventually(`${uri} on the home timeline`, async () => (await home(ann)).find((one) => one.uri === uri))

    function step(name: string, direction: 'Covey→Fedify' | 'Fedify→Covey', play: () => Promise<void>): void {
      test(`${direction}: ${name}`, { timeout: 30_000 }, async () => {
        const cell: Cell = { row: name, column: `${direction} ${short(spec)}`, fault: 'it did not end' }
        cells.push(cell)
        try {
          await play()
          cell.fault = null
        } catch (error) {
          cell.fault = error instanceof Error ? error.message : String(error)
          throw error
        }
      })
    }

    step('find', 'Covey→Fedify', async () => {
      const found = await meet(ann, peer.handle)
      assert.deepEqual([found.acct, found.display_name, found.uri], [peer.handle, 'Fay of Fedify', peer.actor])
      assert.match(found.note, /another codebase/)
      fay = found.id
    })
    step('find', 'Fedify→Covey', async () => {
      assert.deepEqual(await peer.lookUp(annUri), { id: annUri, name: 'ann' })
      const { uri } = await post(ann, 'Look me up')
      assert.equal((await peer.lookUp(uri))?.name, '<p>Look me up</p>')
    })
    step('follow and accept', 'Covey→Fedify', async () => {
      await relate(ann, 'follow', fay)
      await hears({ type: 'Follow', actor: annUri })
      await eventually('her Accept', async () => (await relationship(ann, fay)).following)
    })
    step('follow and accept', 'Fedify→Covey', async () => {
      await peer.follow(annUri)
      await hears({ type: 'Accept', actor: annUri })
      const [told] = await notifications(ann, 'follow')
      assert.equal(told?.account.acct, peer.handle)
    })
    step('post', 'Covey→Fedify', async () => {
      annsPost = await post(ann, 'Hello Fedify')
      assert.equal((await hears({ type: 'Create', object: annsPost.uri })).content, '<p>Hello Fedify</p>')
    })
    step('post', 'Fedify→Covey', async () => {
      fays = await peer.post('Hello Covey')
      faysHere = await sees(fays)
      assert.deepEqual([faysHere.content, faysHere.visibility, faysHere.account.acct], ['<p>Hello Covey</p>', 'public', peer.handle])
    })
    step('reply', 'Covey→Fedify', async () => {
      const answer = await post(bob, `@${peer.handle} hello fay`, { in_reply_to_id: faysHere.id })
      assert.match((await hears({ type: 'Create', object: answer.uri })).content, /hello fay/)
    })
    step('reply', 'Fedify→Covey', async () => {
      const answer = await peer.post('Hello ann', { inReplyTo: annsPost.uri, mentions: [annUri] })
      const told = await eventually('a mention', async () => (await notifications(ann, 'mention')).find((one) => one.status?.uri === answer))
      assert.equal(told.status?.in_reply_to_id, annsPost.id)
      assert.equal((await statusOf(ann, annsPost.id)).replies_count, 1)
    })
    step('like', 'Covey→Fedify', async () => {
      await act(ann, 'favourite', faysHere.id)
      await hears({ type: 'Like', actor: annUri, object: fays })
    })
    let liked = ''
    step('like', 'Fedify→Covey', async () => {
      liked = await peer.like(annsPost.uri, annUri)
      await eventually('a favourite', async () => (await statusOf(ann, annsPost.id)).favourites_count === 1)
      assert.equal((await notifications(ann, 'favourite'))[0]?.account.acct, peer.handle)
    })
    step('boost', 'Covey→Fedify', async () => {
      await act(ann, 'reblog', faysHere.id)
      await hears({ type: 'Announce', actor: annUri, object: fays })
    })
    let boosted = ''
    step('boost', 'Fedify→Covey', async () => {
      boosted = await peer.boost(annsPost.uri, annUri)
      await eventually('a boost', async () => (await statusOf(ann, annsPost.id)).reblogs_count === 1)
      assert.equal((await notifications(ann, 'reblog'))[0]?.account.acct, peer.handle)
    })
    step('undo of the like', 'Covey→Fedify', async () => {
      await act(ann, 'unfavourite', faysHere.id)
      const like = await hears({ type: 'Like', actor: annUri })
      await hears({ type: 'Undo', actor: annUri, object: like.id })
    })
    step('undo of the like', 'Fedify→Covey', async () => {
      await peer.undo(liked, annUri)
      await eventually('no favourite', async () => (await statusOf(ann, annsPost.id)).favourites_count === 0)
    })
    step('undo of the boost', 'Covey→Fedify', async () => {
      await act(ann, 'unreblog', faysHere.id)
      const boost = await hears({ type: 'Announce', actor: annUri })
      await hears({ type: 'Undo', actor: annUri, object: boost.id })
    })
    step('undo of the boost', 'Fedify→Covey', async () => {
      await peer.undo(boosted, annUri)
      await eventually('no boost', async () => (await statusOf(ann, annsPost.id)).reblogs_count === 0)
    })
    step('edit', 'Covey→Fedify', async () => {
      await ann.ask('PUT', `/v1/statuses/${annsPost.id}`, { json: { status: 'Hello again' } })
      assert.equal((await hears({ type: 'Update', object: annsPost.uri })).content, '<p>Hello again</p>')
    })
    step('edit', 'Fedify→Covey', async () => {
      await peer.edit(fays, 'Hello again')
      const edited = await eventually('the edit', async () => {
        const status = await statusOf(ann, faysHere.id)
        return status.edited_at === null ? null : status
      })
      assert.equal(edited.content, '<p>Hello again</p>')
    })
    step('profile', 'Covey→Fedify', async () => {
      await ann.ask('PATCH', '/v1/accounts/update_credentials', { json: { display_name: 'Ann, renamed' } })
      assert.equal((await hears({ type: 'Update', object: annUri })).content, 'Ann, renamed')
    })
    step('profile', 'Fedify→Covey', async () => {
      await peer.rename('Fay, renamed')
      await eventually('her new name', async () => (await accountOf(ann, fay)).display_name === 'Fay, renamed')
    })
    step('delete', 'Covey→Fedify', async () => {
      await ann.ask('DELETE', `/v1/statuses/${annsPost.id}`)
      await hears({ type: 'Delete', object: annsPost.uri })
    })
    step('delete', 'Fedify→Covey', async () => {
      await peer.remove(fays)
      await eventually('it is gone', async () => (await ann.call('GET', `/v1/statuses/${faysHere.id}`)).status === 404)
    })
    step('unfollow', 'Covey→Fedify', async () => {
      await relate(ann, 'unfollow', fay)
      const follow = await hears({ type: 'Follow', actor: annUri })
      await hears({ type: 'Undo', actor: annUri, object: follow.id })
      await eventually('one follower less', async () => !peer.followers.has(annUri))
    })
    step('unfollow', 'Fedify→Covey', async () => {
      await peer.unfollow(annUri)
      await eventually('one follower less', async () => (await ann.ask<Account>('GET', '/v1/accounts/verify_credentials')).followers_count === 0)
    })
    test('nothing was signed in another way', () => {
      assert.deepEqual([...peer.schemes.in], [spec])
      assert.deepEqual([...peer.schemes.out], [spec])
    })
  })
}

after(() => {
  console.log(`\n${tableOf('Fedify 2.3.6', cells)}\n`)
  assert.deepEqual(emptyCells(cells), [])
})
