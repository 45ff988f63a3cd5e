// The lists of posts on a profile, by tab.
import { signal, type Signal } from '@preact/signals'
import type { Account, Status } from '../../props/entities.ts'
import { get, type Query } from '../api.ts'
import { listOf, type PagedList } from '../store/list.ts'
import { rememberStatuses } from '../store/statuses.ts'

export type PostTab = 'posts' | 'with_replies' | 'media'

const queries: Record<PostTab, Query> = { posts: { exclude_replies: true }, with_replies: {}, media: { only_media: true, exclude_reblogs: true } }
const pins = new Map<string, Signal<readonly string[] | null>>()

/** Ids of what somebody pinned; null until it was asked for. */
export function pinsOf(id: string): Signal<readonly string[] | null> {
  let one = pins.get(id)
  if (!one) pins.set(id, one = signal<readonly string[] | null>(null))
  return one
}

export const tabIn = (path: string): PostTab => path.endsWith('/with_replies') ? 'with_replies' : path.endsWith('/media') ? 'media' : 'posts'

/** The posts of a tab or, with a hashtag, those that have it. What is pinned stands above, and not again below. */
export function postsOf({ id }: Account, tab: PostTab, tag?: string): PagedList {
  const path = `/api/v1/accounts/${id}/statuses`
  if (tag !== undefined) return listOf({ key: `person:${id}:tag:${tag.toLowerCase()}`, path, query: { tagged: tag, exclude_reblogs: true } })
  const accept = (status: Status): boolean => tab !== 'posts' || !pinsOf(id).peek()?.includes(status.id)
  return listOf({ key: `person:${id}:${tab}`, path, query: queries[tab], accept })
}

/** Has everything of a tab there before it is drawn; a later visit shows what is known and looks for what is new. */
export async function openTab(account: Account, tab: PostTab, tag?: string): Promise<void> {
  const list = postsOf(account, tab, tag)
  if (tab === 'posts' && tag === undefined && pinsOf(account.id).peek() === null) {
    const found = await get<Status[]>(`/api/v1/accounts/${account.id}/statuses`, { pinned: true, limit: 20 }).catch(() => [])
    pinsOf(account.id).value = rememberStatuses(found)
  }
  if (list.state.peek() === 'ready') void list.catchUp().then(() => list.admit(), () => {})
  else await list.open()
}
