// /admin/queue: applicants, with everything that helps to decide, and the decisions.
import type { FastifyReply } from 'fastify'
import { userById } from '#domain/access/users.ts'
import { addNote, notesAbout } from '#domain/moderation/staff-notes.ts'
import { decideApplication } from '#domain/moderation/decide-application.ts'
import { answersOfSeveral, lastDecided, neighboursOf, queuedApplicant, queuedApplicants, queueLength, type QueuedApplicant } from '#domain/moderation/queue.ts'
import { activeQuestions } from '#domain/onboarding/questions.ts'
import { missing } from '#domain/refusals.ts'
import { finish, toldOf } from '../../emails/compose.ts'
import { letterLanguage } from '../../emails/letter-words.ts'
import type { QueueCardProps } from '../../props/staff.ts'
import { staffWordsFor } from '../../words/staff-catalogue.ts'
import type { SignedVisit } from '../page-access.ts'
import { languageOf, sendOn, sendPage } from '../send-page.ts'
import { field, formOf } from '../visit.ts'
import { accountsOf, isoOf, paramId, staffFrame, tickedIds, toldNotesOfAll } from './staff-frame.ts'

const PER_PAGE = 20
const QUEUE = '/admin/queue'

async function cardsOf(visit: SignedVisit, applicants: readonly QueuedApplicant[]): Promise<QueueCardProps[]> {
  const { ctx } = visit
  const [neighbours, notes, inviters, said, asked] = await Promise.all([
    neighboursOf(ctx.db, applicants), notesAbout(ctx.db, 'account', applicants.map((one) => one.accountId)).then((found) => toldNotesOfAll(visit, found)),
    accountsOf(visit, applicants.map((one) => one.inviterId)), answersOfSeveral(ctx.db, applicants.map((one) => one.userId)), activeQuestions(ctx.db),
  ])
  return applicants.map((one): QueueCardProps => {
    const answers = said.filter((answer) => answer.userId === one.userId)
    const open = asked.filter((question) => question.required && !answers.some((answer) => answer.questionId === question.id))
    const path = `${QUEUE}/${one.userId}`
    return {
      userId: String(one.userId), accountId: String(one.accountId), username: one.username, email: one.email, waitingSince: isoOf(one.createdAt), reason: one.reason,
      answers: answers.map(({ question, text }) => ({ question, text })), notes: notes.get(one.accountId) ?? [],
      hints: {
        unconfirmed: one.confirmedAt === null, openQuestions: open.map((question) => question.text), inviter: inviters(one.inviterId), app: one.appName,
        ...neighbours.get(one.userId) ?? { declined: 0, waiting: 0, members: 0 },
      },
      approve: formOf(visit, `${path}/approve`), note: formOf(visit, `${path}/note`), declineUrl: `${path}/decline`,
    }
  })
}

/** GET /admin/queue. */
export async function showQueue(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, query, reply } = visit
  const after = /^\d{1,16}$/.test(field(query, 'after')) ? Number(field(query, 'after')) : 0
  const [found, waiting, decided] = await Promise.all([
    queuedApplicants(ctx.db, { after, limit: PER_PAGE + 1 }), queueLength(ctx.db), lastDecided(ctx.db, 5),
  ])
  const applicants = found.slice(0, PER_PAGE)
  const deciders = await accountsOf(visit, decided.map((one) => one.decidedBy))
  const bulkDone = /^\d{1,3}$/.test(field(query, 'approved')) ? staffWordsFor(languageOf(visit.request)).queue.bulkDone(field(query, 'approved')) : null
  return sendPage(reply, ctx.pages.queuePage({
    ...await staffFrame(visit, 'queue', bulkDone), waiting, cards: await cardsOf(visit, applicants), bulk: formOf(visit, `${QUEUE}/approve`),
    nextUrl: found.length > PER_PAGE ? `${QUEUE}?after=${applicants.at(-1)?.userId}` : null,
    keysScript: ctx.queueKeysScript,
    decided: decided.map((one) => ({ username: one.username, state: one.state, by: deciders(one.decidedBy), at: isoOf(one.decidedAt) })),
  }), { script: true })
}

async function decide(visit: SignedVisit, userId: number, decision: 'approve' | 'decline', message = ''): Promise<FastifyReply> {
  const { ctx, reply, session } = visit
  const made = await ctx.write((tx) => decideApplication(tx, { by: session.user.account_id, userId, decision, message }))
  return sendOn(reply, 'logId' in made ? `${QUEUE}?done=${made.logId}` : `${QUEUE}?meanwhile=${userId}`)
}

/** POST /admin/queue/ID/approve. */
export const approveApplicant = (visit: SignedVisit): Promise<FastifyReply> => decide(visit, paramId(visit), 'approve')

/** POST /admin/queue/approve: the ones that were ticked; who was decided meanwhile is passed over. */
export async function approveSeveral(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, reply, session } = visit
  let approved = 0
  for (const userId of tickedIds(visit, 'ids').slice(0, PER_PAGE)) {
    const made = await ctx.write((tx) => decideApplication(tx, { by: session.user.account_id, userId, decision: 'approve' }))
    if ('logId' in made) approved++
  }
  return sendOn(reply, `${QUEUE}?approved=${approved}`)
}

interface Declining { message: string; preview?: boolean }

async function showDeclining(visit: SignedVisit, userId: number, { message, preview = false }: Declining): Promise<FastifyReply> {
  const { ctx, reply, request } = visit
  const applicant = await queuedApplicant(ctx.db, userId)
  if (!applicant) return sendOn(reply, `${QUEUE}?meanwhile=${userId}`)
  const user = await userById(ctx.db, userId)
  if (!user) throw missing()
  const told = await toldOf(ctx, user)
  const letter = preview ? finish(ctx, user, told, letterLanguage(user.locale).words.rejected(told, { message })) : null
  return sendPage(reply, ctx.pages.declinePage({
    ...await staffFrame(visit, 'queue'), username: applicant.username, backUrl: QUEUE, templates: [...staffWordsFor(languageOf(request)).decline.templates],
    form: { ...formOf(visit, `${QUEUE}/${userId}/decline`), values: { message } }, preview: letter && { subject: letter.subject, text: letter.text },
  }))
}

/** GET /admin/queue/ID/decline: the words, from a template if one was chosen. */
export async function showDecline(visit: SignedVisit): Promise<FastifyReply> {
  const chosen = staffWordsFor(languageOf(visit.request)).decline.templates.find(({ name }) => name === field(visit.query, 'template'))
  return showDeclining(visit, paramId(visit), { message: chosen?.text ?? '' })
}

/** POST /admin/queue/ID/decline: shows the letter, or declines. */
export async function submitDecline(visit: SignedVisit): Promise<FastifyReply> {
  const message = field(visit.form, 'message').trim().slice(0, 2000)
  return field(visit.form, 'do') === 'preview' ? showDeclining(visit, paramId(visit), { message, preview: true }) : decide(visit, paramId(visit), 'decline', message)
}

/** POST /admin/queue/ID/note. */
export async function noteApplicant(visit: SignedVisit): Promise<FastifyReply> {
  const { ctx, form, reply, session } = visit
  const userId = paramId(visit)
  const applicant = await queuedApplicant(ctx.db, userId)
  if (!applicant) return sendOn(reply, `${QUEUE}?meanwhile=${userId}`)
  await ctx.write((tx) => addNote(tx, { by: session.user.account_id, subject: 'account', subjectId: applicant.accountId, text: field(form, 'text') }))
  return sendOn(reply, `${QUEUE}#card-${userId}`)
}
