// The community's own questions to those who want to come in. Answers are for those who decide, and for nobody else.
import type { Reader, Tx } from '../context.ts'
import { invalid, missing } from '../refusals.ts'

export interface Question { id: number; text: string; hint: string; required: boolean }
export interface Answer { questionId: number; text: string }

export const ANSWER_MAX = 2000

/** The questions asked now, in their order. */
export async function activeQuestions(db: Reader): Promise<Question[]> {
  const rows = await db.selectFrom('questions').select(['id', 'text', 'hint', 'required']).where('archived_at', 'is', null)
    .orderBy('position').orderBy('id').execute()
  return rows.map((row) => ({ ...row, required: row.required === 1 }))
}

function checkQuestion(text: string, hint: string): void {
  if (text.trim() === '') throw invalid('Text can\'t be blank')
  if (text.length > 500 || hint.length > 500) throw invalid('Text is too long (maximum is 500 characters)')
}

/** Adds a question after the others. */
export async function addQuestion(tx: Tx, { text, hint = '', required = false }: { text: string; hint?: string; required?: boolean }): Promise<number> {
  checkQuestion(text, hint)
  const last = await tx.db.selectFrom('questions').select((e) => e.fn.max('position').as('position')).executeTakeFirst()
  const id = tx.id()
  await tx.db.insertInto('questions').values({ id, text: text.trim(), hint: hint.trim(), required: required ? 1 : 0, position: (last?.position ?? 0) + 1 }).execute()
  return id
}

/** Stops asking a question; answers already given stay readable. Idempotent. */
export async function archiveQuestion(tx: Tx, questionId: number): Promise<void> {
  const [row] = await tx.db.updateTable('questions').set((e) => ({ archived_at: e.fn.coalesce('archived_at', e.val(tx.now)) }))
    .where('id', '=', questionId).returning('id').execute()
  if (!row) throw missing()
}

/** A question as whoever edits the list left it; without `id` it is new. */
export interface QuestionDraft { id?: number | undefined; text: string; hint?: string; required: boolean }

export const QUESTIONS_MAX = 20

async function isAnswered(tx: Tx, questionId: number): Promise<boolean> {
  return await tx.db.selectFrom('answers').select('user_id').where('question_id', '=', questionId).limit(1).executeTakeFirst() !== undefined
}

/** Changes one asked question in place, or, when somebody answered its old words, asks a new one instead. The answer is its id. */
async function saveQuestion(tx: Tx, before: Question | undefined, draft: QuestionDraft): Promise<number> {
  const hint = draft.hint ?? before?.hint ?? ''
  if (!before) return addQuestion(tx, { text: draft.text, hint, required: draft.required })
  if (before.text !== draft.text.trim() && await isAnswered(tx, before.id)) {
    await archiveQuestion(tx, before.id)
    return addQuestion(tx, { text: draft.text, hint, required: draft.required })
  }
  checkQuestion(draft.text, hint)
  await tx.db.updateTable('questions').set({ text: draft.text.trim(), hint: hint.trim(), required: draft.required ? 1 : 0 }).where('id', '=', before.id).execute()
  return before.id
}

/**
 * Asks exactly `drafts` from now on, in this order; those left out are archived, blank ones dropped. Answers stay with the
 * words they were given to. Idempotent but for new ones.
 */
export async function saveQuestions(tx: Tx, drafts: readonly QuestionDraft[]): Promise<void> {
  const wanted = drafts.filter((draft) => draft.text.trim() !== '')
  if (wanted.length > QUESTIONS_MAX) throw invalid(`Questions are too many (maximum is ${QUESTIONS_MAX})`)
  const asked = new Map((await activeQuestions(tx.db)).map((question) => [question.id, question]))
  const kept = new Set(wanted.map((draft) => draft.id))
  for (const id of asked.keys()) if (!kept.has(id)) await archiveQuestion(tx, id)
  for (const [index, draft] of wanted.entries()) {
    const id = await saveQuestion(tx, draft.id === undefined ? undefined : asked.get(draft.id), draft)
    await tx.db.updateTable('questions').set({ position: index + 1 }).where('id', '=', id).execute()
  }
}

/** Keeps what an applicant answered, over earlier answers; blank ones are dropped, unknown questions ignored. */
export async function keepAnswers(tx: Tx, userId: number, answers: readonly Answer[]): Promise<void> {
  const asked = new Set((await activeQuestions(tx.db)).map((question) => question.id))
  for (const { questionId, text } of answers) {
    if (!asked.has(questionId)) continue
    if ([...text].length > ANSWER_MAX) throw invalid(`Answer is too long (maximum is ${ANSWER_MAX} characters)`)
    await tx.db.deleteFrom('answers').where('user_id', '=', userId).where('question_id', '=', questionId).execute()
    if (text.trim() === '') continue
    await tx.db.insertInto('answers').values({ user_id: userId, question_id: questionId, text: text.trim() }).execute()
  }
}

/** What an applicant answered, with the questions as they were asked, archived ones included. */
export async function answersOf(db: Reader, userId: number): Promise<{ questionId: number; question: string; text: string }[]> {
  const rows = await db.selectFrom('answers as a').innerJoin('questions as q', 'q.id', 'a.question_id')
    .select(['a.question_id', 'q.text as question', 'a.text']).where('a.user_id', '=', userId).orderBy('q.position').execute()
  return rows.map((row) => ({ questionId: row.question_id, question: row.question, text: row.text }))
}

/** The required questions that an applicant has not answered yet. */
export async function unansweredQuestions(db: Reader, userId: number): Promise<Question[]> {
  const answered = new Set((await answersOf(db, userId)).map((answer) => answer.questionId))
  return (await activeQuestions(db)).filter((question) => question.required && !answered.has(question.id))
}
