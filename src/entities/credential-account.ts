// An account as its own member sees it: with the sources of what others see formatted, and what the member may do.
import type { SessionUser } from '#domain/access/session.ts'
import { ownAccount } from '#domain/accounts/queries.ts'
import { countFollowRequests, roleRow } from '#domain/reading/own.ts'
import { parseFields, type Account, type Field } from './account.ts'
import { isoOrNull, type At } from './at.ts'
import { showAccount } from './load-accounts.ts'
import { renderRole, type Role } from './role.ts'

export interface CredentialAccount extends Account {
  source: {
    privacy: 'public' | 'unlisted' | 'private' | 'direct'
    sensitive: boolean
    language: string | null
    note: string
    fields: Field[]
    follow_requests_count: number
    hide_collections: boolean | null
    discoverable: boolean | null
    indexable: boolean
    attribution_domains: string[]
    quote_policy: 'public' | 'followers' | 'nobody'
  }
  role: Role
}

const flagOrNull = (value: number | null): boolean | null => value === null ? null : value === 1

/** The fields as their owner typed them. */
export const sourceFields = (column: string): Field[] => parseFields(column)
  .map((field) => ({ name: field.name, value: field.source ?? field.value, verified_at: isoOrNull(field.verified_at ?? null) }))

/** The member's own account. */
export async function showCredentialAccount(
  at: At, user: Pick<SessionUser, 'accountId' | 'roleId' | 'permissions' | 'settings'>,
): Promise<CredentialAccount> {
  const [account, row, requests, role] = await Promise.all([
    showAccount(at, user.accountId), ownAccount(at.db, user.accountId),
    countFollowRequests(at.db, user.accountId), roleRow(at.db, user.roleId),
  ])
  if (!account) throw new Error(`user without account ${user.accountId}`)
  return {
    ...account,
    source: {
      privacy: user.settings.default_privacy,
      sensitive: user.settings.default_sensitive,
      language: user.settings.default_language,
      note: row.note_source,
      fields: sourceFields(row.fields),
      follow_requests_count: requests,
      hide_collections: flagOrNull(row.hide_collections),
      discoverable: flagOrNull(row.discoverable),
      indexable: row.indexable === 1,
      attribution_domains: JSON.parse(row.attribution_domains) as string[],
      quote_policy: user.settings.default_quote_policy,
    },
    role: renderRole(role, user.permissions),
  }
}
