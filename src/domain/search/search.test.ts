// Finding people, hashtags and posts, each from the sides of who may and who may not.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { bookmark } from '#domain/interactions/bookmark.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { updateProfile } from '#domain/accounts/update-profile.ts'
import { block } from '#domain/relationships/block.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { follows, posts, remotePerson } from '#test/seeds/village.ts'
import { directoryIds, dismissSuggestion, familiarFollowers, suggestedAccounts } from './directory.ts'
import { searchAccounts } from './search-accounts.ts'
import { searchStatuses } from './search-statuses.ts'
import { searchTags } from './search-tags.ts'

let house: TestHouse
let ada: Member
let bea: Member
let cyd: Member
let remi: number

before(async () => {
  house = await openTestHouse()
  ada = await house.member('ada')
  bea = await house.member('bea')
  cyd = await house.member('cyd')
  remi = await remotePerson(house, 'remi', 'peer.example', { displayName: '東京 Ringer' })
  await house.write((tx) => updateProfile(tx, bea.accountId, { displayName: 'Beatrice Ringwood', discoverable: true }))
})
after(() => house.remove())

describe('people', () => {
  const find = (viewer: number | null, query: string, more = {}) => searchAccounts(house.db, house.config, viewer, query, { limit: 10, ...more })

  it('are found by the beginnings of names and display names, in any script', async () => {
    assert.deepEqual(await find(ada.accountId, 'be'), [bea.accountId])
    assert.deepEqual(await find(ada.accountId, 'RINGW beatr'), [bea.accountId])
    assert.deepEqual((await find(ada.accountId, 'ring')).sort(), [bea.accountId, remi].sort())
    assert.deepEqual(await find(ada.accountId, '東京'), [remi])
    assert.deepEqual(await find(ada.accountId, 'ring nobody'), [])
    assert.deepEqual(await find(ada.accountId, '  '), [])
  })

  it('named in full come first, wherever they live', async () => {
    for (const handle of ['remi@peer.example', '@remi@PEER.example']) assert.deepEqual((await find(ada.accountId, handle))[0], remi)
    assert.deepEqual((await find(null, `@bea@${house.config.domain}`))[0], bea.accountId)
  })

  it('whom one follows come before strangers, and alone if asked for', async () => {
    await follows(house, cyd.accountId, remi)
    assert.equal((await find(cyd.accountId, 'ring'))[0], remi)
    assert.deepEqual(await find(cyd.accountId, 'ring', { following: true }), [remi])
    assert.deepEqual(await find(ada.accountId, 'ring', { following: true }), [])
  })

  it('on the next page are others', async () => {
    const all = await find(ada.accountId, 'ring')
    const pages = [...await find(ada.accountId, 'ring', { limit: 1 }), ...await find(ada.accountId, 'ring', { limit: 1, offset: 1 })]
    assert.deepEqual(pages, all)
  })

  it('who block each other do not find each other, and the suspended and pending are not found', async () => {
    const dot = await house.member('dot')
    await house.write((tx) => block(tx, dot.accountId, ada.accountId))
    assert.deepEqual(await find(ada.accountId, 'do'), [])
    assert.deepEqual(await find(dot.accountId, 'ad'), [])
    assert.deepEqual(await find(bea.accountId, 'do'), [dot.accountId])
    for (const column of ['suspended_at', 'pending'] as const) {
      await house.write((tx) => tx.db.updateTable('accounts').set({ [column]: 1 }).where('id', '=', dot.accountId).execute())
      assert.deepEqual(await find(bea.accountId, 'do'), [])
      assert.deepEqual(await find(bea.accountId, 'dot'), [])
      await house.write((tx) => tx.db.updateTable('accounts').set({ [column]: column === 'pending' ? 0 : null }).where('id', '=', dot.accountId).execute())
    }
  })
})

describe('posts', () => {
  const find = (viewer: number, query: string, more = {}) => searchStatuses(house.db, house.config, viewer, query, { limit: 10, ...more })

  it('are found by who wrote them, was named in them or liked them, and by nobody else', async () => {
    const id = await posts(house, ada.accountId, 'the lighthouse burns brightly', { mentions: [bea.accountId] })
    assert.deepEqual(await find(ada.accountId, 'LIGHTHOUSE bright'), [], 'whole words only')
    assert.deepEqual(await find(ada.accountId, 'LIGHTHOUSE brightly'), [id])
    assert.deepEqual(await find(bea.accountId, 'lighthouse'), [id])
    assert.deepEqual(await find(cyd.accountId, 'lighthouse'), [])
    await house.write((tx) => favourite(tx, cyd.accountId, id))
    assert.deepEqual(await find(cyd.accountId, 'lighthouse'), [id])
  })

  it('of people who let everybody find them are found by everybody, if public', async () => {
    await house.write((tx) => updateProfile(tx, bea.accountId, { indexable: true }))
    const open = await posts(house, bea.accountId, 'pumpkin soup')
    await posts(house, bea.accountId, 'pumpkin secret', { visibility: 'private' })
    assert.deepEqual(await find(cyd.accountId, 'pumpkin'), [open])
    assert.deepEqual(await find(cyd.accountId, 'pumpkin in:library'), [])
    assert.equal((await find(bea.accountId, 'pumpkin')).length, 2)
  })

  it('that the viewer may not read any more are not found', async () => {
    const quincy = await house.member('quincy')
    await posts(house, ada.accountId, 'marmalade for somebody', { visibility: 'direct', mentions: [quincy.accountId] })
    assert.equal((await find(quincy.accountId, 'marmalade')).length, 1)
    await house.write((tx) => block(tx, ada.accountId, quincy.accountId))
    assert.deepEqual(await find(quincy.accountId, 'marmalade'), [])
  })

  it('of other servers are found once somebody here has something to do with them', async () => {
    const stray = await posts(house, remi, 'a stray walrus', { uri: 'https://peer.example/n/walrus' })
    assert.deepEqual(await find(ada.accountId, 'walrus'), [])
    await house.write(async (tx) => {
      await favourite(tx, ada.accountId, stray)
      await bookmark(tx, bea.accountId, stray)
    })
    assert.deepEqual(await find(ada.accountId, 'walrus'), [stray])
    assert.deepEqual(await find(bea.accountId, 'walrus'), [stray])
    assert.deepEqual(await find(cyd.accountId, 'walrus'), [])
  })

  it('are narrowed down by operators and parameters', async () => {
    const early = await posts(house, ada.accountId, 'kiwi one', { language: 'de' })
    const late = await posts(house, ada.accountId, 'kiwi two', { inReplyToId: early })
    assert.deepEqual(await find(ada.accountId, 'kiwi'), [late, early])
    assert.deepEqual(await find(ada.accountId, 'kiwi is:reply'), [late])
    assert.deepEqual(await find(ada.accountId, 'kiwi -is:reply'), [early])
    assert.deepEqual(await find(ada.accountId, 'kiwi language:de'), [early])
    assert.deepEqual(await find(ada.accountId, 'kiwi from:me'), [late, early])
    assert.deepEqual(await find(ada.accountId, 'kiwi from:@bea'), [])
    assert.deepEqual(await find(ada.accountId, 'kiwi has:media'), [])
    assert.deepEqual(await find(ada.accountId, 'kiwi before:2020-01-01'), [])
    assert.deepEqual(await find(ada.accountId, 'kiwi after:2020-01-01'), [late, early])
    assert.deepEqual(await find(ada.accountId, 'kiwi', { maxId: late }), [early])
    assert.deepEqual(await find(ada.accountId, 'kiwi', { offset: 1 }), [early])
    assert.deepEqual(await find(ada.accountId, 'kiwi', { accountId: bea.accountId }), [])
  })

  it('are found behind thousands of others with the word that are not to be found, once each, page by page', async () => {
    const first = await posts(house, ada.accountId, 'quokka meadow')
    const second = await posts(house, ada.accountId, 'quokka meadow')
    const between = (words: string[]) => Array.from({ length: 1300 }, (_, index) => words.map((token) => ({ token, status_id: second + 4096 + index }))).flat()
    await house.write(async (tx) => {
      const rows = between(['quokka', 'meadow'])
      for (let from = 0; from < rows.length; from += 1000) await tx.db.insertInto('status_tokens').values(rows.slice(from, from + 1000)).execute()
    })
    for (const query of ['quokka', 'quokka meadow']) {
      assert.deepEqual(await find(ada.accountId, query), [second, first], query)
      assert.deepEqual(await find(ada.accountId, query, { limit: 1 }), [second])
      assert.deepEqual(await find(ada.accountId, query, { limit: 1, offset: 1 }), [first])
      assert.deepEqual(await find(ada.accountId, query, { maxId: second }), [first])
      assert.deepEqual(await find(ada.accountId, query, { minId: first }), [second])
    }
  })

  it('that are deleted leave no words', async () => {
    const id = await posts(house, ada.accountId, 'ephemeral mayfly')
    assert.deepEqual(await find(ada.accountId, 'mayfly'), [id])
    await house.write((tx) => deleteStatus(tx, id))
    assert.deepEqual(await find(ada.accountId, 'mayfly'), [])
    assert.equal((await house.db.selectFrom('status_tokens').selectAll().where('status_id', '=', id).execute()).length, 0)
  })
})

describe('hashtags', () => {
  it('are found by the beginning of their name, the very one first', async () => {
    await posts(house, ada.accountId, 'x', { tags: ['Gardening', 'Garden', 'GardenParty'] })
    const names = async (query: string) => {
      const ids = await searchTags(house.db, query, { limit: 5 })
      const rows = await house.db.selectFrom('tags').select(['id', 'name']).where('id', 'in', [-1, ...ids]).execute()
      return ids.map((id) => rows.find((row) => row.id === id)?.name)
    }
    assert.deepEqual((await names('#GARDEN'))[0], 'garden')
    assert.deepEqual((await names('gard')).sort(), ['garden', 'gardening', 'gardenparty'])
    assert.deepEqual(await names('gardenx'), [])
    assert.deepEqual(await names('#'), [])
  })
})

describe('who wants to be found', () => {
  it('is in the directory, for those who do not avoid each other', async () => {
    const list = (viewer: number | null, more = {}) => directoryIds(house.db, viewer, { limit: 10, offset: 0, order: 'new', local: false, ...more })
    assert.deepEqual(await list(null), [bea.accountId])
    assert.deepEqual(await list(null, { order: 'active', local: true }), [bea.accountId])
    await house.write((tx) => block(tx, cyd.accountId, bea.accountId))
    assert.deepEqual(await list(cyd.accountId), [])
    assert.deepEqual(await list(ada.accountId), [bea.accountId])
  })

  it('is suggested to friends of friends, until they follow or wave it off', async () => {
    const eve = await house.member('eve')
    await follows(house, eve.accountId, ada.accountId)
    await follows(house, ada.accountId, bea.accountId)
    assert.deepEqual(await suggestedAccounts(house.db, eve.accountId, 5), [{ accountId: bea.accountId, source: 'friends_of_friends' }])
    await house.write((tx) => dismissSuggestion(tx, eve.accountId, bea.accountId))
    assert.deepEqual(await suggestedAccounts(house.db, eve.accountId, 5), [])
    assert.deepEqual(await suggestedAccounts(house.db, ada.accountId, 5), [])
  })

  it('has familiar followers, unless it hides who follows it', async () => {
    const fay = await house.member('fay')
    await follows(house, fay.accountId, ada.accountId)
    assert.deepEqual(await familiarFollowers(house.db, fay.accountId, [bea.accountId, cyd.accountId]), new Map([[bea.accountId, [ada.accountId]], [cyd.accountId, []]]))
    await house.write((tx) => updateProfile(tx, bea.accountId, { hideCollections: true }))
    assert.deepEqual(await familiarFollowers(house.db, fay.accountId, [bea.accountId]), new Map([[bea.accountId, []]]))
  })
})
