// Where things of this server live on the web. Computed from the configured domain, never stored, and promised for
// ever: /@name, /@name/ID, /tags/x for people; actor ids without the user name, so that a rename stays possible.
import { hash } from 'node:crypto'
import type { Config } from '#machinery/config/config.ts'

type Origin = Pick<Config, 'origin'>

/** The account that signs for the server itself. */
export const INSTANCE_ACCOUNT_ID = 1

interface Named { id: number; username: string; uri: string | null; url: string | null; host: string | null }
interface Written { id: number; account_id: number; uri: string | null; url: string | null }

export const actorUri = ({ origin }: Origin, accountId: number): string =>
  accountId === INSTANCE_ACCOUNT_ID ? `${origin}/actor` : `${origin}/ap/users/${accountId}`
export const keyUri = (at: Origin, accountId: number): string => `${actorUri(at, accountId)}#main-key`
export const statusUri = (at: Origin, accountId: number, statusId: number): string => `${actorUri(at, accountId)}/statuses/${statusId}`
export const activityUri = (at: Origin, accountId: number, name: string): string => `${actorUri(at, accountId)}#${name}`
export const sharedInboxUrl = ({ origin }: Origin): string => `${origin}/inbox`
export const tagUrl = ({ origin }: Origin, name: string): string => `${origin}/tags/${encodeURIComponent(name)}`
export const fileUrl = ({ origin }: Origin, key: string): string => `${origin}/files/${key}`
/**
 * A mark of a remote file's address, which stands in ours: who was not told of the file cannot guess it, and a picture
 * that was replaced has another one, so that browsers may keep what they have for ever.
 */
export const markOf = (remoteUrl: string): string => hash('sha256', remoteUrl, 'base64url').slice(0, 16)
/** Where a member's browser gets a remote picture from: our cache, which fetches on first sight. */
export const proxyUrl = ({ origin }: Origin, kind: 'media' | 'preview' | 'avatar' | 'header' | 'emoji' | 'card', id: number, remoteUrl: string): string =>
  `${origin}/files/remote/${kind}/${id}/${markOf(remoteUrl)}`

/** An account's identifier on the network, local or remote. */
export const accountUri = (at: Origin, account: Named): string => account.uri ?? actorUri(at, account.id)
/** An account's page for people. */
export const accountUrl = (at: Origin, account: Named): string =>
  account.host === null ? `${at.origin}/@${account.username}` : account.url ?? account.uri ?? `${at.origin}/@${account.username}@${account.host}`
/** A status's identifier on the network, local or remote. */
export const uriOfStatus = (at: Origin, status: Written): string => status.uri ?? statusUri(at, status.account_id, status.id)
/** A status's page for people; `username` is needed for a local one. */
export const urlOfStatus = (at: Origin, status: Written, username: string): string | null =>
  status.uri === null ? `${at.origin}/@${username}/${status.id}` : status.url ?? status.uri

/** What a URL of ours points at, or null. The inverse of the functions above, for people's pages and network ids alike. */
export function parseLocalUrl({ origin }: Origin, url: string):
  | { kind: 'account'; id: number } | { kind: 'account'; username: string }
  | { kind: 'status'; id: number } | { kind: 'followers'; id: number } | { kind: 'tag'; name: string } | null {
  if (!url.startsWith(`${origin}/`)) return null
  const path = url.slice(origin.length).replace(/[?#].*$/, '')
  if (path === '/actor') return { kind: 'account', id: INSTANCE_ACCOUNT_ID }
  const actor = /^\/ap\/users\/(\d{1,16})(?:\/(?:statuses\/(\d{1,16})|(followers)))?(?:\/activity)?$/.exec(path)
  if (actor?.[2]) return { kind: 'status', id: Number(actor[2]) }
  if (actor?.[3]) return { kind: 'followers', id: Number(actor[1]) }
  if (actor) return { kind: 'account', id: Number(actor[1]) }
  const page = /^\/@(\w{1,64})(?:\/(\d{1,16}))?$/.exec(path)
  if (page?.[2]) return { kind: 'status', id: Number(page[2]) }
  if (page?.[1]) return { kind: 'account', username: page[1] }
  const tag = /^\/tags\/([^/]+)$/.exec(path)
  return tag?.[1] && /^(?:[^%]|%[0-9a-f]{2})+$/i.test(tag[1]) ? { kind: 'tag', name: decodeURIComponent(tag[1]) } : null
}
