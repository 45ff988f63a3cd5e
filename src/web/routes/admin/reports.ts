// /admin/reports: the lists, and one report with what can be done about it.
import type { FastifyReply } from 'fastify'
import { may } from '#domain/access/roles.ts'
import { dossierOf } from '#domain/moderation/people.ts'
import { besidePost, REPORT_LISTS, reportCounts, reportIds, reportsByIds, requireReport, rulesNamed, type Report } from '#domain/moderation/reports.ts'
import type { SnapshotPost } from '#domain/moderation/snapshot.ts'
import { logEntries, logPage } from '#domain/moderation/staff-log.ts'
import { addNote, notesAbout } from '#domain/moderation/staff-notes.ts'
import { assignReport, reopenReport, resolveReport } from '#domain/moderation/work-on-report.ts'
import { missing } from '#domain/refusals.ts'
import { renderRule } from '#entities/instance.ts'
import { showStatuses } from '#entities/status-bundle.ts'
import type { ReportedPost } from '../../props/staff.ts'
import { listPage } from '../list-page.ts'
import type { SignedVisit } from '../page-access.ts'
import { sendOn, sendPage } from '../send-page.ts'
import { field, formOf } from '../visit.ts'
import { fittingMeasures, submitMeasure } from './measures.ts'
import { heldBy, isoOf, paramId, staffFrame, toldActs, toldNotes } from './staff-frame.ts'
import { summaryOf, toldReports } from './told-reports.ts'

const REPORTS = '/admin/reports'

/** GET /admin/reports. */
export async function showReports(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, query, reply, session } = visit
  const me = session.user.account_id
  const list = REPORT_LISTS.find((one) => one === field(query, 'list')) ?? 'open'
  const { ids, paging } = await listPage(visit, REPORTS, (page) => reportIds(ctx.db, list, me, page), `list=${list}`)
  const counts: Partial<Record<string, number>> = await reportCounts(ctx.db, me)
  return sendPage(reply, ctx.pages.reportsPage({
    ...await staffFrame(visit, 'reports'), list, paging, reports: await toldReports(visit, await reportsByIds(ctx.db, ids)),
    lists: REPORT_LISTS.map((name) => ({ name, url: `${REPORTS}?list=${name}`, count: counts[name] ?? null })),
  }))
}

/** So many of a report's posts are shown with what stands beside them. */
const WITH_NEIGHBOURS = 5

const wasOf = (post: SnapshotPost) => ({
  html: post.content, warning: post.spoilerText, at: isoOf(post.createdAt), media: post.media.map((one) => one.description ?? ''), options: post.pollOptions ?? [],
})

/** The posts as they were, each with what became of it and what stands beside it. */
async function reportedPosts({ ctx }: SignedVisit, report: Report): Promise<ReportedPost[]> {
  const places = await Promise.all(report.snapshot.slice(0, WITH_NEIGHBOURS).map((post) => besidePost(ctx.db, report.target_account_id, post.id)))
  const wanted = [...report.statusIds, ...places.flatMap(({ before, after }) => [...before, ...after])]
  const now = new Map((await showStatuses(ctx, null, [...new Set(wanted)])).map((status) => [Number(status.id), status]))
  const shown = (ids: readonly number[] = []) => ids.flatMap((id) => now.get(id) ?? [])
  return report.snapshot.map((post, at): ReportedPost => {
    const status = now.get(post.id) ?? null
    const same = status !== null && (status.edited_at === null ? null : Date.parse(status.edited_at)) === post.editedAt
    return {
      id: String(post.id), status, was: wasOf(post), fate: status === null ? 'gone' : same ? 'same' : 'edited',
      before: shown(places[at]?.before), after: shown(places[at]?.after),
    }
  })
}

interface Again { error?: string; text?: string; status?: number }

async function show(visit: SignedVisit, id: number, { error, text = '', status = 200 }: Again = {}): Promise<FastifyReply> {
  const { ctx, reply, session } = visit
  const report = await requireReport(ctx.db, id)
  const dossier = await dossierOf(ctx.db, report.target_account_id)
  const [told] = await toldReports(visit, [report])
  if (!dossier || !told) throw missing()
  const [held, notes, entries, posts] = await Promise.all([
    heldBy(visit), notesAbout(ctx.db, 'report', [id]), logPage(ctx.db, { limit: 50 }, { reportId: id }).then((ids) => logEntries(ctx.db, ids)), reportedPosts(visit, report),
  ])
  const path = `${REPORTS}/${id}`
  const open = report.resolved_at === null
  const mine = report.assigned_account_id === session.user.account_id
  return sendPage(reply, ctx.pages.reportPage({
    ...await staffFrame(visit, 'reports'), report: told, posts, rules: (await rulesNamed(ctx.db, report)).map(renderRule),
    person: await summaryOf(visit, dossier, { withEmail: may(held, 'manageUsers') }), notes: await toldNotes(visit, notes.get(id) ?? []), log: await toldActs(visit, entries),
    assign: open && !mine ? formOf(visit, `${path}/assign`) : null, release: open && mine ? formOf(visit, `${path}/release`) : null,
    resolve: open ? formOf(visit, `${path}/resolve`) : null, reopen: open ? null : formOf(visit, `${path}/reopen`), note: formOf(visit, `${path}/note`),
    measure: open && dossier.account.deleted_at === null ? { ...formOf(visit, `${path}/measure`, { error }), values: { text } } : null,
    measures: fittingMeasures(dossier, { posts: posts.some((post) => post.fate !== 'gone') }),
  }), { status })
}

/** GET /admin/reports/ID. */
export const showReport = (visit: SignedVisit): Promise<FastifyReply> => show(visit, paramId(visit))

/** POST /admin/reports/ID/assign, …/release. */
export const assign = (toMe: boolean) => async (visit: SignedVisit): Promise<FastifyReply> => {
  const [by, reportId] = [visit.session.user.account_id, paramId(visit)]
  await visit.ctx.write((tx) => assignReport(tx, { by, reportId, to: toMe ? by : null }))
  return sendOn(visit.reply, `${REPORTS}/${reportId}`)
}

/** POST /admin/reports/ID/resolve: without doing anything. */
export async function resolve(visit: SignedVisit): Promise<FastifyReply> {
  const reportId = paramId(visit)
  await visit.ctx.write((tx) => resolveReport(tx, { by: visit.session.user.account_id, reportId }))
  return sendOn(visit.reply, `${REPORTS}/${reportId}`)
}

/** POST /admin/reports/ID/reopen. */
export async function reopen(visit: SignedVisit): Promise<FastifyReply> {
  const reportId = paramId(visit)
  await visit.ctx.write((tx) => reopenReport(tx, { by: visit.session.user.account_id, reportId }))
  return sendOn(visit.reply, `${REPORTS}/${reportId}`)
}

/** POST /admin/reports/ID/note. */
export async function noteReport(visit: SignedVisit): Promise<FastifyReply> {
  const { id } = await requireReport(visit.ctx.db, paramId(visit))
  await visit.ctx.write((tx) => addNote(tx, { by: visit.session.user.account_id, subject: 'report', subjectId: id, text: field(visit.form, 'text') }))
  return sendOn(visit.reply, `${REPORTS}/${id}`)
}

/** POST /admin/reports/ID/measure. */
export async function measureReport(visit: SignedVisit): Promise<FastifyReply> {
  const report = await requireReport(visit.ctx.db, paramId(visit))
  return submitMeasure(visit, {
    targetId: report.target_account_id, reportId: report.id, back: `${REPORTS}/${report.id}`,
    again: (error, text) => show(visit, report.id, { error, text, status: 422 }),
  })
}
