// Every person the app has met, and how the reader stands to them.
import { signal, type Signal } from '@preact/signals'
import type { Account } from '../../props/entities.ts'
import { get } from '../api.ts'

/** https://docs.joinmastodon.org/entities/Relationship/ */
export interface Relationship {
  id: string
  following: boolean
  showing_reblogs: boolean
  notifying: boolean
  languages?: string[] | null
  followed_by: boolean
  blocking: boolean
  blocked_by: boolean
  muting: boolean
  muting_notifications: boolean
  muting_expires_at?: string | null
  requested: boolean
  requested_by: boolean
  domain_blocking: boolean
  endorsed: boolean
  note: string
}

const accounts = new Map<string, Signal<Account | null>>()
const relationships = new Map<string, Signal<Relationship | null>>()

function cellIn<T>(map: Map<string, Signal<T | null>>, id: string): Signal<T | null> {
  let one = map.get(id)
  if (!one) map.set(id, one = signal<T | null>(null))
  return one
}

/** The person with this id, as last heard of. */
export const accountOf = (id: string): Account | null => cellIn(accounts, id).value

export function rememberAccount(account: Account): void {
  const cell = cellIn(accounts, account.id)
  if (cell.peek() !== account) cell.value = account
}

/** How the reader stands to somebody; null until it was asked: see {@link loadRelationships}. */
export const relationshipOf = (id: string): Relationship | null => cellIn(relationships, id).value

export function rememberRelationship(relationship: Relationship): void {
  cellIn(relationships, relationship.id).value = relationship
}

export function patchRelationship(id: string, patch: Partial<Relationship>): void {
  const cell = cellIn(relationships, id)
  if (cell.peek()) cell.value = { ...cell.peek()!, ...patch }
}

const PER_REQUEST = 40

/** Asks for those that are not known yet. */
export async function loadRelationships(ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)].filter((id) => !cellIn(relationships, id).peek())
  for (let i = 0; i < wanted.length; i += PER_REQUEST) {
    const found = await get<Relationship[]>('/api/v1/accounts/relationships', { id: wanted.slice(i, i + PER_REQUEST), with_suspended: true })
    found.forEach(rememberRelationship)
  }
}
