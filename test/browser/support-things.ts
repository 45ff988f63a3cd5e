// What the tour needs to name in addresses: posts, lists, codes and tokens of the seeded community.
import { createApp } from '#domain/access/apps.ts'
import { issueCode } from '#domain/access/user-codes.ts'
import { createInvite } from '#domain/onboarding/invites.ts'
import { statusToken } from '#domain/onboarding/applications.ts'
import { postStatus } from '#domain/statuses/post-status.ts'
import type { Running } from '#main/serve.ts'
import { draftOf } from '#test/seeds/village.ts'

export interface Things {
  readonly origin: string
  readonly users: ReadonlyMap<string, number>
  readonly accounts: ReadonlyMap<string, number>
  /** A post with a picture and a thread, one with an open poll, one in Arabic, one of another server. */
  readonly thread: number
  readonly poll: number
  readonly arabic: number
  readonly remote: number
  readonly list: number
  readonly filter: number
  /** A private conversation of the member's. */
  readonly talk: number
  /** The one that Rana works on. */
  readonly report: number
  readonly invite: string
  readonly resetCode: string
  readonly confirmCode: string
  applicationOf(name: string): string
  readonly clientId: string
  readonly setupCode: string
}

/** Mara writes to Jonas in private; his conversation, once his server has noted it. */
async function privateTalk(house: Running['house'], accounts: ReadonlyMap<string, number>): Promise<number> {
  const [mara, jonas] = [accounts.get('mara') ?? 0, accounts.get('jonas') ?? 0]
  await house.write((tx) => postStatus(tx, draftOf(mara, 'Can you bring the old badge printer on Saturday? I have the toner.', { visibility: 'direct', mentions: [jonas] })))
  for (let i = 0; i < 50; i++) {
    const found = await house.db.selectFrom('conversations').select('id').where('account_id', '=', jonas).orderBy('id', 'desc').limit(1).executeTakeFirst()
    if (found) return found.id
    await new Promise((go) => { setTimeout(go, 100) })
  }
  throw new Error('the private message did not arrive')
}

/** Looks the things up, and makes those that are used up by looking. */
export async function gather({ house }: Running, setupCode: string | null): Promise<Things> {
  const { db } = house
  const people = await db.selectFrom('users as u').innerJoin('accounts as a', 'a.id', 'u.account_id').select(['u.id', 'u.account_id', 'a.username']).execute()
  const users = new Map(people.map((one) => [one.username, one.id]))
  const accounts = new Map(people.map((one) => [one.username, one.account_id]))
  const postWith = async (words: string) =>
    (await db.selectFrom('statuses').select('id').where('content', 'like', `%${words}%`).orderBy('id').limit(1).executeTakeFirstOrThrow()).id
  const userId = (name: string) => users.get(name) ?? 0
  const tokens = new Map(await Promise.all(['leilani', 'recruiter77', 'sam', 'halfway'].map(async (name) => [name, await statusToken(db, userId(name))] as const)))
  const app = await house.write((tx) => createApp(tx, { name: 'Tern for Android', website: 'https://tern.example', redirectUris: ['urn:ietf:wg:oauth:2.0:oob'], scopes: ['read', 'write', 'follow', 'push'] }))
  return {
    origin: house.config.origin, users, accounts, clientId: app.clientId, setupCode: setupCode ?? '',
    thread: await postWith('Gerald is safe'), poll: await postWith('near the old building'), arabic: await postWith('صباح الخير'), remote: await postWith('Fog until noon'),
    list: (await db.selectFrom('lists').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()).id,
    filter: (await db.selectFrom('filters').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()).id,
    talk: await privateTalk(house, accounts),
    report: (await db.selectFrom('reports').select('id').where('target_account_id', '=', accounts.get('sunil') ?? 0).executeTakeFirstOrThrow()).id,
    invite: await house.write((tx) => createInvite(tx, { accountId: accounts.get('rana') ?? 0, maxUses: 5, expiresAt: tx.now + 7 * 86_400_000, autofollow: true, comment: 'For those at the old building on Saturday' })),
    resetCode: await house.write((tx) => issueCode(tx, userId('jonas'), 'reset')),
    confirmCode: await house.write((tx) => issueCode(tx, userId('leilani'), 'confirm')),
    applicationOf: (name) => tokens.get(name) ?? '',
  }
}
