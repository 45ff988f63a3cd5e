// Numbers beside the navigation: what waits for the member behind each entry. Whoever learns of a change sets it.
import { signal } from '@preact/signals'
import type { NavKey } from '../components/member-frame.tsx'

export const unread = signal<Partial<Record<NavKey, number>>>({})

/** Sets the number of one entry; 0 removes it. */
export function setUnread(key: NavKey, count: number): void {
  if ((unread.peek()[key] ?? 0) !== count) unread.value = { ...unread.peek(), [key]: count }
}
