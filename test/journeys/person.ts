// Somebody with an app: everything they do and see goes through the HTTP API of their own server.
import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { Answer, CallOptions } from '#test/support/server.ts'
import type { Member } from '#test/support/members.ts'
import type { Town } from './town.ts'

export interface Account {
  id: string; acct: string; url: string; uri: string; display_name: string; note: string; avatar: string; header: string; locked: boolean; bot: boolean
  fields: { name: string; value: string }[]; followers_count: number; following_count: number; statuses_count: number
}
export interface Media { id: string; type: string; url: string; preview_url: string; description: string | null; blurhash: string | null; meta: { focus?: { x: number; y: number }; original?: { width: number; height: number } } }
export interface Poll { id: string; options: { title: string; votes_count: number | null }[]; votes_count: number; voters_count: number | null; multiple: boolean; expired: boolean; voted: boolean; own_votes: number[] }
export interface Status {
  id: string; uri: string; url: string; content: string; visibility: string; spoiler_text: string; sensitive: boolean; language: string | null; created_at: string
  edited_at: string | null; in_reply_to_id: string | null; in_reply_to_account_id: string | null; reblog: Status | null; account: Account; poll: Poll | null
  favourites_count: number; reblogs_count: number; replies_count: number; favourited: boolean; reblogged: boolean; pinned?: boolean
  media_attachments: Media[]; mentions: { acct: string; url: string }[]; tags: { name: string; url: string }[]
}
export interface Relationship { id: string; following: boolean; requested: boolean; followed_by: boolean; requested_by: boolean; blocking: boolean; blocked_by: boolean }
export interface Notification { id: string; type: string; account: Account; status?: Status }

export interface Person {
  readonly name: string
  /** name@host, as everybody but their own server calls them. */
  readonly handle: string
  /** Their page. */
  readonly page: string
  readonly town: Town
  readonly member: Member
  call<T>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>
  /** A call that must succeed. */
  ask<T>(method: string, path: string, options?: CallOptions): Promise<T>
}

/** Gives a member of `town` an app. */
export function personOf(town: Town, member: Member): Person {
  const call = <T>(method: string, path: string, options: CallOptions = {}) => town.server.call<T>(method, `/api${path}`, { ...options, token: member.token })
  return {
    name: member.name, town, member, call,
    handle: `${member.name}@${new URL(town.server.url).host}`, page: `${town.server.url}/@${member.name}`,
    async ask<T>(method: string, path: string, options?: CallOptions) {
      const answer = await call<T>(method, path, options)
      assert.equal(answer.status, 200, `${method} ${path} answers ${answer.status}: ${answer.text.slice(0, 300)}`)
      return answer.body
    },
  }
}

/** Looks somebody up by handle or address, on their own server if need be; fails if there is nobody. */
export async function meet(person: Person, handleOrUrl: string): Promise<Account> {
  const { accounts } = await person.ask<{ accounts: Account[] }>('GET', '/v2/search', { query: { q: handleOrUrl, type: 'accounts', resolve: true } })
  const [account] = accounts
  assert.ok(account, `${person.handle} finds nobody as ${handleOrUrl}`)
  return account
}

/** Looks a post up by its address. */
export async function findPost(person: Person, url: string): Promise<Status | undefined> {
  const found = await person.ask<{ statuses: Status[] }>('GET', '/v2/search', { query: { q: url, type: 'statuses', resolve: true } })
  return found.statuses[0]
}

export const accountOf = (person: Person, id: string) => person.ask<Account>('GET', `/v1/accounts/${id}`)
export const statusOf = (person: Person, id: string) => person.ask<Status>('GET', `/v1/statuses/${id}`)
export const home = (person: Person) => person.ask<Status[]>('GET', '/v1/timelines/home', { query: { limit: 40 } })
export const notifications = (person: Person, type?: string) =>
  person.ask<Notification[]>('GET', '/v1/notifications', { query: { limit: 40, ...type ? { types: [type] } : {} } })
/** What `person` may see of what somebody wrote. */
export const writings = (person: Person, id: string, query: object = {}) =>
  person.ask<Status[]>('GET', `/v1/accounts/${id}/statuses`, { query: { limit: 40, ...query } })

export const post = (person: Person, status: string, rest: object = {}) => person.ask<Status>('POST', '/v1/statuses', { json: { status, ...rest } })
export const act = <T = Status>(person: Person, verb: string, statusId: string) => person.ask<T>('POST', `/v1/statuses/${statusId}/${verb}`)
export const relate = (person: Person, verb: string, accountId: string) => person.ask<Relationship>('POST', `/v1/accounts/${accountId}/${verb}`)

export async function relationship(person: Person, id: string): Promise<Relationship> {
  const [one] = await person.ask<Relationship[]>('GET', '/v1/accounts/relationships', { query: { id: [id] } })
  assert.ok(one)
  return one
}

/** A picture of one colour. */
export const picture = async (background: string, width = 60, height = 30): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } }).png().toBuffer()

/** Uploads a picture. */
export async function upload(person: Person, fields: Record<string, string>): Promise<Media> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await picture('#06c'))], { type: 'image/png' }), 'sea.png')
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return person.ask<Media>('POST', '/v2/media', { multipart: form })
}

/** Whatever a browser or another server gets without saying who they are. */
export async function visit(url: string, accept = '*/*'): Promise<{ status: number; type: string; body: Buffer }> {
  const response = await fetch(url, { headers: { accept } })
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) }
}

export const AS2 = 'application/activity+json'
