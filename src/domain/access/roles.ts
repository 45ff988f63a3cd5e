// Who may look after the community: roles with Mastodon's permission bits. Every member also has what "everyone" has.
import { sql } from 'kysely'
import type { Reader, Tx } from '../context.ts'
import type { Row } from '../tables.ts'

/** Mastodon's bits, by name. */
export const permissions = {
  administrator: 1 << 0,
  viewDevops: 1 << 1,
  viewAuditLog: 1 << 2,
  viewDashboard: 1 << 3,
  manageReports: 1 << 4,
  manageFederation: 1 << 5,
  manageSettings: 1 << 6,
  manageBlocks: 1 << 7,
  manageTaxonomies: 1 << 8,
  manageAppeals: 1 << 9,
  manageUsers: 1 << 10,
  manageInvites: 1 << 11,
  manageRules: 1 << 12,
  manageAnnouncements: 1 << 13,
  manageCustomEmojis: 1 << 14,
  manageWebhooks: 1 << 15,
  inviteUsers: 1 << 16,
  manageRoles: 1 << 17,
  manageUserAccess: 1 << 18,
  deleteUserData: 1 << 19,
  viewFeeds: 1 << 20,
} as const
export type Permission = keyof typeof permissions

const ALL = Object.values(permissions).reduce((sum, bit) => sum | bit, 0)

/** The role that every member has, as in Mastodon's API. */
export const EVERYONE_ROLE_ID = -99
export const MODERATOR_ROLE_ID = 1
export const ADMIN_ROLE_ID = 2
export const OWNER_ROLE_ID = 3

const moderator = permissions.viewDashboard | permissions.viewAuditLog | permissions.manageUsers | permissions.manageReports
  | permissions.manageTaxonomies | permissions.viewFeeds

/** What a new community starts with. */
export const defaultRoles: readonly Row<'roles'>[] = [
  { id: EVERYONE_ROLE_ID, name: 'everyone', color: '', position: -1, permissions: permissions.inviteUsers, highlighted: 0 },
  { id: MODERATOR_ROLE_ID, name: 'Moderator', color: '', position: 10, permissions: moderator, highlighted: 1 },
  {
    id: ADMIN_ROLE_ID, name: 'Admin', color: '', position: 100, highlighted: 1,
    permissions: ALL & ~permissions.administrator & ~permissions.viewDevops & ~permissions.inviteUsers,
  },
  { id: OWNER_ROLE_ID, name: 'Owner', color: '', position: 1000, permissions: permissions.administrator, highlighted: 1 },
]

/** What a role's bits amount to, with those of everyone; an administrator may do everything. */
export function effectivePermissions(own: number, everyone: number): number {
  const sum = own | everyone
  return sum & permissions.administrator ? ALL : sum
}

export const may = (held: number, permission: Permission): boolean => (held & permissions[permission]) !== 0

/** Adds the roles that are missing. Idempotent; called at every start. */
export async function ensureRoles(tx: Tx): Promise<void> {
  await tx.db.insertInto('roles').values([...defaultRoles]).onConflict((on) => on.column('id').doNothing()).execute()
}

/** A role by its name, in any case; null if there is none. */
export async function findRole(db: Reader, name: string): Promise<Row<'roles'> | null> {
  const rows = await db.selectFrom('roles').selectAll().execute()
  return rows.find((row) => row.name.toLowerCase() === name.toLowerCase()) ?? null
}

/** What somebody with this role may do, with what everybody may. */
export async function heldPermissions(db: Reader, roleId: number | null): Promise<number> {
  const rows = await db.selectFrom('roles').select(['id', 'permissions']).where('id', 'in', [EVERYONE_ROLE_ID, roleId ?? EVERYONE_ROLE_ID]).execute()
  const bits = (id: number | null) => rows.find((row) => row.id === id)?.permissions ?? 0
  return effectivePermissions(bits(roleId), bits(EVERYONE_ROLE_ID))
}

const LOOKING_AFTER = permissions.administrator | permissions.manageReports | permissions.manageUsers

/** How many members look after the community: who may act on reports or on people. */
export async function staffCount(db: Reader): Promise<number> {
  const row = await db.selectFrom('users').innerJoin('roles', 'roles.id', 'users.role_id').select((eb) => eb.fn.countAll<number>().as('n'))
    .where('users.disabled_at', 'is', null).where('users.approved_at', 'is not', null)
    .where(sql<boolean>`(roles.permissions & ${sql.lit(LOOKING_AFTER)}) <> 0`).executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** Says whether `userId` is an owner and nobody else is: a community must not lose its last one. */
export async function isLastOwner(db: Reader, userId: number): Promise<boolean> {
  const owners = await db.selectFrom('users as u').innerJoin('roles as r', 'r.id', 'u.role_id').innerJoin('accounts as a', 'a.id', 'u.account_id').select('u.id')
    .where('u.disabled_at', 'is', null).where('u.approved_at', 'is not', null).where('a.suspended_at', 'is', null).where('a.deleted_at', 'is', null)
    .where(sql<boolean>`(r.permissions & ${sql.lit(permissions.administrator)}) <> 0`).limit(2).execute()
  return owners.length === 1 && owners[0]?.id === userId
}
