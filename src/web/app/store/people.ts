// Who an address means, and lists of people page by page.
import { signal, type Signal } from '@preact/signals'
import type { Account } from '../../props/entities.ts'
import { ApiError, get, getPage } from '../api.ts'
import { accountOf, loadRelationships, rememberAccount, rememberRelationship, type Relationship } from './accounts.ts'

/** What is known of a handle: an id, that there is nobody, or that another server is being asked. */
export type Found = { id: string } | 'asking' | 'nobody' | 'failed'

const found = new Map<string, Signal<Found | null>>()

function cell(acct: string): Signal<Found | null> {
  const key = acct.toLowerCase()
  let one = found.get(key)
  if (!one) found.set(key, one = signal<Found | null>(null))
  return one
}

/** What is known of `acct` by now; null before it was asked for. */
export const personCalled = (acct: string): Found | null => cell(acct).value

/** The account behind `acct`, if it is known already. */
export function accountCalled(acct: string): Account | null {
  const one = personCalled(acct)
  return one && typeof one === 'object' ? accountOf(one.id) : null
}

function take(account: Account): void {
  rememberAccount(account)
  cell(account.acct).value = { id: account.id }
}

async function askThere(acct: string): Promise<void> {
  cell(acct).value = 'asking'
  const { accounts } = await get<{ accounts: Account[] }>('/api/v2/search', { q: `@${acct}`, type: 'accounts', resolve: true, limit: 1 })
  const [account] = accounts
  if (account) {
    rememberAccount(account)
    await renewRelationship(account.id).catch(() => {})
    take(account)
  }
  cell(acct).value = account ? { id: account.id } : 'nobody'
}

/** Looks somebody up; whom this server does not know is asked for at theirs, which is not waited for. */
export async function findPerson(acct: string): Promise<void> {
  try {
    const account = await get<Account>('/api/v1/accounts/lookup', { acct })
    take(account)
    cell(acct).value = { id: account.id }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 404 && acct.includes('@')) void askThere(acct).catch(() => { cell(acct).value = 'nobody' })
    else if (cell(acct).peek() === null) cell(acct).value = error.status === 404 ? 'nobody' : 'failed'
  }
}

export interface PeopleList {
  readonly people: Signal<readonly Account[]>
  readonly state: Signal<'loading' | 'more' | 'end' | 'failed'>
  load(): Promise<void>
  remove(id: string): void
}

const kept = new Map<string, PeopleList>()

/** The people at `path`: those of the last visit for who comes `back`, anew otherwise. */
export function peopleAt(path: string, back: boolean): PeopleList {
  const list = back ? kept.get(path) ?? peopleList(path) : peopleList(path)
  kept.set(path, list)
  return list
}

/** People at `path`, page by page, with how the reader stands to each. */
function peopleList(path: string): PeopleList {
  const people = signal<readonly Account[]>([])
  const state = signal<'loading' | 'more' | 'end' | 'failed'>('loading')
  let next: string | null = `${path}?limit=40`
  return {
    people, state,
    async load() {
      if (next === null) return
      state.value = 'loading'
      try {
        const page = await getPage<Account[]>(next)
        page.body.forEach(rememberAccount)
        await loadRelationships(page.body.map((one) => one.id))
        const known = new Set(people.peek().map((one) => one.id))
        people.value = [...people.peek(), ...page.body.filter((one) => !known.has(one.id))]
        next = page.next
        state.value = next ? 'more' : 'end'
      } catch {
        state.value = 'failed'
      }
    },
    remove(id) { people.value = people.peek().filter((one) => one.id !== id) },
  }
}

/** Asks anew how the reader stands to somebody; what is known meanwhile is shown. */
export async function renewRelationship(id: string): Promise<void> {
  const [one] = await get<Relationship[]>('/api/v1/accounts/relationships', { id: [id], with_suspended: true })
  if (one) rememberRelationship(one)
}
