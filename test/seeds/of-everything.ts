// A community in which one member has some of everything, in rounds: each brings one more row to every list there is.
import { createECDH, randomBytes } from 'node:crypto'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { computeReport } from '#domain/annual-reports/compute.ts'
import { announce } from '#domain/announcements/announce.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import { createMember, type Member } from '#test/support/members.ts'
import type { TestServer } from '#test/support/server.ts'
import { draftOf, follows, remotePerson } from './village.ts'

const AT_ONCE = 4

/** The page that everybody links to. */
export const PAGE = 'https://page.example/'

/** What the first round made, and what paths may name. */
export interface Everything {
  alice: Member
  friends: Member[]
  remotes: number[]
  postIds: string[]
  statusId: string
  statusUrl: string
  pollId: string
  listId: string
  collectionId: string
  filterId: string
  keywordId: string
  filterStatusId: string
  oldFilterId: string
  announcementId: number
  scheduledId: string
  notificationId: string
  requestId: string
}

type Ask = <T = { id: string }>(who: Member, method: string, path: string, json?: object) => Promise<T>

/** Asks the API in somebody's name; fails unless it agrees. */
function asker(server: TestServer): Ask {
  return async (who, method, path, json) => {
    const answer = await server.call(method, path, { token: who.token, ...(json ? { json } : {}) })
    if (answer.status >= 300) throw new Error(`${who.name} ${method} ${path} answers ${answer.status}: ${answer.text}`)
    return answer.body as never
  }
}

const file = { contentType: null, description: null, blurhash: null, focus: null, width: null, height: null }

async function firstOfAll({ house }: TestServer, ask: Ask, alice: Member): Promise<Everything> {
  await house.write(async (tx) => {
    await tx.db.updateTable('accounts').set({ locked: 1, discoverable: 1, indexable: 1 }).where('id', '=', alice.accountId).execute()
    const page = tx.id()
    await tx.db.insertInto('trends').values({ kind: 'link', subject_id: page, score: 20, peak: 20, peaked_at: tx.now, language: 'en', allowed: 1 }).execute()
    await tx.db.insertInto('preview_cards').values({
      id: page, url: PAGE, host: 'page.example', state: 'ready', details: JSON.stringify({ type: 'link', title: 'A page', authorName: '', authorUrl: '', publishedAt: null }),
      author_account_id: alice.accountId, created_at: tx.now, fetched_at: tx.now,
    }).execute()
  })
  await ask(alice, 'PATCH', '/api/v2/notifications/policy', { for_not_following: 'filter' })
  const poll = { options: ['tea', 'coffee'], expires_in: 3600 }
  const status = await ask<{ id: string; url: string; poll: { id: string } }>(alice, 'POST', '/api/v1/statuses', { status: 'Harbour #harbour', poll, quote_approval_policy: 'public' })
  const filter = await ask<{ id: string; keywords: { id: string }[] }>(alice, 'POST', '/api/v2/filters', { title: 'First', context: ['home'], keywords_attributes: [{ keyword: 'regatta' }] })
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') }
  await ask(alice, 'POST', '/api/v1/push/subscription', { subscription: { endpoint: 'https://push.invalid/device', keys } })
  const announcementId = await house.write((tx) => announce(tx, { text: 'The first' }))
  return {
    alice, friends: [], remotes: [], postIds: [], statusId: status.id, statusUrl: status.url, pollId: status.poll.id,
    listId: (await ask(alice, 'POST', '/api/v1/lists', { title: 'First' })).id,
    collectionId: (await ask<{ collection: { id: string } }>(alice, 'POST', '/api/v1/collections', { name: 'First' })).collection.id,
    filterId: filter.id, keywordId: filter.keywords[0]?.id ?? '',
    filterStatusId: (await ask(alice, 'POST', `/api/v2/filters/${filter.id}/statuses`, { status_id: status.id })).id,
    oldFilterId: filter.keywords[0]?.id ?? '', announcementId,
    scheduledId: (await ask(alice, 'POST', '/api/v1/statuses', { status: 'Later', scheduled_at: new Date(Date.now() + 3_600_000).toISOString() })).id,
    notificationId: '', requestId: '',
  }
}

// What other people are to alice, one of each kind.
async function company(server: TestServer, ask: Ask, { alice, friends, remotes, listId }: Everything, round: number): Promise<Member> {
  const { house } = server
  const person = (kind: string) => createMember(house, `${kind}${round}`)
  const [friend, stranger, crow] = [await person('friend'), await person('stranger'), await remotePerson(house, `crow${round}`, `far${round}.example`)]
  const remote = await remotePerson(house, `gull${round}`, `far${round}.example`)
  await house.write((tx) => tx.db.updateTable('accounts').set({ discoverable: 1, indexable: 1 }).where('id', 'in', [friend.accountId, stranger.accountId]).execute())
  await follows(house, alice.accountId, friend.accountId)
  await follows(house, alice.accountId, remote)
  await ask(friend, 'POST', `/api/v1/accounts/${alice.accountId}/follow`)
  await house.write((tx) => acceptFollowFrom(tx, alice.accountId, friend.accountId))
  await follows(house, friend.accountId, stranger.accountId)
  await follows(house, remote, friend.accountId)
  const [first = friend] = friends
  if (first !== friend) await follows(house, friend.accountId, first.accountId)
  else await ask(alice, 'POST', `/api/v1/lists/${listId}/accounts`, { account_ids: [String(friend.accountId)] })
  friends[round] = friend
  remotes[round] = remote
  await ask(stranger, 'POST', `/api/v1/accounts/${alice.accountId}/follow`)
  await ask(alice, 'POST', `/api/v1/accounts/${friend.accountId}/endorse`)
  await ask(alice, 'POST', `/api/v1/accounts/${crow}/mute`)
  await ask(alice, 'POST', `/api/v1/accounts/${crow}/block`)
  await ask(stranger, 'POST', '/api/v1/statuses', { status: '@alice May I?' })
  return friend
}

// What alice keeps: lists, filters, tags, collections, posts for later.
async function belongings(ask: Ask, { alice, friends, listId, filterId, collectionId, statusId }: Everything, friend: Member, round: number): Promise<void> {
  const list = await ask(alice, 'POST', '/api/v1/lists', { title: `List ${round}` })
  await ask(alice, 'POST', `/api/v1/lists/${list.id}/accounts`, { account_ids: [String(friends[0]?.accountId)] })
  if (friend !== friends[0]) await ask(alice, 'POST', `/api/v1/lists/${listId}/accounts`, { account_ids: [String(friend.accountId)] })
  await ask(alice, 'POST', '/api/v2/filters', { title: `Filter ${round}`, context: ['home'], keywords_attributes: [{ keyword: `regatta${round}` }] })
  await ask(alice, 'POST', `/api/v2/filters/${filterId}/keywords`, { keyword: `boat${round}` })
  await ask(alice, 'POST', `/api/v1/tags/tag${round}/follow`)
  // Ten of each are the most that a member may have, and twenty-five accounts in a collection.
  if (round < 10) await ask(alice, 'POST', '/api/v1/featured_tags', { name: `tag${round}` })
  if (round < 9) await ask(alice, 'POST', '/api/v1/collections', { name: `Collection ${round}`, account_ids: [String(friend.accountId)] })
  if (round < 24) await ask(alice, 'POST', `/api/v1/collections/${collectionId}/items`, { account_id: String(friend.accountId) })
  await ask(friend, 'POST', '/api/v1/collections', { name: 'Who is kind', account_ids: [String(alice.accountId)], discoverable: true })
  await ask(alice, 'POST', '/api/v1/domain_blocks', { domain: `unkind${round}.example` })
  await ask(alice, 'POST', '/api/v1/statuses', { status: 'Later', scheduled_at: new Date(Date.now() + (round + 1) * 86_400_000).toISOString() })
  await ask(alice, 'PUT', `/api/v1/statuses/${statusId}`, { status: `Harbour #harbour, edited ${round} times`, poll: { options: ['tea', 'coffee'], expires_in: 3600 } })
}

// What is said, and what is made of it.
async function talk(server: TestServer, ask: Ask, { alice, remotes, postIds, statusId, filterId }: Everything, friend: Member, round: number): Promise<void> {
  const { house } = server
  const post = await ask(friend, 'POST', '/api/v1/statuses', { status: `@alice look :wave: #harbour #tag${round} ${PAGE}`, language: 'en' })
  postIds[round] = post.id
  const far = remotes[round] ?? 0
  await house.write(async (tx) => {
    const { statusId: id } = await postStatus(tx, {
      ...draftOf(far, 'From across the bay #harbour', { uri: `https://far${round}.example/notes/1`, tags: ['harbour'], mentions: [alice.accountId] }),
      poll: { options: ['one', 'two'], multiple: false, hideTotals: false, expiresAt: null },
      remoteMedia: [{ ...file, type: 'image', remoteUrl: `https://far${round}.example/bay.png` }],
    })
    await tx.db.updateTable('statuses').set({ card_id: tx.db.selectFrom('preview_cards').select('id').where('url', '=', PAGE) }).where('id', 'in', [id, Number(post.id)]).execute()
  })
  await ask(friend, 'POST', '/api/v1/statuses', { status: 'As she says', in_reply_to_id: statusId, quoted_status_id: statusId })
  await ask(friend, 'POST', '/api/v1/statuses', { status: '@alice a word?', visibility: 'direct' })
  await ask(friend, 'POST', `/api/v1/statuses/${statusId}/favourite`)
  await ask(friend, 'POST', `/api/v1/statuses/${statusId}/reblog`)
  await ask(alice, 'POST', `/api/v2/filters/${filterId}/statuses`, { status_id: post.id })
  await ask(alice, 'POST', `/api/v1/statuses/${post.id}/favourite`)
  await ask(alice, 'POST', `/api/v1/statuses/${post.id}/bookmark`)
  await ask(alice, 'POST', '/api/v1/statuses', { status: `@${friend.name} thanks #tag${round}`, poll: { options: ['tea', 'coffee'], expires_in: 3600 } })
}

// What the server itself has: announcements, emojis, rules, reports of past years, and what trends.
async function furniture({ house }: TestServer, { alice, announcementId, postIds }: Everything, round: number): Promise<void> {
  await house.write(async (tx) => {
    const other = await announce(tx, { text: `Announcement ${round} :wave: #harbour` })
    const emoji = tx.id()
    await tx.db.insertInto('custom_emojis').values({ id: emoji, shortcode: `wave${round}`, emoji_key: `wave${round}`, file_key: 'emojis/wave.png', category: 'Hands', updated_at: 0 }).execute()
    for (const id of [announcementId, other]) {
      await tx.db.insertInto('announcement_reactions').values({ id: tx.id(), announcement_id: id, account_id: alice.accountId, name: `wave${round}`, emoji_id: emoji }).execute()
    }
    await tx.db.insertInto('rules').values({ id: tx.id(), text: `Rule ${round}`, position: round, deleted_at: null }).execute()
    const year = new Date(tx.now).getUTCFullYear()
    const data = JSON.stringify(await computeReport(tx.db, { accountId: alice.accountId, year }))
    await tx.db.insertInto('annual_reports').values({ account_id: alice.accountId, year: 2020 - round, data, viewed_at: null, created_at: tx.now }).execute()
    const tag = await tx.db.selectFrom('tags').select('id').where('name', '=', `tag${round}`).executeTakeFirstOrThrow()
    const card = tx.id()
    const details = { type: 'link', title: 'A story', description: 'Of boats', isArticle: true, authorName: '', authorUrl: '', providerName: '', providerUrl: '', html: '', width: 0, height: 0, embedUrl: '', imageDescription: '', blurhash: null, publishedAt: null }
    await tx.db.insertInto('preview_cards').values({
      id: card, url: `https://story.example/${round}`, host: 'story.example', state: 'ready', details: JSON.stringify(details), author_account_id: alice.accountId, created_at: tx.now, fetched_at: tx.now,
    }).execute()
    for (const [kind, subject] of [['tag', tag.id], ['status', Number(postIds[round])], ['link', card]] as const) {
      await tx.db.insertInto('trends').values({ kind, subject_id: subject, score: 10, peak: 10, peaked_at: tx.now, language: 'en', allowed: 1 }).execute()
    }
  })
}

/** Lives `rounds` more rounds around `alice`. The first ever also makes what paths name; hand its answer to the next. */
export async function growEverything(server: TestServer, alice: Member, rounds: number, before?: Everything): Promise<Everything> {
  const ask = asker(server)
  const everything = before ?? await firstOfAll(server, ask, alice)
  const live = async (round: number) => {
    const friend = await company(server, ask, everything, round)
    await belongings(ask, everything, friend, round)
    await talk(server, ask, everything, friend, round)
    await furniture(server, everything, round)
  }
  const first = everything.friends.length
  // Several at once, so that they share their commits' way to the disk.
  for (let next = first; next < first + rounds; next += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, first + rounds - next) }, (_, index) => live(next + index)))
  }
  await server.idle()
  const [notification] = await ask<{ id: string }[]>(everything.alice, 'GET', '/api/v1/notifications')
  const [request] = await ask<{ id: string }[]>(everything.alice, 'GET', '/api/v1/notifications/requests')
  everything.notificationId = notification?.id ?? ''
  everything.requestId = request?.id ?? ''
  return everything
}
