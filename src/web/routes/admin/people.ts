// /admin/accounts: people one by one, and /admin/action_logs: everything that was done.
import type { FastifyReply } from 'fastify'
import { may } from '#domain/access/roles.ts'
import { hasSecondFactor } from '#domain/access/second-factors.ts'
import { ACCOUNT_STATES } from '#domain/moderation/account-states.ts'
import { giveRole, makeResetCode, takeSecondFactors } from '#domain/moderation/member-access.ts'
import { dossierOf, givableRoles, PEOPLE_LISTS, peopleIds, standingOf, type Dossier } from '#domain/moderation/people.ts'
import { reportIdsAbout, reportsByIds } from '#domain/moderation/reports.ts'
import { ACTS, logEntries, logPage } from '#domain/moderation/staff-log.ts'
import { addNote, notesAbout } from '#domain/moderation/staff-notes.ts'
import { liftFrom, undoAct } from '#domain/moderation/undo.ts'
import { accountRows } from '#domain/accounts/queries.ts'
import { INSTANCE_ACCOUNT_ID } from '#domain/addresses.ts'
import { missing, Refusal } from '#domain/refusals.ts'
import { serverWords } from '../../words/en/server.ts'
import { staffWordsFor } from '../../words/staff-catalogue.ts'
import { listPage } from '../list-page.ts'
import type { SignedVisit } from '../page-access.ts'
import { safePath } from '../return-to.ts'
import { languageOf, sendOn, sendPage } from '../send-page.ts'
import { field, formOf } from '../visit.ts'
import { fittingMeasures, submitMeasure } from './measures.ts'
import { accountsOf, heldBy, isoOf, paramId, staffFrame, toldActs, toldNotes } from './staff-frame.ts'
import { statesOf, summaryOf, toldReports } from './told-reports.ts'

const PEOPLE = '/admin/accounts'

/** GET /admin/accounts. */
export async function showPeople(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, query, reply } = visit
  const list = PEOPLE_LISTS.find((one) => one === field(query, 'list')) ?? 'all'
  const name = field(query, 'name').trim().replace(/^@/, '').replaceAll(/[^\w.@-]/g, '').slice(0, 80)
  const { ids, paging } = await listPage(visit, PEOPLE, (page) => peopleIds(ctx.db, list, name, page), `list=${list}${name && `&name=${encodeURIComponent(name)}`}`)
  const [accounts, rows, standing] = await Promise.all([accountsOf(visit, ids), accountRows(ctx.db, ids), standingOf(ctx.db, ids)])
  return sendPage(reply, ctx.pages.staffPeoplePage({
    ...await staffFrame(visit, 'accounts'), list, name, paging, lists: PEOPLE_LISTS.map((one) => ({ name: one, url: `${PEOPLE}?list=${one}` })),
    people: ids.flatMap((id) => {
      const [account, row, stands] = [accounts(id), rows.get(id), standing.get(id)]
      return account && row ? [{
        account: { ...account, display_name: row.display_name }, url: `${PEOPLE}/${id}`, email: stands?.email ?? null, role: stands?.role ?? null,
        states: statesOf(row, stands?.disabledAt ?? null), lastSeenAt: stands?.lastSeenAt ? isoOf(stands.lastSeenAt) : null,
      }] : []
    }),
  }))
}

async function dossier({ ctx }: SignedVisit, id: number): Promise<Dossier> {
  const found = id === INSTANCE_ACCOUNT_ID ? null : await dossierOf(ctx.db, id)
  if (!found) throw missing()
  return found
}

interface Again { error?: string; text?: string; status?: number; madeLink?: string; notice?: string }

async function show(visit: SignedVisit, id: number, { error, text = '', status = 200, madeLink, notice }: Again = {}): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const found = await dossier(visit, id)
  const { account, user } = found
  const [held, notes, entries, reports, roles, second] = await Promise.all([
    heldBy(visit), notesAbout(ctx.db, 'account', [id]), logPage(ctx.db, { limit: 30 }, { targetId: id }).then((ids) => logEntries(ctx.db, ids)),
    reportIdsAbout(ctx.db, id, 10).then((ids) => reportsByIds(ctx.db, ids)), givableRoles(ctx.db), user ? hasSecondFactor(ctx.db, user.id) : false,
  ])
  const person = await summaryOf(visit, found, { withEmail: true })
  const path = `${PEOPLE}/${id}`
  const [judges, lets] = [may(held, 'manageReports'), user !== null && may(held, 'manageUserAccess')]
  return sendPage(reply, ctx.pages.staffPersonPage({
    ...await staffFrame(visit, 'accounts', notice ?? null), person, notes: await toldNotes(visit, notes.get(id) ?? []), log: await toldActs(visit, entries),
    reports: judges ? await toldReports(visit, reports) : [], note: formOf(visit, `${path}/note`),
    lifts: judges ? person.states.map((state) => ({ state, form: formOf(visit, `${path}/lift`, { hidden: { state } }) })) : [],
    measure: judges && account.deleted_at === null ? { ...formOf(visit, `${path}/measure`, { error }), values: { text } } : null,
    measures: fittingMeasures(found, { posts: false }),
    roles: user && may(held, 'manageRoles') ? {
      form: formOf(visit, `${path}/role`), current: String(user.role_id ?? ''), choices: roles.map((role) => ({ id: String(role.id), name: role.name })),
    } : null,
    resetLink: lets ? formOf(visit, `${path}/reset-link`) : null, madeLink: madeLink ?? null, secondFactor: lets && second ? formOf(visit, `${path}/second-factor`) : null,
  }), { status })
}

/** GET /admin/accounts/ID. */
export const showPerson = (visit: SignedVisit): Promise<FastifyReply> => show(visit, paramId(visit))

const by = ({ session }: SignedVisit): number => session.user.account_id
const back = (visit: SignedVisit): FastifyReply => sendOn(visit.reply, `${PEOPLE}/${paramId(visit)}`)

/** POST /admin/accounts/ID/measure. */
export const measurePerson = (visit: SignedVisit): Promise<FastifyReply> => submitMeasure(visit, {
  targetId: paramId(visit), back: `${PEOPLE}/${paramId(visit)}`, again: (error, text) => show(visit, paramId(visit), { error, text, status: 422 }),
})

/** POST /admin/accounts/ID/lift. */
export async function liftPerson(visit: SignedVisit): Promise<FastifyReply> {
  const state = ACCOUNT_STATES.find((one) => one === field(visit.form, 'state'))
  if (!state) throw missing()
  await visit.ctx.write((tx) => liftFrom(tx, { by: by(visit), targetId: paramId(visit), state }))
  return back(visit)
}

/** POST /admin/accounts/ID/note. */
export async function notePerson(visit: SignedVisit): Promise<FastifyReply> {
  const { account } = await dossier(visit, paramId(visit))
  await visit.ctx.write((tx) => addNote(tx, { by: by(visit), subject: 'account', subjectId: account.id, text: field(visit.form, 'text') }))
  return back(visit)
}

/** POST /admin/accounts/ID/role. */
export async function changeRoleOf(visit: SignedVisit): Promise<FastifyReply> {
  const role = field(visit.form, 'role')
  if (!/^\d{0,16}$/.test(role)) throw missing()
  await visit.ctx.write((tx) => giveRole(tx, { by: by(visit), targetId: paramId(visit), roleId: role === '' ? null : Number(role) }))
  return back(visit)
}

/** POST /admin/accounts/ID/reset-link: shows the link once. */
export async function makeResetLink(visit: SignedVisit): Promise<FastifyReply> {
  const code = await visit.ctx.write((tx) => makeResetCode(tx, { by: by(visit), targetId: paramId(visit) }))
  return show(visit, paramId(visit), { madeLink: `${visit.ctx.config.origin}/auth/password/edit?code=${code}` })
}

/** POST /admin/accounts/ID/second-factor. */
export async function takeSecondFactor(visit: SignedVisit): Promise<FastifyReply> {
  const gone = await visit.ctx.write((tx) => takeSecondFactors(tx, { by: by(visit), targetId: paramId(visit) }))
  const w = staffWordsFor(languageOf(visit.request)).person
  return show(visit, paramId(visit), { notice: gone ? w.secondFactorGone : w.secondFactorNone })
}

/** GET /admin/action_logs. */
export async function showLog(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply } = visit
  const { ids, paging } = await listPage(visit, '/admin/action_logs', (page) => logPage(ctx.db, page))
  return sendPage(reply, ctx.pages.staffLogPage({ ...await staffFrame(visit, 'action_logs'), acts: await toldActs(visit, await logEntries(ctx.db, ids)), paging }))
}

/** POST /admin/undo: who may do an act may take it back. */
export async function undo(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply } = visit
  const [entry] = /^\d{1,16}$/.test(field(form, 'act')) ? await logEntries(ctx.db, [Number(field(form, 'act'))]) : []
  if (!entry) throw missing()
  if (!may(await heldBy(visit), ACTS[entry.action])) throw new Refusal('action.forbidden', { text: serverWords.staffOnly })
  await ctx.write((tx) => undoAct(tx, { by: by(visit), logId: entry.id }))
  return sendOn(reply, `${safePath(field(form, 'return_to')) ?? '/admin'}?done=${entry.id}`)
}
