// What scenarios need in the database: an author with many followers, here or on many hosts, and a peer with a key.
import type { House } from '#main/context.ts'
import { generateRsaKeyPair } from '#machinery/crypto/rsa.ts'
import { actorUri, statusUri } from '#domain/addresses.ts'
import { postLocal } from '#test/support/network.ts'
import { createLocalAccount } from '#domain/accounts/create-account.ts'
import { createUser } from '#domain/access/users.ts'
import { upsertRemoteAccount } from '#domain/accounts/upsert-remote-account.ts'
import { acceptFollowFrom } from '#domain/relationships/follow-requests.ts'
import { follow } from '#domain/relationships/follow.ts'
import { remoteProfile } from '#test/support/remote-profile.ts'
import { writeRows } from './seed/rows.ts'

const unique = () => Math.random().toString(36).slice(2, 10)

async function newMember(house: House, name: string): Promise<number> {
  const keys = await generateRsaKeyPair()
  return house.write(async (tx) => {
    const accountId = await createLocalAccount(tx, { username: name, displayName: name, ...keys })
    await createUser(tx, { accountId, email: `${name}@people.example`, passwordHash: null, confirmed: true, approved: true })
    return accountId
  })
}

/** An author followed by `count` active members of this server. */
export async function prepareFollowers(house: House, count: number): Promise<{ authorId: number; followerIds: number[] }> {
  const authorId = await newMember(house, `author_${unique()}`)
  const { engine } = house
  const accounts = writeRows(engine, 'accounts', ['id', 'username', 'acct_key', 'following_count', 'created_at', 'updated_at'])
  const users = writeRows(engine, 'users', ['id', 'account_id', 'email', 'email_key', 'confirmed_at', 'approved_at', 'created_at', 'last_seen_at'])
  const feeds = writeRows(engine, 'feeds', ['id', 'account_id', 'kind', 'active_at'])
  const follows = writeRows(engine, 'follows', ['id', 'account_id', 'target_account_id', 'created_at'])
  const now = house.clock.now()
  const mark = unique()
  const followerIds = await house.write(async (tx) => Array.from({ length: count }, () => tx.id()))
  for (const [index, id] of followerIds.entries()) {
    const name = `follower_${mark}_${index}`
    await accounts.add(id, name, name, 1, now, now)
    await users.add(id, id, `${name}@people.example`, `${name}@people.example`, now, now, now, now)
    await feeds.add(id, id, 'home', now)
    await follows.add(id, id, authorId, now)
  }
  for (const writer of [accounts, users, feeds, follows]) await writer.flush()
  await engine.raw(`update accounts set followers_count = ${count} where id = ${authorId}`)
  return { authorId, followerIds }
}

/** A peer with `publicKey`, followed by ten members; one more member to mention. */
export async function prepareInbound(house: House, { publicKey, origin }: { publicKey: string; origin: string }): Promise<{ actor: string; mentioned: string; inbox: string }> {
  const mark = unique()
  // A new one each time: it is to have ten followers, not ten more.
  const profile = remoteProfile(origin, `writer_${mark}`)
  const writer = await house.write((tx) => upsertRemoteAccount(tx, { ...profile, keys: [{ uri: `${profile.uri}#main-key`, algorithm: 'rsa', publicKey }] }))
  let mentioned = 0
  for (let index = 0; index < 10; index++) {
    mentioned = await newMember(house, `reader_${mark}_${index}`)
    await house.write((tx) => follow(tx, mentioned, writer))
    await house.write((tx) => acceptFollowFrom(tx, writer, mentioned))
  }
  return { actor: profile.uri, mentioned: `${house.config.origin}/ap/users/${mentioned}`, inbox: `${house.config.origin}/inbox` }
}

const MIXED = 20
const POSTS = 200

/** Twenty people on a peer, each followed by the same ten members, one of whom has written two hundred posts. */
export async function prepareMix(house: House, { publicKey, origin }: { publicKey: string; origin: string }): Promise<{ inbox: string; actors: string[]; mentioned: string; statuses: string[] }> {
  const mark = unique()
  const members: number[] = []
  for (let index = 0; index < 10; index++) members.push(await newMember(house, `mixed_${mark}_${index}`))
  const actors: string[] = []
  for (let index = 0; index < MIXED; index++) {
    const profile = remoteProfile(origin, `mixed_${mark}_${index}`)
    const actor = await house.write((tx) => upsertRemoteAccount(tx, { ...profile, keys: [{ uri: `${profile.uri}#main-key`, algorithm: 'rsa', publicKey }] }))
    for (const member of members) {
      await house.write((tx) => follow(tx, member, actor))
      await house.write((tx) => acceptFollowFrom(tx, actor, member))
    }
    actors.push(profile.uri)
  }
  const author = members[0] ?? 0
  const statuses: string[] = []
  for (let index = 0; index < POSTS; index++) statuses.push(statusUri(house.config, author, await house.write((tx) => postLocal(tx, author))))
  return { inbox: `${house.config.origin}/inbox`, actors, mentioned: actorUri(house.config, author), statuses }
}

/** An author followed from `count` distinct inboxes, spread over `origins`. */
export async function prepareOutbound(house: House, { count, origins }: { count: number; origins: string[] }): Promise<{ authorId: number }> {
  const authorId = await newMember(house, `sender_${unique()}`)
  for (let index = 0; index < count; index++) {
    const profile = remoteProfile(origins[index % origins.length] ?? '', `fan${index}`)
    const fan = await house.write((tx) => upsertRemoteAccount(tx, { ...profile, sharedInboxUrl: null }))
    await house.write((tx) => follow(tx, fan, authorId, { uri: `${profile.uri}#follow` }))
    await house.write((tx) => acceptFollowFrom(tx, authorId, fan))
  }
  return { authorId }
}
