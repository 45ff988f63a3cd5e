// Favourite, boost, bookmark, pin, mute a conversation: shown at once, taken back if the server says no.
import type { Status } from '../../props/entities.ts'
import { post } from '../api.ts'
import { say, toast } from '../components/toast.tsx'
import { w } from '../page.ts'
import { patchStatus, rememberStatus, statusOf } from '../store/statuses.ts'
import { reportFailure } from './report-failure.ts'

interface Mark { field: 'favourited' | 'reblogged' | 'bookmarked' | 'pinned' | 'muted'; count?: 'favourites_count' | 'reblogs_count'; on: string; off: string; done: string; undone: string }

const { done } = w.app
const marks = {
  favourite: { field: 'favourited', count: 'favourites_count', on: 'favourite', off: 'unfavourite', done: done.favourited, undone: done.unfavourited },
  boost: { field: 'reblogged', count: 'reblogs_count', on: 'reblog', off: 'unreblog', done: done.boosted, undone: done.unboosted },
  bookmark: { field: 'bookmarked', on: 'bookmark', off: 'unbookmark', done: done.bookmarked, undone: done.unbookmarked },
  pin: { field: 'pinned', on: 'pin', off: 'unpin', done: done.pinned, undone: done.unpinned },
  muteThread: { field: 'muted', on: 'mute', off: 'unmute', done: done.threadMuted, undone: done.threadUnmuted },
} satisfies Record<string, Mark>

export type MarkName = keyof typeof marks

const last = new Map<string, Promise<void>>()

/** The posts of one mark in their order: a quick second tap waits for the first. */
function inOrder(key: string, work: () => Promise<void>): Promise<void> {
  const mine = (last.get(key) ?? Promise.resolve()).then(work)
  last.set(key, mine.catch(() => {}))
  return mine
}

function flip(id: string, mark: Mark, on: boolean): void {
  const status = statusOf(id)
  if (!status || Boolean(status[mark.field]) === on) return
  const patch: Partial<Status> = { [mark.field]: on }
  if (mark.count) patch[mark.count] = Math.max(0, status[mark.count] + (on ? 1 : -1))
  patchStatus(id, patch)
}

/** Sets or takes back a mark. `id` is of the post itself, never of a boost. */
export async function setMark(name: MarkName, id: string, on: boolean): Promise<void> {
  const mark: Mark = marks[name]
  flip(id, mark, on)
  try {
    await inOrder(`${name}:${id}`, async () => {
      const answer = await post<Status>(`/api/v1/statuses/${id}/${on ? mark.on : mark.off}`)
      // Of a boost the answer is the boost itself.
      const own = answer.reblog?.id === id ? answer.reblog : answer
      if (own.id === id && Boolean(statusOf(id)?.[mark.field]) === on) rememberStatus({ ...own, [mark.field]: on })
    })
  } catch (error) {
    flip(id, mark, !on)
    reportFailure(error)
  }
}

/** What a button does: the other way round, said aloud; a boost, a pin and a muted conversation with undo. */
export function toggleMark(name: MarkName, id: string): void {
  const mark: Mark = marks[name]
  const on = !statusOf(id)?.[mark.field]
  void setMark(name, id, on)
  const text = on ? mark.done : mark.undone
  if (name === 'favourite' || name === 'bookmark') say(text)
  else toast({ text, undo: () => void setMark(name, id, !on) })
}
