// What a member may do, told to themselves.
import { EVERYONE_ROLE_ID } from '#domain/access/roles.ts'
import type { Row } from '#domain/tables.ts'

export interface Role {
  id: string
  name: string
  color: string
  permissions: string
  highlighted: boolean
  collection_limit: number
}

/** `held` are the bits that count, with those everyone has. Without a role: the one that everyone has, nameless. */
export const renderRole = (role: Row<'roles'> | null, held: number): Role => ({
  id: String(role?.id ?? EVERYONE_ROLE_ID),
  name: role?.name ?? '',
  color: role?.color ?? '',
  permissions: String(held),
  highlighted: role?.highlighted === 1,
  // Collections of accounts are not a thing of this release.
  collection_limit: 0,
})
