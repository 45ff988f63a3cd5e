// Every page with whom it is for, and what each kind of reader gets there: printed in docs/pages.md, and walked by
// test/security/page-walk.test.ts.
import { defaultRoles, effectivePermissions, EVERYONE_ROLE_ID, may, MODERATOR_ROLE_ID, OWNER_ROLE_ID } from '#domain/access/roles.ts'
import { isStaff, type Audience, type PageTable } from '#web/routes/page-access.ts'
import { memberPageTable, publicPageTable } from '#web/routes/public-pages.ts'
import { webPages } from '#web/routes/web-routes.ts'

export const READERS = ['visitor', 'applicant', 'member', 'reviewer', 'owner'] as const
export type Reader = typeof READERS[number]
/** `in`: the page itself; `sign in`: sent to sign in; `waits`: sent to the applicant's own page; `refused`: 403 in words. */
export type Entry = 'in' | 'sign in' | 'waits' | 'refused'

export const pageTable: PageTable = { ...publicPageTable, ...webPages, ...memberPageTable }

const bitsOf = (roleId: number): number => defaultRoles.find((role) => role.id === roleId)?.permissions ?? 0
const everyone = bitsOf(EVERYONE_ROLE_ID)
const held: Readonly<Record<Reader, number>> = {
  visitor: 0, applicant: 0, member: everyone,
  reviewer: effectivePermissions(bitsOf(MODERATOR_ROLE_ID), everyone), owner: effectivePermissions(bitsOf(OWNER_ROLE_ID), everyone),
}

/** What a reader must get at a page for this audience. */
export function entryOf(audience: Audience, reader: Reader): Entry {
  if (audience === 'anyone') return 'in'
  if (reader === 'visitor') return 'sign in'
  if (audience === 'signed-in') return 'in'
  if (reader === 'applicant') return 'waits'
  if (audience === 'member') return 'in'
  const allowed = audience === 'staff' ? isStaff(held[reader]) : may(held[reader], audience)
  return allowed ? 'in' : 'refused'
}
