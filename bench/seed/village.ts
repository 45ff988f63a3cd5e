// What the loader knows while it writes: who is who, and the latest posts, which are what others answer, boost and like.
import type { Random } from './random.ts'
import type { Writers } from './writers.ts'

/** `feeds` of the `members` have full homes; one post has `replies` answers. */
export interface Size { statuses: number; accounts: number; members: number; feeds: number; replies: number }

/** From when until when everything was written (epoch ms). */
export const START = Date.UTC(2024, 10, 1)
export const END = Date.UTC(2026, 10, 1)
export const PEERS = 200

export interface Person { id: number; local: boolean; uri: string | null; host: string | null; indexable: boolean }
export interface Post { id: number; author: Person; threadId: number; text: string; plain: boolean; boostOf: number | null; addressee: number | null; visibility: string; findable: boolean; extra: string }

export interface Village {
  to: Writers
  random: Random
  size: Size
  people: Person[]
  /** The hours in which groups of notifications began. */
  groups: Map<string, number>
  /** An id that nothing else has, at the end of the time. */
  nextId(): number
}

const HOUR_MS = 3_600_000
const SPAN_HOURS = 12

/** A member is told of something by somebody else. */
export async function tell({ to, groups, nextId }: Village, told: { member: Person; type: 'mention' | 'reblog' | 'favourite' | 'follow'; from: Person; statusId: number | null; about: number; at: number; id?: number }): Promise<void> {
  const { member, type, from, statusId, about, at } = told
  if (!member.local || member.id === from.id) return
  const id = told.id ?? nextId()
  const subject = type === 'follow' ? 'follow' : `${type}-${statusId}`
  const hour = Math.floor(at / HOUR_MS)
  const key = `${member.id} ${subject}`
  const began = groups.get(key) ?? 0
  const group = hour - began < SPAN_HOURS ? began : hour
  if (type !== 'mention') groups.set(key, group)
  await to.notifications.add(id, member.id, type, from.id, statusId, type === 'mention' ? `ungrouped-${id}` : `${subject}-${group}`, `${type}:${member.id}:${about}`, at)
}
