// What every staff page starts from: which others its reader may see, how much waits there, and what was just done.
import { heldPermissions, may, type Permission } from '#domain/access/roles.ts'
import { applicationOf } from '#domain/onboarding/applications.ts'
import { requireUser, usernameOf } from '#domain/access/users.ts'
import { logEntries, undoableUntil, type LogEntry } from '#domain/moderation/staff-log.ts'
import { queueLength } from '#domain/moderation/queue.ts'
import { reportCounts } from '#domain/moderation/reports.ts'
import type { StaffNote } from '#domain/moderation/staff-notes.ts'
import { missing } from '#domain/refusals.ts'
import type { Account } from '#entities/account.ts'
import { showAccounts } from '#entities/load-accounts.ts'
import type { DoneAct, StaffFrameProps, StaffPlace, ToldAct, ToldNote } from '../../props/staff.ts'
import type { SignedVisit } from '../page-access.ts'
import { frame, sendOn } from '../send-page.ts'
import { field, formOf, type Visit } from '../visit.ts'
import type { FastifyReply } from 'fastify'

const places: [StaffPlace, Permission][] = [
  ['queue', 'manageUsers'], ['reports', 'manageReports'], ['accounts', 'manageUsers'], ['action_logs', 'viewAuditLog'], ['settings', 'manageSettings'],
]

/** Epoch ms as pages take times. */
export const isoOf = (ms: number): string => new Date(ms).toISOString()

/** Accounts by id, as people see them; several are loaded at once. */
export async function accountsOf({ ctx }: Visit, ids: readonly (number | null)[]): Promise<(id: number | null) => Account | null> {
  const known = new Map((await showAccounts(ctx, [...new Set(ids.filter((id) => id !== null))])).map((account) => [Number(account.id), account]))
  return (id) => id === null ? null : known.get(id) ?? null
}

/** An id out of the page's address. */
export function paramId({ request }: Visit, name = 'id'): number {
  const text = (request.params as Record<string, string>)[name] ?? ''
  if (!/^\d{1,16}$/.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) throw missing()
  return Number(text)
}

/** Ids that were ticked. */
export function tickedIds({ form }: Visit, name: string): number[] {
  const given = form[name]
  const texts = Array.isArray(given) ? given : [given]
  return texts.flatMap((text) => typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : [])
}

/** What may be done by who looks. */
export const heldBy = ({ ctx, session }: SignedVisit): Promise<number> => heldPermissions(ctx.db, session.user.role_id)

/** Entries of the log in the words of a page, with the way back from each. */
export async function toldActs(visit: SignedVisit, entries: readonly LogEntry[]): Promise<ToldAct[]> {
  const accounts = await accountsOf(visit, entries.flatMap((entry) => [entry.account_id, entry.target_account_id, entry.undone_by_account_id]))
  const here = visit.request.url.replace(/\?.*$/, '')
  return entries.map((entry) => {
    const until = undoableUntil(entry, visit.now)
    return {
      id: String(entry.id), action: entry.action, by: accounts(entry.account_id), target: accounts(entry.target_account_id),
      reportId: entry.report_id === null ? null : String(entry.report_id), text: entry.details.text ?? '', what: entry.details.what ?? '',
      posts: entry.action.startsWith('posts.') ? entry.details.statusIds?.length ?? 0 : 0, at: isoOf(entry.created_at),
      undoneBy: accounts(entry.undone_by_account_id), undoneAt: entry.undone_at === null ? null : isoOf(entry.undone_at),
      undo: until === null ? null : {
        form: formOf(visit, '/admin/undo', { hidden: { act: String(entry.id), return_to: here } }), until: until === Infinity ? null : isoOf(until),
      },
    }
  })
}

async function doneOf(visit: SignedVisit): Promise<DoneAct | null> {
  const { ctx, query } = visit
  const done = field(query, 'done')
  if (/^\d{1,16}$/.test(done)) {
    const [act] = await toldActs(visit, await logEntries(ctx.db, [Number(done)]))
    return act ? { act } : null
  }
  const meanwhile = field(query, 'meanwhile')
  if (!/^\d{1,16}$/.test(meanwhile)) return null
  const application = await applicationOf(ctx.db, Number(meanwhile))
  if (!application) return null
  const { account_id: accountId } = await requireUser(ctx.db, application.user_id)
  const accounts = await accountsOf(visit, [application.decided_by_account_id])
  return { meanwhile: { state: application.state, by: accounts(application.decided_by_account_id), username: await usernameOf(ctx.db, accountId) } }
}

/** The frame of a staff page. */
export async function staffFrame(visit: SignedVisit, here: StaffPlace, notice: string | null = null): Promise<StaffFrameProps> {
  const { ctx, session } = visit
  const held = await heldBy(visit)
  const [page, queue, reports, done] = await Promise.all([
    frame(visit, notice === null ? null : { kind: 'ok', text: notice }), may(held, 'manageUsers') ? queueLength(ctx.db) : 0,
    may(held, 'manageReports') ? reportCounts(ctx.db, session.user.account_id) : { open: 0, mine: 0 }, doneOf(visit),
  ])
  const waiting: Partial<Record<StaffPlace, number>> = { queue, reports: reports.open + reports.mine }
  return {
    page, here, done,
    nav: places.filter(([, permission]) => may(held, permission)).map(([place]) => ({ place, url: `/admin/${place}`, waiting: waiting[place] ?? 0 })),
  }
}

/** Notes about several things as a page shows them. */
export async function toldNotesOfAll(visit: Visit, notes: ReadonlyMap<number, readonly StaffNote[]>): Promise<Map<number, ToldNote[]>> {
  const accounts = await accountsOf(visit, [...notes.values()].flat().map((note) => note.accountId))
  return new Map([...notes].map(([id, some]) => [id, some.map((note) => ({ by: accounts(note.accountId), text: note.text, at: isoOf(note.createdAt) }))]))
}

/** Notes as a page shows them. */
export const toldNotes = async (visit: Visit, notes: readonly StaffNote[]): Promise<ToldNote[]> =>
  (await toldNotesOfAll(visit, new Map([[0, notes]]))).get(0) ?? []

/** GET /admin, and /admin/dashboard until there is one: the first page that its reader may see. */
export async function showFirstPlace(visit: SignedVisit): Promise<FastifyReply> {
  const held = await heldBy(visit)
  const first = places.find(([, permission]) => may(held, permission))
  if (!first) throw missing()
  return sendOn(visit.reply, `/admin/${first[0]}`)
}
