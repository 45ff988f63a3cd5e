// Searches: what was asked and found, kept while the app runs so that the way back is short.
import { signal } from '@preact/signals'
import type { Account, Status } from '../../props/entities.ts'
import { get } from '../api.ts'
import { loadRelationships, rememberAccount } from './accounts.ts'
import { rememberStatuses } from './statuses.ts'

export type Kind = 'accounts' | 'statuses' | 'hashtags'
export type Shown = 'all' | Kind

/** https://docs.joinmastodon.org/entities/Tag/ */
export interface Tag { id?: string; name: string; history?: { accounts: string }[]; following?: boolean }

export interface Found {
  accounts: readonly Account[]
  statuses: readonly string[]
  hashtags: readonly Tag[]
  /** Whether more of the one kind that was asked for may be had. */
  more: boolean
}

interface Answer { accounts: Account[]; statuses: Status[]; hashtags: Tag[] }

/** Letters from which on it is searched while one types. */
export const ENOUGH = 3
const PAGE = 20
const FEW = 6

const known = new Map<string, Found>()
export const searching = signal(false)

/** Somebody elsewhere, or an address: worth asking another server. */
export const isElsewhere = (query: string): boolean => /^@?[\w.-]+@[\w.-]+\.?[\w:]+$/.test(query.trim()) || /^https?:\/\/\S+$/.test(query.trim())

const keyOf = (query: string, shown: Shown): string => `${shown} ${query}`

/** What is known of a search; null while it was not done. */
export const foundFor = (query: string, shown: Shown): Found | null => known.get(keyOf(query, shown)) ?? null

async function ask(query: string, shown: Shown, offset: number, resolve: boolean): Promise<Found> {
  const { accounts, statuses, hashtags } = await get<Answer>('/api/v2/search', {
    q: query, ...shown === 'all' ? { limit: PAGE } : { type: shown, limit: PAGE, offset }, ...resolve ? { resolve: true } : {},
  })
  accounts.forEach(rememberAccount)
  void loadRelationships(accounts.map((account) => account.id)).catch(() => {})
  return { accounts, statuses: rememberStatuses(statuses), hashtags, more: shown !== 'all' && [accounts, statuses, hashtags].some((one) => one.length >= PAGE) }
}

let latest = 0

/** Searches; a later search makes the answer of an earlier one worth nothing. Null: overtaken. */
export async function search(query: string, shown: Shown, { resolve }: { resolve: boolean }): Promise<Found | null> {
  const mine = ++latest
  searching.value = true
  try {
    const found = await ask(query, shown, 0, resolve)
    known.set(keyOf(query, shown), found)
    return mine === latest ? found : null
  } finally {
    if (mine === latest) searching.value = false
  }
}

/** The next page of one kind. */
export async function searchOn(query: string, shown: Kind, before: Found): Promise<Found> {
  const found = await ask(query, shown, before[shown].length, false)
  const seen = new Set([...before.accounts.map((one) => one.id), ...before.statuses])
  const all: Found = {
    accounts: [...before.accounts, ...found.accounts.filter((one) => !seen.has(one.id))], statuses: [...before.statuses, ...found.statuses.filter((id) => !seen.has(id))],
    hashtags: [...before.hashtags, ...found.hashtags], more: found.more,
  }
  known.set(keyOf(query, shown), all)
  return all
}

/** A few of a kind, where all kinds are shown together. */
export const few = <T>(all: readonly T[]): readonly T[] => all.slice(0, FEW)
