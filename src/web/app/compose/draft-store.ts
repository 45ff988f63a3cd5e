// Drafts on this device: the texts, and beside them the files, so that nothing has to be chosen twice.
import { signal } from '@preact/signals'
import { createStore, del, delMany, entries, get, set, type UseStore } from 'idb-keyval'
import { start } from '../start.ts'
import type { Draft } from './draft.ts'

let opened: UseStore | null = null
const store = (): UseStore => opened ??= createStore('covey-drafts', 'drafts')

const draftKey = (id: string): string => `draft:${start.me.id}:${id}`
const fileKey = (key: string): string => `file:${start.me.id}:${key}`

/** Goes up whenever a draft was kept or deleted, for the list of them. */
export const draftChanges = signal(0)

/** The drafts of this member on this device, the latest first. */
export async function allDrafts(): Promise<Draft[]> {
  const prefix = draftKey('')
  const all = await entries<string, unknown>(store())
  return all.flatMap(([key, value]) => key.startsWith(prefix) ? [value as Draft] : []).sort((a, b) => b.savedAt - a.savedAt)
}

export const readDraft = (id: string): Promise<Draft | undefined> => get<Draft>(draftKey(id), store())

export async function keepDraft(draft: Draft): Promise<void> {
  await set(draftKey(draft.id), draft, store())
  draftChanges.value++
}

/** Removes a draft; with its files unless they may be wanted again. */
export async function removeDraft({ id, media }: Pick<Draft, 'id' | 'media'>, { files = true } = {}): Promise<void> {
  await del(draftKey(id), store())
  if (files) await delMany(media.map(({ key }) => fileKey(key)), store())
  draftChanges.value++
}

export const keepFile = (key: string, file: File): Promise<void> => set(fileKey(key), file, store())
export const readFile = (key: string): Promise<File | undefined> => get<File>(fileKey(key), store())
export const removeFile = (key: string): Promise<void> => del(fileKey(key), store())
