// The log of what those who look after the community did: who, what, about whom, when, and whether it was taken back.
import type { Reader, Tx } from '#domain/context.ts'
import { inOrder, pageQuery, type Page } from '#domain/page.ts'
import type { Row } from '#domain/tables.ts'
import type { Permission } from '#domain/access/roles.ts'

/** What somebody of the staff can do, with the permission that it takes. */
export const ACTS = {
  'application.approve': 'manageUsers',
  'application.decline': 'manageUsers',
  'account.warn': 'manageReports',
  'account.sensitive': 'manageReports',
  'account.limit': 'manageReports',
  'account.freeze': 'manageReports',
  'account.suspend': 'manageReports',
  'account.lift': 'manageReports',
  'account.role': 'manageRoles',
  'account.reset-link': 'manageUserAccess',
  'account.remove-second-factor': 'manageUserAccess',
  'posts.mark': 'manageReports',
  'posts.delete': 'manageReports',
  'report.assign': 'manageReports',
  'report.resolve': 'manageReports',
  'report.reopen': 'manageReports',
} as const satisfies Record<string, Permission>
export type ActName = keyof typeof ACTS

/** What an act needs to be told about and taken back; absent where it means nothing. */
export interface ActDetails {
  userId?: number
  strikeId?: number
  statusIds?: number[]
  /** Words that were sent along. */
  text?: string
  /** A state that was lifted, a role that was given. */
  what?: string
  /** The role somebody had before, or null. */
  before?: number | null
}

export interface NewAct { by: number | null; action: ActName; targetId?: number | null; reportId?: number | null; details?: ActDetails }

/** Writes an act down; the answer is its entry's id. */
export async function logAct(tx: Tx, { by, action, targetId = null, reportId = null, details = {} }: NewAct): Promise<number> {
  const id = tx.id()
  await tx.db.insertInto('staff_log').values({
    id, account_id: by, action, target_account_id: targetId, report_id: reportId, details: JSON.stringify(details), created_at: tx.now,
  }).execute()
  return id
}

export type LogEntry = Omit<Row<'staff_log'>, 'details' | 'action'> & { action: ActName; details: ActDetails }

export const entryOf = (row: Row<'staff_log'>): LogEntry => ({ ...row, action: row.action as ActName, details: JSON.parse(row.details) as ActDetails })

interface LogChoice { by?: number | undefined; targetId?: number | undefined; reportId?: number | undefined }

/** A page of the log, newest first. */
export async function logPage(db: Reader, page: Page, { by, targetId, reportId }: LogChoice = {}): Promise<number[]> {
  let query = db.selectFrom('staff_log').select('id')
  if (by !== undefined) query = query.where('account_id', '=', by)
  if (targetId !== undefined) query = query.where('target_account_id', '=', targetId)
  if (reportId !== undefined) query = query.where('report_id', '=', reportId)
  return inOrder((await pageQuery(query, 'id', page).execute()).map((row) => row.id), page)
}

/** The entries in the order of `ids`. */
export async function logEntries(db: Reader, ids: readonly number[]): Promise<LogEntry[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('staff_log').selectAll().where('id', 'in', [...ids]).execute()
  const known = new Map(rows.map((row) => [row.id, entryOf(row)]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

/** How long a decision about an applicant can be taken back: the letter about it waits as long. */
export const DECISION_UNDO_MS = 60_000

const STANDING: ReadonlySet<ActName> = new Set(['account.sensitive', 'account.limit', 'account.freeze', 'account.suspend', 'posts.mark'])

/** Until when (epoch ms) an act can be taken back; null: not, or not any more. `Infinity` for what can be at any time. */
export function undoableUntil(entry: Pick<LogEntry, 'action' | 'created_at' | 'undone_at'>, now: number): number | null {
  if (entry.undone_at !== null) return null
  if (STANDING.has(entry.action)) return Infinity
  const until = entry.created_at + DECISION_UNDO_MS
  return entry.action.startsWith('application.') && now < until ? until : null
}
