// Addresses that other servers, apps and old bookmarks use for things that live elsewhere here. Where they lead is put
// together from what was understood, never copied, so none of them leads off this server.
import type { FastifyReply } from 'fastify'
import { accountRow } from '#domain/accounts/queries.ts'
import { missing } from '#domain/refusals.ts'
import { normaliseTag } from '#domain/text/tags.ts'
import { isUsername, parseHandle } from '#domain/text/names.ts'
import { profilePathOf } from './find-person.ts'
import { idOf, pathOfPost } from './post-page.ts'
import { sendTo } from './reading.ts'
import type { Visit } from './visit.ts'

const paramsOf = (visit: Visit) => visit.request.params as Record<string, string>

/** /users/NAME and what hung below it, as Mastodon's addresses were. */
export async function leaveUsersPath(visit: Visit): Promise<FastifyReply> {
  const { name = '', id } = paramsOf(visit)
  const [, username = '', feed = ''] = /^(.*?)(\.rss)?$/.exec(name) ?? []
  if (!isUsername(username)) throw missing()
  return sendTo(visit, `/@${username}${feed}${id === undefined ? '' : `/${idOf(id)}`}`, 301)
}

async function toPost(visit: Visit, id: number): Promise<FastifyReply> {
  const path = await pathOfPost(visit, id)
  if (path === null) throw missing()
  return sendTo(visit, path)
}

async function toPerson(visit: Visit, id: number): Promise<FastifyReply> {
  const account = await accountRow(visit.ctx.db, id)
  if (!account || account.pending === 1) throw missing()
  return sendTo(visit, profilePathOf(account))
}

/** Addresses of Mastodon's app: /web/…, /deck/…. What is not known by now begins at the front door. */
export async function leaveAppPath(visit: Visit): Promise<FastifyReply> {
  const rest = (paramsOf(visit)['*'] ?? '').replace(/^(?:deck|web)(?=\/|$)\/?/, '')
  const [, kind, id] = /^(statuses|accounts)\/(\d{1,16})$/.exec(rest) ?? []
  if (id !== undefined) return kind === 'statuses' ? toPost(visit, idOf(id)) : toPerson(visit, idOf(id))
  const tag = normaliseTag(/^(?:timelines\/tag|tags)\/([^/]+)$/.exec(rest)?.[1] ?? '')
  if (tag) return sendTo(visit, `/tags/${encodeURIComponent(tag.name)}`)
  const [, acct = '', below = ''] = /^@([^/]+)(?:\/(\d{1,16}|with_replies|media))?$/.exec(rest) ?? []
  const handle = parseHandle(acct)
  return sendTo(visit, handle ? `${profilePathOf(handle)}${below && `/${below}`}` : '/')
}

/** What stands below a post or a profile and has no page of its own yet leads to what it belongs to. */
export async function leaveSidePage(visit: Visit): Promise<FastifyReply> {
  const { acct = '', id } = paramsOf(visit)
  const handle = parseHandle(acct)
  if (!handle) throw missing()
  return sendTo(visit, `${profilePathOf(handle)}${id === undefined ? '' : `/${idOf(id)}`}`)
}
