// The member's lists: asked for once, changed in one place, known to the menu of the home's title too.
import { signal } from '@preact/signals'
import { loadLists } from '../components/list-switch.tsx'
import { del, get, post, put } from '../api.ts'

export const REPLIES = ['followed', 'list', 'none'] as const

/** https://docs.joinmastodon.org/entities/List/ */
export interface MemberList { id: string; title: string; replies_policy: (typeof REPLIES)[number]; exclusive: boolean }

/** By name; null while unknown. */
export const memberLists = signal<readonly MemberList[] | null>(null)

const inOrder = (lists: readonly MemberList[]): MemberList[] => lists.toSorted((one, two) => one.title.localeCompare(two.title))

/** Asks for them. */
export async function openLists(): Promise<void> {
  memberLists.value = inOrder(await get<MemberList[]>('/api/v1/lists'))
}

function tellMenu(): void {
  void loadLists().catch(() => {})
}

/** Makes a list with this name. */
export async function makeList(title: string): Promise<MemberList> {
  const made = await post<MemberList>('/api/v1/lists', { title })
  memberLists.value = inOrder([...memberLists.peek() ?? [], made])
  tellMenu()
  return made
}

/** Changes a list; what is not named stays. */
export async function changeList(list: MemberList, changes: Partial<MemberList>): Promise<MemberList> {
  const { title, replies_policy: replies, exclusive } = { ...list, ...changes }
  const changed = await put<MemberList>(`/api/v1/lists/${list.id}`, { title, replies_policy: replies, exclusive })
  memberLists.value = inOrder((memberLists.peek() ?? []).map((one) => one.id === list.id ? changed : one))
  tellMenu()
  return changed
}

/** Takes it from the screen; answers the way back. */
export function hideList(list: MemberList): () => void {
  const before = memberLists.peek()
  memberLists.value = (before ?? []).filter((one) => one.id !== list.id)
  return () => { memberLists.value = inOrder([...(memberLists.peek() ?? []).filter((one) => one.id !== list.id), list]) }
}

/** Deletes it for good. */
export async function deleteList(list: MemberList): Promise<void> {
  await del(`/api/v1/lists/${list.id}`)
  tellMenu()
}

/** Puts people on a list or takes them off. */
export const changeMembers = (listId: string, accountId: string, on: boolean): Promise<unknown> =>
  (on ? post : del)(`/api/v1/lists/${listId}/accounts`, { account_ids: [accountId] })
