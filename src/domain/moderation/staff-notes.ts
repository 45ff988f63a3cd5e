// Notes that those who look after the community write for each other, about a report or a person. Nobody else reads them.
import type { Reader, Tx } from '#domain/context.ts'
import { invalid } from '#domain/refusals.ts'

export type NoteSubject = 'report' | 'account'
export interface StaffNote { id: number; accountId: number; text: string; createdAt: number }

const NOTE_MAX = 2000

/** Adds a note. Refuses an empty one and one over 2,000 characters. */
export async function addNote(tx: Tx, { by, subject, subjectId, text }: { by: number; subject: NoteSubject; subjectId: number; text: string }): Promise<number> {
  const words = text.trim()
  if (words === '') throw invalid('Content can\'t be blank')
  if ([...words].length > NOTE_MAX) throw invalid(`Content is too long (maximum is ${NOTE_MAX} characters)`)
  const id = tx.id()
  await tx.db.insertInto('staff_notes').values({ id, subject, subject_id: subjectId, account_id: by, text: words, created_at: tx.now }).execute()
  return id
}

/** The notes about several subjects, oldest first, by subject. */
export async function notesAbout(db: Reader, subject: NoteSubject, subjectIds: readonly number[]): Promise<Map<number, StaffNote[]>> {
  const found = new Map<number, StaffNote[]>()
  if (subjectIds.length === 0) return found
  const rows = await db.selectFrom('staff_notes').selectAll().where('subject', '=', subject).where('subject_id', 'in', [...subjectIds]).orderBy('id').execute()
  for (const row of rows) {
    const notes = found.get(row.subject_id) ?? []
    notes.push({ id: row.id, accountId: row.account_id, text: row.text, createdAt: row.created_at })
    found.set(row.subject_id, notes)
  }
  return found
}
