// A status from all sides: the public, its author, somebody who has marked it; and what a page of them costs.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openTestHouse, type TestHouse } from '#test/support/house.ts'
import type { Member } from '#test/support/members.ts'
import { countingReader } from '#test/support/count-statements.ts'
import { boosts, draftOf, posts, remotePerson } from '#test/seeds/village.ts'
import { checkEntity } from '#test/contract/check-entity.ts'
import { loadContract } from '#test/contract/contract.ts'
import { bookmark } from '#domain/interactions/bookmark.ts'
import { favourite } from '#domain/interactions/favourite.ts'
import { pin } from '#domain/interactions/pin.ts'
import { muteThread } from '#domain/interactions/mute-thread.ts'
import { keepRemoteEmojis } from '#domain/instance/custom-emojis.ts'
import { createRemoteMedia } from '#domain/media/remote-media.ts'
import { deleteStatus } from '#domain/statuses/delete-status.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { vote } from '#domain/polls/vote.ts'
import { showContext } from './context.ts'
import { showPoll } from './poll.ts'
import { showStatus, showStatuses } from './status-bundle.ts'
import { showStatusHistory } from './status-edit.ts'

const contract = loadContract()
const conforms = (name: string, value: unknown) => assert.deepEqual(checkEntity(contract, name, value, name).violations, [])

let house: TestHouse
let alice: Member
let bob: Member
let remi: number
const show = async (viewer: number | null, id: number) => {
  const status = await showStatus(house, viewer, id)
  assert.ok(status)
  return status
}

before(async () => {
  house = await openTestHouse()
  alice = await house.member('alice')
  bob = await house.member('bob')
  remi = await remotePerson(house, 'remi', 'peer.example')
})
after(() => house.remove())

describe('a status', () => {
  it('is what the contract says, for the public, its author and others', async () => {
    const id = await posts(house, alice.accountId, 'hello', { mentions: [bob.accountId, remi], tags: ['Café'], language: 'en' })
    for (const viewer of [null, alice.accountId, bob.accountId]) conforms('Status', await show(viewer, id))
  })

  it('names its page, its address, whom it mentions and its tags by our domain', async () => {
    const id = await posts(house, alice.accountId, 'hello', { mentions: [bob.accountId, remi], tags: ['Café'] })
    const status = await show(null, id)
    assert.equal(status.url, `https://covey.test/@alice/${id}`)
    assert.equal(status.uri, `https://covey.test/ap/users/${alice.accountId}/statuses/${id}`)
    assert.deepEqual(status.tags, [{ name: 'cafe', url: 'https://covey.test/tags/cafe' }])
    const named = status.mentions.map((one) => [one.acct, one.url]).sort()
    assert.deepEqual(named, [['bob', 'https://covey.test/@bob'], ['remi@peer.example', 'https://peer.example/@remi']])
  })

  it('shows nobody a mark that nobody made, and everybody only their own', async () => {
    const id = await posts(house, alice.accountId, 'mark me')
    await house.write(async (tx) => {
      await favourite(tx, bob.accountId, id)
      await bookmark(tx, bob.accountId, id)
      await muteThread(tx, bob.accountId, id)
    })
    await boosts(house, bob.accountId, id)
    const [open, own, his] = [await show(null, id), await show(alice.accountId, id), await show(bob.accountId, id)]
    for (const key of ['favourited', 'reblogged', 'bookmarked', 'muted', 'pinned', 'filtered']) assert.ok(!(key in open), key)
    assert.deepEqual([own.favourited, own.reblogged, own.bookmarked, own.muted, own.pinned], [false, false, false, false, false])
    assert.deepEqual([his.favourited, his.reblogged, his.bookmarked, his.muted, 'pinned' in his], [true, true, true, true, false])
    assert.deepEqual([his.favourites_count, his.reblogs_count], [1, 1])
    await house.write((tx) => pin(tx, alice.accountId, id))
    assert.equal((await show(alice.accountId, id)).pinned, true)
  })

  it('as a boost holds what it boosts, and goes with it', async () => {
    const id = await posts(house, remi, 'far away', { uri: 'https://peer.example/notes/boosted' })
    const boostId = await boosts(house, bob.accountId, id)
    const boost = await show(alice.accountId, boostId)
    conforms('Status', boost)
    assert.equal(boost.content, '')
    assert.equal(boost.account.acct, 'bob')
    assert.equal(boost.reblog?.content, '<p>far away</p>')
    assert.equal(boost.reblog?.uri, 'https://peer.example/notes/boosted')
    assert.equal(boost.uri, `https://covey.test/ap/users/${bob.accountId}/statuses/${boostId}/activity`)
    await house.write((tx) => deleteStatus(tx, id))
    assert.equal(await showStatus(house, alice.accountId, boostId), null)
  })

  it('that is not for the public is nothing to the public', async () => {
    for (const visibility of ['private', 'direct'] as const) {
      const id = await posts(house, alice.accountId, 'psst', { visibility, mentions: [bob.accountId] })
      assert.equal(await showStatus(house, null, id), null)
      assert.equal((await show(bob.accountId, id)).visibility, visibility)
    }
  })

  it('of a suspended author is nothing to anybody', async () => {
    const troll = await remotePerson(house, 'troll')
    const id = await posts(house, troll, 'boo', { uri: 'https://peer.example/notes/troll' })
    await house.write((tx) => tx.db.updateTable('accounts').set({ suspended_at: tx.now }).where('id', '=', troll).execute())
    assert.equal(await showStatus(house, bob.accountId, id), null)
  })

  it('gives media in the order of the author, from our own cache', async () => {
    const draft = draftOf(remi, 'look', { uri: 'https://peer.example/notes/media' })
    const file = (name: string) => ({
      type: 'image' as const, contentType: 'image/png', remoteUrl: `https://peer.example/${name}.png`, description: name, blurhash: null,
      focus: name === 'b' ? { x: 0.5, y: -0.25 } : null, width: 40, height: 20,
    })
    const { statusId } = await house.write((tx) => postStatus(tx, { ...draft, remoteMedia: [file('b'), file('a')] }))
    const { media_attachments: media } = await show(null, statusId)
    for (const one of media) conforms('MediaAttachment', one)
    assert.deepEqual(media.map((one) => one.description), ['b', 'a'])
    assert.ok(media.every((one) => one.url?.startsWith('https://covey.test/files/remote/media/')))
    assert.deepEqual(media[0]?.meta?.['focus'], { x: 0.5, y: -0.25 })
    assert.equal(media[0]?.remote_url, 'https://peer.example/b.png')
  })

  it('finds the emojis of its author’s server, in its text and in names', async () => {
    await house.write((tx) => keepRemoteEmojis(tx, 'peer.example', [{ shortcode: 'blob', remoteUrl: 'https://peer.example/blob.png' }]))
    const theirs = await posts(house, remi, 'a :blob: and :nothing: at 12:30:45', { uri: 'https://peer.example/notes/emoji' })
    const ours = await posts(house, alice.accountId, 'no :blob: of ours')
    const { emojis } = await show(null, theirs)
    assert.deepEqual(emojis.map((one) => one.shortcode), ['blob'])
    conforms('CustomEmoji', emojis[0])
    assert.match(emojis[0]?.url ?? '', /^https:\/\/covey\.test\/files\/remote\/emoji\/\d+\/[\w-]{16}$/)
    assert.deepEqual((await show(null, ours)).emojis, [])
  })

  it('has a history of one version before it is edited', async () => {
    const id = await posts(house, alice.accountId, 'first words')
    const [only, ...more] = await showStatusHistory(house, null, id)
    conforms('StatusEdit', only)
    assert.equal(only?.content, '<p>first words</p>')
    assert.equal(more.length, 0)
  })
})

describe('a poll', () => {
  it('keeps its counts to itself until its end if it is told to, and knows who voted', async () => {
    const draft = {
      ...draftOf(alice.accountId, 'which?'),
      poll: { options: ['one', 'two'], multiple: true, hideTotals: true, expiresAt: Date.now() + 3_600_000 },
    }
    const { statusId } = await house.write((tx) => postStatus(tx, draft))
    const { poll } = await show(bob.accountId, statusId)
    conforms('Poll', poll)
    assert.deepEqual([poll?.voted, poll?.own_votes, poll?.expired], [false, [], false])
    assert.deepEqual(poll?.options.map((one) => one.votes_count), [null, null])
    await house.write((tx) => vote(tx, bob.accountId, Number(poll?.id), [1, 0]))
    const after_ = await showPoll(house, bob.accountId, Number(poll?.id))
    assert.deepEqual([after_?.voted, after_?.own_votes, after_?.votes_count, after_?.voters_count], [true, [0, 1], 2, 1])
    assert.equal((await showPoll(house, alice.accountId, Number(poll?.id)))?.voted, true)
    assert.ok(!('voted' in ((await show(null, statusId)).poll ?? {})))
    const later = { ...house, clock: { now: () => Date.now() + 7_200_000 } }
    const ended = await showPoll(later, null, Number(poll?.id))
    assert.equal(ended?.expired, true)
    assert.deepEqual(ended?.options.map((one) => one.votes_count), [1, 1])
  })
})

describe('a page of statuses', () => {
  it('keeps the order of the ids, and leaves out what is not there', async () => {
    const ids = [await posts(house, alice.accountId, 'one'), await posts(house, bob.accountId, 'two')]
    const shown = await showStatuses(house, null, [ids[1] ?? 0, 5, ids[0] ?? 0])
    assert.deepEqual(shown.map((one) => one.id), [String(ids[1]), String(ids[0])])
    assert.deepEqual(await showStatuses(house, null, []), [])
  })

  it('costs as many statements for 40 as for 1, and no more than nine', async () => {
    const ids: number[] = []
    for (let index = 0; index < 40; index++) {
      const author = [alice.accountId, bob.accountId, remi][index % 3] ?? 0
      const draft = draftOf(author, `post ${index} :blob:`, {
        mentions: [bob.accountId], tags: [`tag${index % 5}`], ...(author === remi ? { uri: `https://peer.example/notes/page${index}` } : {}),
      })
      const poll = { options: ['one', 'two'], multiple: false, hideTotals: false, expiresAt: null }
      const { statusId } = await house.write(async (tx) => {
        const posted = await postStatus(tx, { ...draft, poll })
        const media = await createRemoteMedia(tx, { statusId: posted.statusId, accountId: author }, [
          { type: 'image', contentType: null, remoteUrl: 'https://peer.example/x.png', description: null, blurhash: null, focus: null, width: null, height: null },
        ])
        await tx.db.updateTable('statuses').set({ media_ids: JSON.stringify(media) }).where('id', '=', posted.statusId).execute()
        return posted
      })
      ids.push(index % 4 === 0 ? await boosts(house, bob.accountId, statusId) : statusId)
    }
    const statements = async (some: number[], viewer: number | null) => {
      const { db, count } = countingReader(house)
      const shown = await showStatuses({ db, config: house.config }, viewer, some)
      assert.equal(shown.length, some.length)
      return count()
    }
    const one = await statements(ids.slice(2, 3), bob.accountId)
    assert.equal(await statements(ids, bob.accountId), one)
    assert.equal(one, 8)
    assert.equal(await statements(ids, null), one - 2, 'the public has neither marks nor filters')
  })

  it('as a thread comes from one load', async () => {
    const root = await posts(house, alice.accountId, 'root')
    const reply = await posts(house, bob.accountId, 'reply', { inReplyToId: root })
    const { db, count } = countingReader(house)
    const context = await showContext({ db, config: house.config }, null, { ancestors: [root], descendants: [reply] })
    conforms('Context', context)
    assert.equal(context.descendants[0]?.in_reply_to_id, String(root))
    assert.equal(context.descendants[0]?.in_reply_to_account_id, String(alice.accountId))
    assert.ok(count() <= 8)
  })
})
