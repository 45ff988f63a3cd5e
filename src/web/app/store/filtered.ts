// What filters do to the posts that are on the page: which of them concern the present screen, and all of it anew after
// a filter was changed.
import type { Status } from '../../props/entities.ts'
import { get } from '../api.ts'
import { start } from '../start.ts'
import { knownStatuses, patchStatus } from './statuses.ts'

export type FilterPlace = 'home' | 'notifications' | 'public' | 'thread' | 'account'

/** Which of a filter's places a path is; null where filters have no say: what one searched for, or kept oneself. */
export function placeOf(path: string): FilterPlace | null {
  if (/^\/(?:home|lists\/)/.test(path)) return 'home'
  if (path.startsWith('/notifications')) return 'notifications'
  if (/^\/(?:public|tags|explore)(?:\/|$)/.test(path)) return 'public'
  if (/^\/@[^/]+\/\d+/.test(path)) return 'thread'
  return path.startsWith('/@') ? 'account' : null
}

type Result = NonNullable<Status['filtered']>[number]['filter']

/** The strongest filter that covers a post on the screen at `path`: hidden, behind a sentence, or its pictures covered. One's own posts are never filtered. */
export function filterOn(status: Status, path: string): Result | null {
  const place = status.account.id === start.me.id ? null : placeOf(path)
  const met = (status.filtered ?? []).map((one) => one.filter).filter(({ context }) => place !== null && (!context || context.includes(place)))
  return met.find((one) => one.filter_action === 'hide') ?? met.find((one) => one.filter_action === 'warn') ?? met.find((one) => one.filter_action === 'blur') ?? null
}

const PER_REQUEST = 20
/** Posts that were met long ago are on no screen any more. */
const LATEST = 400

let asking: Promise<void> | null = null

/** Asks the server what filters say now of the posts that were met lately. Called twice in a moment, it asks once. */
export function filterAnew(): Promise<void> {
  asking ??= new Promise((go) => { setTimeout(go, 100) }).then(() => {
    asking = null
    return askAnew()
  })
  return asking
}

async function askAnew(): Promise<void> {
  const ids = knownStatuses().slice(-LATEST)
  for (let i = 0; i < ids.length; i += PER_REQUEST) {
    const found = await get<Status[]>('/api/v1/statuses', { id: ids.slice(i, i + PER_REQUEST) }).catch(() => [])
    for (const { id, filtered = [], reblog } of found) {
      patchStatus(id, { filtered })
      if (reblog) patchStatus(reblog.id, { filtered: reblog.filtered ?? [] })
    }
  }
}
